"""Honest words: nothing that is said presses people with urgency, scarcity or crowds that are not in the books."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from catalog.keeping.staff import PATIENCE
from groupbuys.claims import rules
from groupbuys.figures.history import BACK
from groupbuys.model import HOLD
from tests.honest.pressure import pressed
from tests.house.test_shape import ROOT, python_files

LANGUAGES = ("en", "zh_Hans", "zh_Hant")

_NEWCOMERS = (
    "tests/newcomers/test_rule.py::test_who_has_ordered_joins_no_group_for_newcomers_but_leads_one"
)
TRUE = {
    "📉 <b>{what}</b>: only {n} is left.": (
        "for keepers, who asked to be warned below a number of theirs; shoppers never read it",
        "tests/stock/test_warnings.py::test_as_many_as_the_limit_are_not_fewer_than_it",
    ),
    "📉 <b>{what}</b>: {n} is left of all kinds together; open groups have set the others aside.": (
        "the same for a product of several kinds",
        "tests/stock/test_warnings.py::test_a_product_of_several_kinds_runs_low_as_a_whole",
    ),
    "{minimum} people, within {window}": (
        "限时: the window is one of the deal's terms, and the clock closes by it",
        "tests/groupbuys/test_rules.py::test_a_group_closes_at_the_earlier_of_window_and_deal",
    ),
    "{minimum} to {capacity} people, within {window}": (
        "限时: the same for groups of several sizes",
        "tests/groupbuys/test_rules.py::test_a_group_closes_at_the_earlier_of_window_and_deal",
    ),
    "Who may join a group: everybody, or only new customers?": (
        "仅限新客 names a rule of the deal to its keeper; it is kept when money arrives (promise 34)",
        _NEWCOMERS,
    ),
    "only new customers": (
        "the same rule, on the deal and on posters",
        _NEWCOMERS,
    ),
}
"""What sounds like pressure and is a fact out of the books: why, and the stories that keep it true."""

MEANT = {
    "flows/screens/desk/claims.py": {"❗"},
    "flows/desk/stock_words.py": {"只剩"},
}
"""Signs and words in the code that nobody reads as pressure: a claim that waits for the shop; what a keeper types."""

UNDERSTOOD = "catalog/captions/"
"""What merchants write is understood here, and not said."""

MIRRORS = {
    r"15 minutes": timedelta(minutes=15) == HOLD,
    r"48 hours": timedelta(hours=48) == rules.ANSWER,
    r"within 7 days": timedelta(days=7) == PATIENCE,
    r"last 365 days": timedelta(days=365) == BACK,
    r"in 90 days": True,
    r"10 working days": True,
    r"95 times of 100": True,
    r"45 MB": True,
    r"5 to 20 digits": True,
    r"At least 2\b": True,
    r"from 1 to": True,
    r"\b0 is never": True,
    r"stock of 0": True,
}
"""Numbers that stand in texts, and whether they are what the code goes by, where it goes by one."""

TYPED = re.compile(
    r"example|instance|such as|like 18|Type .*=20|“\+1”|\+20|-2</b>|=35|UTF-8|^\d\. |^(?:7|30) days$"
    r"|Olive oil 1 l|12 Main Street"
)
"""Texts that show what could be typed, count their own lines, or name a period on a button."""


def messages(language: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Every text of a language: by what it is known, what is said, and in which English words."""
    with (ROOT / "flows/locale" / language / "LC_MESSAGES/kaituan.po").open("rb") as lines:
        for one in read_po(lines):
            if one.id:
                ids = [one.id] if isinstance(one.id, str) else list(one.id)
                said = [one.string] if isinstance(one.string, str) else list(one.string or ())
                yield ids[0], said, ids


def said_in_code(file: Path) -> Iterator[str]:
    """The texts in a file that are not its own explanations."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    explains = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from [] if id(node) in explains else [node.value]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_presses_anybody(language: str) -> None:
    """No hurry, no last chance, no crowds, no scarcity; what sounds like it and is true stands in TRUE."""
    found = {
        known: pressed(text)
        for known, said, _ in messages(language)
        for text in said
        if pressed(text) and known not in TRUE
    }
    assert not found, found


def test_no_code_and_no_page_says_so_beside_the_catalogues() -> None:
    allowed = {text for known, _, ids in messages("en") if known in TRUE for text in ids}
    found = {}
    for file in python_files():
        name = file.relative_to(ROOT).as_posix()
        if name.startswith(("tests/", UNDERSTOOD)):
            continue
        for text in said_in_code(file):
            claims = set(pressed(text)) - MEANT.get(name, set())
            if claims and text not in allowed:
                found[name, text] = claims
    pages = [*ROOT.glob("sandbox/page/static/**/*.js"), *ROOT.glob("sandbox/page/static/*.html")]
    goods = [*ROOT.glob("kaituan/demo/**/*.toml")]
    for page in (*pages, *goods):
        if claims := set(pressed(page.read_text(encoding="utf-8"))):
            found[page.name, ""] = claims
    assert pages
    assert not found, found


def test_what_is_allowed_is_said_still_and_its_stories_are_there() -> None:
    """No exception outlives what it was made for."""
    known = {one: said for language in LANGUAGES for one, said, _ in messages(language)}
    for text, (_, story) in TRUE.items():
        assert text in known, text
        assert any(
            pressed(said)
            for language in LANGUAGES
            for one, words, _ in messages(language)
            if one == text
            for said in words
        ), text
        path, _, name = story.partition("::")
        assert (ROOT / path).exists(), story
        assert not name or f"def {name}(" in (ROOT / path).read_text(encoding="utf-8"), story


def test_each_number_that_stands_in_a_text_is_one_we_go_by() -> None:
    """A text says no number of its own, but for those that mirror a rule and examples of what to type."""
    assert all(MIRRORS.values())
    own = set()
    for known, _, ids in messages("en"):
        for text in ids:
            plain = re.sub(r"\{[^}]*\}|<[^>]*>", "", text)
            for phrase in MIRRORS:
                plain = re.sub(phrase, "", plain)
            if re.search(r"\d", plain) and not TYPED.search(text):
                own.add(known)
    assert not own, own


def numbers(text: str) -> set[str]:
    """The numbers of its own that a text says, in figures or as "one"."""
    plain = re.sub(r"\{[^}]*\}", "", text)
    return set(re.findall(r"\d+", plain)) | {"1" for _ in re.findall(r"\bone\b", plain)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_says_a_number_that_the_text_does_not(language: str) -> None:
    """But for what could be typed: a telephone number looks like those of the place."""
    more = {
        (known, text)
        for known, said, ids in messages(language)
        for text in said
        if numbers(text) - set().union(*map(numbers, ids)) and not TYPED.search(known)
    }
    assert not more, more


@pytest.mark.parametrize(
    "claim",
    [
        "Hurry, only today!",
        "37 people are looking at this",
        "Almost sold out",
        "Bo just joined",
        "仅剩 3 件",
        "手慢无",
        "马上抢购",
        "最后机会",
        "爆款秒杀",
        "全网最低价",
        "剛剛下單",
        "12 人正在看",
        "限時特賣",
        "🔥",
    ],
)
def test_such_a_claim_would_be_found(claim: str) -> None:
    assert pressed(claim)
