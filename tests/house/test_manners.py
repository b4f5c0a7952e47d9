"""Every kind of thing that people are told unasked has its manners, in the code and in docs/peace.md."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from flows.commands import menu
from flows.news.manners import MANNERS, Manner, Switch
from flows.news.notices import TOLD
from flows.screens.why import BUTTONS, Why, line
from flows.texts import Texts
from storage.outbox import CARDS, CHANNEL, DEAL_CARDS, MONEY, PACKET_CARDS, POST, PROMPTS
from tests.house.test_shape import ROOT, python_files

LANGUAGES = ("en", "zh_Hans", "zh_Hant")

NO_ONE = {CARDS, PACKET_CARDS, DEAL_CARDS, PROMPTS, POST, CHANNEL}
"""Owed to nobody in particular: messages that are posted or edited."""

NAMED_ELSEWHERE = {
    ("catalog/keeping/shopkeeping.py", "f'shop_{state.value}'"): {"shop_live", "shop_suspended"},
    ("catalog/low_stock.py", "kind"): {"low_stock", "low_product"},
    ("groupbuys/channels/freshness.py", "CHANNEL"): {CHANNEL},
    ("groupbuys/channels/freshness.py", "POST"): {POST},
    ("groupbuys/channels/posts.py", "CHANNEL"): {CHANNEL},
    ("groupbuys/channels/posting.py", "CHANNEL"): {CHANNEL},
    ("groupbuys/channels/posting.py", "POST"): {POST},
    ("groupbuys/channels/roundup_standing.py", "CHANNEL"): {CHANNEL},
    ("groupbuys/channels/roundups.py", "POST"): {POST},
    ("groupbuys/channels/losing.py", "'channel_on' if person_id == waits else kind"): {
        "channel_on",
        "channel_lost",
        "channel_back",
    },
    ("groupbuys/claims/telling.py", "kind"): {"claim", "claim_money"},
    ("groupbuys/closing.py", "state.value"): {"succeeded", "failed", "cancelled"},
    **{
        (f"groupbuys/coupons/{name}.py", "PACKET_CARDS"): {PACKET_CARDS}
        for name in ("cards", "ending", "giving", "taking")
    },
    ("groupbuys/dropped/deal_copies.py", "DEAL_CARDS"): {DEAL_CARDS},
    ("groupbuys/leaving.py", "PROMPTS"): {PROMPTS},
    ("groupbuys/choosing.py", "PROMPTS"): {PROMPTS},
    ("groupbuys/paying.py", "PROMPTS"): {PROMPTS},
    ("groupbuys/prompts/prompts.py", "CARDS"): {CARDS},
    ("groupbuys/prompts/prompts.py", "PROMPTS"): {PROMPTS},
    ("storage/gathering.py", "DAILY"): {"daily"},
    ("groupbuys/fulfilment/fulfilling.py", "kind"): {"handed_out", "taken_in"},
}
"""Notices whose kind does not stand in the call: file and expression, and what it can be."""


def owed() -> Iterator[tuple[str, str, str | None]]:
    """Every notice that the code makes: its file, the expression of its kind, and the kind if it stands there."""
    for file in python_files():
        name = file.relative_to(ROOT).as_posix()
        if name.startswith("tests/"):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="Notice"), args=[kind, *_]):
                    said = kind.value if isinstance(kind, ast.Constant) else None
                    yield name, ast.unparse(kind), None if said is None else str(said)
                case _:
                    pass


def test_every_kind_that_is_owed_has_its_manners() -> None:
    """Decide in flows/news/manners.py whether a new kind waits, what ends it, and why it comes."""
    unknown = set()
    for file, expression, kind in owed():
        kinds = {kind} if kind is not None else NAMED_ELSEWHERE.get((file, expression), {None})
        unknown |= {(file, expression) for one in kinds if one not in MANNERS.keys() | NO_ONE}
    assert not unknown, unknown


def test_the_list_of_kinds_that_are_named_elsewhere_is_no_longer_than_needed() -> None:
    assert NAMED_ELSEWHERE.keys() <= {(file, expression) for file, expression, _ in owed()}


def test_what_has_manners_is_told_and_what_is_told_has_manners() -> None:
    assert MANNERS.keys() == TOLD


def test_money_and_the_close_never_wait_and_are_never_ended() -> None:
    """Promise 26."""
    for kind in MONEY & MANNERS.keys():
        manner = MANNERS[kind]
        assert (manner.waits, manner.switch, manner.gathers) == (False, Switch.NONE, False), kind


def test_what_can_be_ended_says_how_and_what_cannot_does_not() -> None:
    ends = {manner.why for manner in MANNERS.values() if manner.switch is not Switch.NONE}
    for why in Why:
        assert ("/mute" in why.value or "{button}" in why.value) == (why in ends), why
        assert ("{button}" in why.value) == (why in BUTTONS), why


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_is_short_and_names_what_is_really_there(language: str) -> None:
    """The command is in the menu; the button is one that is pressed elsewhere under the very same words."""
    path = ROOT / "flows/locale" / language / "LC_MESSAGES/kaituan.po"
    with path.open("rb") as lines:
        labels = {one.string for one in read_po(lines) if one.context == "button" and one.id}
    for why in Why:
        said = line(Texts(language), why)
        assert re.fullmatch(r"<i>[^<{}]{4,100}</i>", said), said
        named = re.search(r"[“「](.+)[”」]", said)
        assert bool(named) == (why in BUTTONS), said
        assert named is None or named[1] in labels, said
    assert "mute" in [name for name, _ in menu(language)]


def test_the_docs_say_the_same() -> None:
    """The table in docs/peace.md, read back."""
    rows = [
        [cell.strip() for cell in one.strip("|").split("|")]
        for one in Path(ROOT / "docs/peace.md").read_text(encoding="utf-8").splitlines()
        if one.startswith("| `")
    ]
    written = {
        kind: (waits == "yes", ended, daily == "yes")
        for kinds, _, waits, ended, daily in rows
        for kind in re.findall(r"`(\w+)`", kinds)
    }
    assert written == {kind: _row(manner) for kind, manner in MANNERS.items()}


def _row(manner: Manner) -> tuple[bool, str, bool]:
    return manner.waits, manner.switch.value, manner.gathers
