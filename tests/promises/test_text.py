"""Whatever somebody else wrote is shown as text: as markup where markup is read, plain where it is not (38)."""

import pytest

from flows.faces import PressButton, Screen, ShareButton
from flows.texts import Texts
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.reminders import remind_due
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.limits import visible
from tests.flows.phone import Phone, buttons
from tests.flows.test_news import told
from tests.flows.walks import opens, the_group

WORDS = NASTY.strip()
"""The end of the mug's title, of its description, and of somebody's name."""

TRACES = ("&lt;", "&amp;amp;", "&#", "{n}", "{title}")
"""What is left of words that were escaped where nobody reads markup, or taken for a template."""


def plain(phone: Phone) -> list[str]:
    """Everything that a phone shows without reading it as markup."""
    shown = [button.label for screen in phone.messages.values() for button in buttons(screen)]
    asked = [text for one in phone.invoices for text in (one.title, one.description, one.label)]
    return [*shown, *asked, *phone.toasts, *(said for said in phone.checkouts if said)]


def wire_of(phone: Phone, tag: str) -> str:
    """The wire text of the newest message's button of this kind, whatever its label is called."""
    pressed = [one.wire for one in buttons(phone.last) if isinstance(one, PressButton)]
    return next(wire for wire in pressed if wire.partition(":")[0] == tag)


def passed_on(phone: Phone) -> str:
    """The words that go along with an invite."""
    shown = [one for screen in phone.messages.values() for one in buttons(screen)]
    return next(one.text for one in shown if isinstance(one, ShareButton))


def reads(screen: Screen | None) -> str:
    """What a screen says, as it is read."""
    assert screen is not None
    assert "<b>&" not in screen.text
    assert "<b>{" not in screen.text
    return visible(screen.text)


@pytest.mark.parametrize("language", ["en", "zh_Hans", "zh_Hant"])
async def test_names_titles_and_searches_are_said_as_they_were_written(
    sqlite_url: str, language: str
) -> None:
    """Promise 38: on screens, cards, invoices, toasts, buttons, in what is passed on, and in news."""
    with Bazaar(sqlite_url) as shop:
        eve, bo = shop.phones(WORDS, WORDS)
        token = await opens(eve)
        for phone in (eve, bo):
            await phone.command("language")
            await phone.wire(f"sl:{language}")
        await bo.write(f"mug {WORDS}")
        assert WORDS in reads(bo.last)
        await bo.start(token)
        assert reads(bo.last).count(WORDS) >= 3, "who invites, what it is, who is in"
        await bo.wire(wire_of(bo, "j"))
        await bo.check_out(bo.invoices[-1])
        await bo.pay()
        assert f"Enamel mug {WORDS}"[:20] in bo.invoices[-1].title
        joined = told(shop, eve)["joined"]
        assert reads(joined).startswith(WORDS)
        await bo.command("orders")
        assert WORDS in reads(bo.last)
        assert WORDS in passed_on(eve)
        for phone in (eve, bo):
            assert not [text for text in plain(phone) if any(trace in text for trace in TRACES)]


@pytest.mark.parametrize("ending", ["failed", "cancelled", "reminder"])
async def test_news_say_titles_and_reasons_as_they_were_written(
    sqlite_url: str, ending: str
) -> None:
    """Promise 38."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        if ending == "cancelled":
            deal_id = the_group(shop).deal_id
            shop.run(lambda tx: cancel_deal(tx, deal_id, WORDS))
        shop.wind(hours=22, minutes=1)
        shop.run(remind_due)
        if ending == "failed":
            shop.wind(hours=2)
            shop.run(close_due)
        said = reads(told(shop, mei)[ending])
        assert said.count(WORDS) == (2 if ending == "cancelled" else 1)


def test_no_words_are_taken_for_a_template() -> None:
    """Promise 38: braces and percent signs are only what they are."""
    t = Texts("en")
    for words in ("{name}", "{0}", "{{", "}", "%s", "%(x)s", "{name.__class__}"):
        assert t.gettext("{name} invites you to buy together.", name=words).startswith(words)
        assert t.pgettext("name", "{name} (paying)", name=words) == f"{words} (paying)"
