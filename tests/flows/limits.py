"""The messenger's limits, which every reply has to keep."""

import re
from html import unescape
from html.parser import HTMLParser

from flows.faces import Button, CopyButton, LinkButton, PressButton, Screen, ShareButton
from flows.reactions import React
from flows.replies import (
    Amend,
    AnswerCheckout,
    AskPayment,
    Edit,
    InlineResult,
    InlineResults,
    OfferChats,
    PutAway,
    Reply,
    Say,
    SendDocument,
    TakeAway,
    Toast,
    Whisper,
)

TAGS = {"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler", "tg-time"}
"""Tags of Telegram's HTML that we use or might."""


RAW = "<b>&amp; {name}"
"""How the bazaar's nasty words begin: as markup they would be read, so on a screen they never stand like that (38)."""

COOKED = ("&lt;", "&amp;amp;")
"""Traces of words that were escaped where nobody reads markup."""


class _Balance(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert tag != "tg-time" or dict(attrs)["unix"]
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, self.open


def units(text: str) -> int:
    """UTF-16 units, as the messenger counts."""
    return len(text.encode("utf-16-le")) // 2


def visible(markup: str) -> str:
    """A markup text as it is read."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def fits(reply: Reply) -> None:
    """Assert that a messenger would take this reply, and that what people wrote is text in it."""
    assert not [trace for trace in COOKED for text in _plain(reply) if trace in text]
    match reply:
        case Say(screen) | Edit(screen) | Amend(screen):
            screen_fits(screen)
        case Whisper():
            whisper_fits(reply)
        case Toast(text):
            assert 0 < units(text) <= 200, text
        case OfferChats():
            offer_fits(reply)
        case PutAway(text):
            screen_fits(Screen(text))
        case AskPayment(title, description, token, label):
            assert 0 < units(title) <= 32
            assert 0 < units(description) <= 255
            assert 0 < len(token.encode()) <= 128
            assert label
        case InlineResults():
            results_fit(reply)
        case SendDocument() | TakeAway() | React():
            assert isinstance(reply, TakeAway | React), "an errand sends files, no turn does"
            assert reply.message_id > 0
        case AnswerCheckout(refusal):
            assert refusal is None or 0 < units(refusal) <= 200


def whisper_fits(word: Whisper) -> None:
    """Assert that a private word fits, by whichever way it is said."""
    screen_fits(word.screen)
    assert re.fullmatch(r"[A-Za-z0-9_-]{0,64}", word.start), word.start
    assert units(word.toast) <= 200, word.toast
    if word.aloud is not None:
        screen_fits(word.aloud)


def offer_fits(offer: OfferChats) -> None:
    """Assert that a messenger takes these buttons below the input field."""
    screen_fits(Screen(offer.text))
    assert offer.choices
    assert all(0 < units(one.label) <= 64 for one in offer.choices)
    assert all(-(2**31) <= one.request < 2**31 for one in offer.choices)
    assert 0 < units(offer.cancel) <= 64


def results_fit(offered: InlineResults) -> None:
    """Assert that a messenger takes this answer to an inline question."""
    assert len(offered.results) <= 50
    assert len(offered.next_offset.encode()) <= 64
    assert len({one.id for one in offered.results}) == len(offered.results)
    for one in offered.results:
        inline_fits(one)


def _plain(reply: Reply) -> list[str]:
    """What of a reply is shown as it is, without being read as markup."""
    match reply:
        case Say(screen) | Edit(screen) | Amend(screen):
            return _on_buttons(screen)
        case Whisper(screen, toast=toast, aloud=aloud):
            return [toast, *_on_buttons(screen), *(_on_buttons(aloud) if aloud else ())]
        case Toast(text):
            return [text]
        case OfferChats(_, choices, cancel):
            return [cancel, *(one.label for one in choices)]
        case AskPayment(title, description, _, label):
            return [title, description, label]
        case SendDocument() | PutAway() | TakeAway() | React():
            return [reply.name] if isinstance(reply, SendDocument) else []
        case InlineResults(results):
            return [text for one in results for text in (one.title, one.line)]
        case AnswerCheckout(refusal):
            return [refusal or ""]


def _on_buttons(screen: Screen) -> list[str]:
    buttons = [button for row in screen.buttons for button in row]
    shared = [one.text for one in buttons if isinstance(one, ShareButton)]
    return [*(one.label for one in buttons), *shared]


def screen_fits(screen: Screen) -> None:
    """Assert that a screen is a message that a messenger takes."""
    assert RAW not in screen.text, screen.text
    balance = _Balance()
    balance.feed(screen.text)
    balance.close()
    assert not balance.open, screen.text
    assert not re.search(r"&(?!(lt|gt|amp|quot|#\d+);)", screen.text), screen.text
    read = visible(screen.text)
    assert read.strip()
    assert units(read) <= (1024 if screen.picture else 4096), units(read)
    assert sum(len(row) for row in screen.buttons) <= 100
    assert all(0 < len(row) <= 8 for row in screen.buttons)
    for row in screen.buttons:
        for button in row:
            button_fits(button)


def inline_fits(result: InlineResult) -> None:
    """Assert that a messenger takes this result, and the message that it becomes."""
    assert 0 < len(result.id.encode()) <= 64
    assert 0 < units(result.title) <= 100, result.title
    assert 0 < units(result.line) <= 200, result.line
    assert not result.thumbnail or result.thumbnail.startswith(("http://", "https://"))
    screen_fits(result.screen)


def button_fits(button: Button) -> None:
    """Assert that a button is one that a messenger takes."""
    assert 0 < units(button.label) <= 64, button.label
    match button:
        case PressButton():
            assert 0 < len(button.wire.encode()) <= 64
        case LinkButton() | ShareButton():
            assert button.address.startswith(
                ("kaituan:start/", "kaituan:startgroup/", "kaituan:pay/")
            )
        case CopyButton():
            assert 0 < units(button.text) <= 200, button.text
