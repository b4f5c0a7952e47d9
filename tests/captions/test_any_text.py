"""Whatever is written is read without an error, and no number in a form is one that nobody wrote."""

import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from catalog.captions.reading import check_form, read_caption, read_field
from catalog.editing.drafting import DealForm, Field, Why
from catalog.typed import plain

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)
ROOT = Path(__file__).parents[2]

numbers = st.integers(0, 1200).map(str) | st.sampled_from(
    [
        "9,90",
        "1.299,00",
        "1,299",
        "12.5",
        "９",
        "２４",
        "٣",
        "½",
        "²",
        "①",
        "-4",
        "20:00",
        "3/8",
        "8.3.",
    ]
)
words = st.sampled_from(
    (
        *("Olive oil", "alone", "solo", "for", "people", "each", "in stock", "bottles"),
        *("max", "per person", "until Sunday", "from", "h", "days", "open for", "€", "$"),
        *(
            "元",
            "EUR",
            "USD",
            "单买",
            "單買",
            "人团",
            "人",
            "拼",
            "库存",
            "限量",
            "每人限购",
            "件",
            "瓶",
        ),
        *(
            "小时成团",
            "到周日",
            "截止",
            "点",
            "晚上",
            "开始",
            "原价",
            "买",
            "送",
            "折",
            "块",
            "共",
            ",",
            "，",
        ),
        *("、", ";", "-", "~", "to", "到", "\n", "group", "price", "was", "%", "off", "buy"),
        *("get", "free", "March", "tomorrow"),
    )
)
sentences = st.lists(numbers | words, max_size=14).flatmap(
    lambda parts: st.sampled_from(["", " "]).map(lambda gap: gap.join(parts))
)


def written(text: str) -> set[int]:
    """Every number that stands in a text, with and without what may be its decimal or thousands marks."""
    found = set()
    text = re.sub("[½²①]", "#", text.replace("，", ", "))
    for run in re.findall(r"\d[\d.,' 元块]*", plain(text)):
        pieces = re.findall(r"\d+", run)
        for start in range(len(pieces)):
            for end in range(start + 1, len(pieces) + 1):
                found.add(int("".join(pieces[start:end])))
    return found


def numbers_of(form: DealForm) -> set[int]:
    """Every number in a form, prices without their decimal zeros."""
    counts = {form.people, form.capacity, form.stock, form.limit} - {None}
    for price in (form.solo, form.group):
        if price is not None:
            counts.add(int(str(price.minor).removesuffix("0").removesuffix("0") or "0"))
    return {count for count in counts if count is not None}


@given(st.text(max_size=300) | sentences, st.sampled_from(["EUR", "TWD", "JPY", "KWD"]))
def test_any_text_is_read_and_what_is_left_in_the_form_is_sound(text: str, currency: str) -> None:
    """Promise 35, whatever was written."""
    reading = read_caption(text, currency=currency, zone="Europe/Berlin", now=NOW)
    doubtful = {doubt.field for doubt in reading.doubts if doubt.why is not Why.MISSING}
    wrong = check_form(reading.form, NOW)
    assert {doubt.field for doubt in wrong if doubt.why is not Why.MISSING} == set()
    assert {doubt.field for doubt in wrong} <= {doubt.field for doubt in reading.doubts}
    for doubt in reading.doubts:
        assert doubt.said in text or all(part in text for part in doubt.said.split(" / "))
    assert Field.STOCK not in doubtful or reading.form.stock is None


@given(sentences)
def test_no_number_is_invented(text: str) -> None:
    """Promise 36: never another number than one that was written."""
    form = read_caption(text, currency="EUR", zone="Europe/Berlin", now=NOW).form
    there = written(text)
    shifted = {int(str(number).rstrip("0") or "0") for number in there}
    for number in numbers_of(form):
        assert number in there or int(str(number).rstrip("0") or "0") in shifted
    assert form.window is None or any(
        form.window == count * unit
        for count in there
        if count < 10**6
        for unit in (timedelta(hours=1), timedelta(days=1))
    )


@given(st.sampled_from(Field), st.text(max_size=80) | sentences)
def test_any_answer_fills_the_form_or_says_why_not(field: Field, text: str) -> None:
    form = DealForm(title="Soap")
    answer = read_field(field, text, form, currency="EUR", zone="Asia/Taipei", now=NOW)
    if isinstance(answer, DealForm):
        assert not [doubt for doubt in check_form(answer, NOW) if doubt.why is not Why.MISSING]
    else:
        assert answer.said == text.strip()


def test_nobody_waits_for_the_reader_of_dates_who_names_no_month() -> None:
    """The command line and a caption without a named month never load dateparser."""
    caption = "Oil, 12 alone, 9 for three, until Sunday 20:00"
    load = (
        "import sys, kaituan.cli; assert 'catalog.captions.reading' not in sys.modules\n"
        "from datetime import UTC, datetime\nfrom catalog.captions.reading import read_caption\n"
        f"now = datetime(2026, 3, 4, tzinfo=UTC)\nread_caption({caption!r}, currency='EUR', zone='UTC', now=now)\n"
        "assert 'dateparser' not in sys.modules"
    )
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", load], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
