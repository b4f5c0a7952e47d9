"""What is understood of a merchant's own words, what is asked, and what is refused (promises 35, 36)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.captions.reading import read_caption
from catalog.editing.drafting import DealForm, Doubt, Field, Why
from catalog.money import Money

NOW = datetime(2026, 3, 4, 11, tzinfo=UTC)
"""A Wednesday, noon in Berlin."""
SUNDAY = datetime(2026, 3, 8, 19, tzinfo=UTC)
DAY = timedelta(days=1)

EUR, CNY, TWD = "EUR", "CNY", "TWD"


def form(title: str, solo: int | None, group: int | None, currency: str = EUR) -> DealForm:
    """What was understood, with prices in minor units and three people."""
    prices = [None if minor is None else Money(minor, currency) for minor in (solo, group)]
    return DealForm(title=title, solo=prices[0], group=prices[1], people=3)


OIL = form("Olive oil 1 l", 1200, 900)
SOAP = form("Soap", 1200, 900)
HANS, HANT = form("橄榄油", 1200, 900, CNY), form("橄欖油 1 公升", 1200, 900, TWD)

UNDERSTOOD = [
    (
        "Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00",
        replace(OIL, stock=40, ends_at=SUNDAY),
    ),
    (
        "Olive oil 1 l, 12 alone, 9 for three, new customers only",
        replace(OIL, newcomers=True),
    ),
    ("橄榄油 老带新 单买12 3人拼9", replace(HANS, newcomers=True)),
    ("橄欖油 1 公升，單買 12，三人團 9，限新客參團", replace(HANT, newcomers=True)),
    (
        "橄欖油 1 公升，單買 12，三人團 9，40 瓶，到週日 20:00",
        replace(HANT, stock=40, ends_at=SUNDAY),
    ),
    (
        "橄榄油 单买12 3人拼 9 库存40 每人限购2件 24小时成团 截止周日20点",
        replace(HANS, stock=40, limit=2, window=DAY, ends_at=SUNDAY),
    ),
    (
        "橄榄油\n克里特岛自家果园\n单买价：12元\n拼团价：9元（3人）\n限量四十瓶\n到 3/8 晚上8點",
        replace(HANS, description="克里特岛自家果园", stock=40, ends_at=SUNDAY),
    ),
    (
        (
            "Olive oil 1 l\nFrom our own trees, cold pressed.\nsolo 12, 3 people 9, max 2 each, 24h\n"
            "from Monday 9:00 until 13 March 8 pm"
        ),
        replace(
            OIL,
            description="From our own trees, cold pressed.",
            limit=2,
            window=DAY,
            starts_at=datetime(2026, 3, 9, 8, tzinfo=UTC),
            ends_at=datetime(2026, 3, 13, 19, tzinfo=UTC),
        ),
    ),
    (
        "Soap, 12 alone, 9 each for 4 to 10 people, 1,000 in stock, open for 2 days",
        replace(SOAP, people=4, capacity=10, stock=1000, window=2 * DAY),
    ),
    (
        "Ｓｏａｐ，alone １２ €, 9,90 € for three",
        replace(SOAP, title="Ｓｏａｐ", group=Money(990, EUR)),
    ),
    ("Laptop, solo 1.299,00, 999,00 in a group of 3", form("Laptop", 129900, 99900)),
    (
        "鳳梨酥 原價$１２００ 揪團價NT$９９９（至少４人，最多10人） 限量一百盒 周一 9:00 开始",
        replace(
            form("鳳梨酥", 120000, 99900, TWD),
            people=4,
            capacity=10,
            stock=100,
            starts_at=datetime(2026, 3, 9, 8, tzinfo=UTC),
        ),
    ),
    (
        "橄榄油，12元单买9块9三人团，售完为止",
        replace(HANS, description="售完为止", group=Money(990, CNY)),
    ),
    ("橄榄油，单买12,40瓶，三人团9", replace(HANS, stock=40)),
    (
        "Board game for 2 to 6 people, 12 for one, 9 for three, pickup Friday 17:00-20:00",
        replace(
            SOAP, title="Board game for 2 to 6 people", description="pickup Friday 17:00-20:00"
        ),
    ),
]


@pytest.mark.parametrize(("caption", "understood"), UNDERSTOOD)
def test_a_caption_that_says_all_is_a_filled_form(caption: str, understood: DealForm) -> None:
    currency = understood.solo.currency if understood.solo else EUR
    reading = read_caption(caption, currency=currency, zone="Europe/Berlin", now=NOW)
    assert reading.form == understood
    assert reading.doubts == ()


ASKED = [
    (
        "洗衣液，单买12，三人团9，买二送一",
        form("洗衣液", 1200, 900, CNY),
        [Doubt(Field.GROUP, Why.NOT_OURS, "买二送一")],
    ),
    (
        "Soap, 12 alone, 9 for three, buy two get one free",
        SOAP,
        [Doubt(Field.GROUP, Why.NOT_OURS, "buy two get one free")],
    ),
    (
        "Soap, for three, 40 bottles",
        replace(SOAP, solo=None, group=None, stock=40),
        [Doubt(Field.SOLO, Why.MISSING), Doubt(Field.GROUP, Why.MISSING)],
    ),
    (
        "Soap, 12 alone, 11 alone, 9 for three",
        replace(SOAP, solo=None),
        [Doubt(Field.SOLO, Why.TWO, "12 alone / 11 alone")],
    ),
    (
        "肥皂，單買12，三人團9，三人團8",
        DealForm(title="肥皂", solo=Money(1200, TWD), people=3),
        [Doubt(Field.GROUP, Why.TWO, "三人團9 / 三人團8")],
    ),
    (
        "Soap, 12 alone, 9 for three, until 1 March 20:00",
        SOAP,
        [Doubt(Field.ENDS, Why.PAST, "until 1 March 20:00")],
    ),
    (
        "橄榄油，单买12，三人团9，截止3月8日",
        HANS,
        [Doubt(Field.ENDS, Why.NO_TIME, "截止3月8日")],
    ),
    (
        "Soap, 12 alone, 9 for three, until Sunday",
        SOAP,
        [Doubt(Field.ENDS, Why.NO_TIME, "until Sunday")],
    ),
    (
        "Soap, 12 alone, 15 for three",
        replace(SOAP, group=None),
        [Doubt(Field.GROUP, Why.HIGHER, "15 for three")],
    ),
    (
        "橄榄油，单买12，1人团9",
        replace(HANS, people=None),
        [Doubt(Field.PEOPLE, Why.TOO_FEW, "1人团9")],
    ),
    (
        "Soap, $12 alone, 9元 for three",
        replace(SOAP, solo=None, group=None),
        [
            Doubt(Field.SOLO, Why.CURRENCY, "$12 alone"),
            Doubt(Field.GROUP, Why.CURRENCY, "9元 for three"),
        ],
    ),
    (
        "Soap, 12 alone, 1,299 for three people",
        replace(SOAP, group=None),
        [Doubt(Field.GROUP, Why.TWO, "1,299 for three people")],
    ),
    (
        "Soap, 12 alone, 3 for 9",
        replace(SOAP, group=None, people=None),
        [Doubt(Field.GROUP, Why.TWO, "3 for 9"), Doubt(Field.PEOPLE, Why.TWO, "3 for 9")],
    ),
    (
        "Soap 12 €, 9 € for three",
        replace(SOAP, solo=None),
        [Doubt(Field.SOLO, Why.TWO, "12 €")],
    ),
    (
        "Soap, 12 alone, 9 for three, 40 chairs, max 10",
        SOAP,
        [Doubt(Field.STOCK, Why.TWO, "40 chairs"), Doubt(Field.LIMIT, Why.TWO, "max 10")],
    ),
    (
        "橄榄油，单买12，三人团共27元，库存1.5",
        replace(HANS, group=None),
        [
            Doubt(Field.GROUP, Why.TWO, "三人团共27元"),
            Doubt(Field.STOCK, Why.UNREADABLE, "库存1.5"),
        ],
    ),
    (
        "Soap, 12 alone, 20% off for three, within 2 days",
        replace(SOAP, group=None),
        [
            Doubt(Field.GROUP, Why.UNREADABLE, "20% off"),
            Doubt(Field.WINDOW, Why.TWO, "within 2 days"),
        ],
    ),
    (
        "Soap, 12 alone, 9 for three, starts Sunday 20:00, ends Saturday 9:00",
        replace(SOAP, starts_at=SUNDAY),
        [Doubt(Field.ENDS, Why.ORDER, "ends Saturday 9:00")],
    ),
    (
        "Soap, 12 alone, 9 for three, Sunday 20:00",
        SOAP,
        [Doubt(Field.ENDS, Why.TWO, "Sunday 20:00")],
    ),
    (
        "肥皂，单买12，三人团9，周日8点截止，每人2件，2件库存",
        form("肥皂", 1200, 900, CNY),
        [
            Doubt(Field.STOCK, Why.TOO_FEW, "2件库存"),
            Doubt(Field.LIMIT, Why.TWO, "每人2件"),
            Doubt(Field.ENDS, Why.TWO, "周日8点截止"),
        ],
    ),
]


@pytest.mark.parametrize(("caption", "understood", "asked"), ASKED)
def test_what_is_doubtful_is_left_out_and_asked_for_with_its_words(
    caption: str, understood: DealForm, asked: list[Doubt]
) -> None:
    currency = understood.solo.currency if understood.solo else EUR
    reading = read_caption(caption, currency=currency, zone="Europe/Berlin", now=NOW)
    assert reading.form == understood
    assert list(reading.doubts) == asked
