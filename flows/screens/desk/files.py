"""Catalogue files by chat: what is in one, the question whether to bring it in, and what came of that."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.importers.values import Fault
from catalog.intake.values import Report
from catalog.keeping.shopkeeping import KeptShop
from catalog.keeping.staff import Engagement
from flows.faces import Screen
from flows.presses.every import ShowDeals
from flows.presses.files import BringIn, LeaveFile, ReadInto
from flows.screens.buttons import Row, button, home, standing
from flows.screens.desk.faults import named
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, lines, paragraphs, shorten
from flows.texts import Texts

RULES = ((3, 20), (2, 10), (5, 30))
"""Deals that can be given to every product of a file: people, and percent off."""

_SHOWN = 5
"""Faults that a message names; all of them are in the table that comes with it."""

_OTHERS = 4
_NAME = 60


@dataclass(frozen=True, slots=True)
class Found:
    """What an errand found in a file; `terms`: the file itself says what deals it makes."""

    errand_id: int
    name: str
    products: int
    terms: bool


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a file; `again`: it was begun a second time."""

    report: Report
    again: bool


def ask(
    t: Texts, shop: KeptShop, found: Found, faults: Sequence[Fault], elsewhere: Sequence[Engagement]
) -> Screen:
    """Whether these products shall come into that shop."""
    question = t.ngettext(
        "Bring {n} product into <b>{shop}</b>?",
        "Bring {n} products into <b>{shop}</b>?",
        found.products,
        shop=shop.name,
    )
    text = paragraphs(
        _title(found.name),
        _faults(t, faults),
        question,
        t.gettext("The file says which deals are made.")
        if found.terms
        else t.gettext(
            "Which deal shall each of them get? Without one, the deals that there are stay."
        ),
    )
    others = [
        (button(t.pgettext("button", "Into {shop} instead", shop=shorten(one.name, LABEL)), press),)
        for one in elsewhere[:_OTHERS]
        for press in [ReadInto(one.shop_id, found.errand_id)]
    ]
    leave = button(t.pgettext("button", "Leave it"), LeaveFile(shop.id, found.errand_id))
    return Screen(text, (*_ways(t, shop, found), *others, (leave,)))


def report(t: Texts, shop: KeptShop, name: str, came: Came) -> Screen:
    """What came of it, line by line where something did not land (promise 37)."""
    said = came.report
    text = paragraphs(
        _title(name),
        lines(
            [
                t.gettext("✅ Brought into <b>{shop}</b>", shop=shop.name),
                t.gettext("New: {n}", n=t.number(said.added)),
                t.gettext("Changed: {n}", n=t.number(said.changed)),
                t.gettext("As before: {n}", n=t.number(said.unchanged)),
            ]
        ),
        t.gettext("I had to begin again: what had landed until then counts as before.")
        if came.again
        else None,
        _faults(t, said.faults),
    )
    deals = button(t.pgettext("button", "Deals"), ShowDeals(shop.id))
    return standing(Screen(text, ((deals,), to_desk(t, shop.id))))


def nothing(t: Texts, shop: KeptShop, name: str, faults: Sequence[Fault]) -> Screen:
    """There is nothing in it that could be brought in."""
    text = paragraphs(
        _title(name),
        t.gettext("There is nothing in this file that I can bring in."),
        _faults(t, faults),
    )
    return standing(Screen(text, (to_desk(t, shop.id),)))


def reading(t: Texts, name: str) -> Screen:
    """A file is being read."""
    return Screen(paragraphs(_title(name), t.gettext("I am reading it …")))


def bringing(t: Texts, shop: KeptShop, name: str, done: int, whole: int) -> Screen:
    """How far it is: so many products of how many; of 0 as long as it is being read."""
    if not whole:
        return reading(t, name)
    far = t.gettext(
        "On its way into <b>{shop}</b>: {done} of {whole}",
        shop=shop.name,
        done=t.number(done),
        whole=t.number(whole),
    )
    return Screen(paragraphs(_title(name), far))


def refused(t: Texts, shop_id: int, why: Markup) -> Screen:
    """A file that is not even read, and what would be right."""
    return standing(Screen(paragraphs(why), (to_desk(t, shop_id),)))


def held_back(t: Texts, shop: KeptShop, name: str, why: str) -> Screen:
    """The shop takes nothing new just now."""
    return standing(Screen(paragraphs(_title(name), why), (to_desk(t, shop.id),)))


def wrong_kind(t: Texts, kind: str) -> Markup | None:
    """Why a "workbook", a "picture" or an "other" file is not read; None for a "table"."""
    return {
        "workbook": t.gettext(
            "That is a workbook, which I do not read. In your spreadsheet choose “Save as” or “Download”, take "
            "<b>CSV UTF-8</b>, and send me that."
        ),
        "picture": t.gettext(
            "That picture came as a file. Send it as a photo, with a few words, and I make a deal of it."
        ),
        "other": t.gettext(
            "That is no catalogue. I read product files of Shopify and WooCommerce (CSV) and Kaituan's own (TOML)."
        ),
    }.get(kind)


def too_large(t: Texts, most: int) -> Markup:
    """The file has too many bytes."""
    return t.gettext(
        "That file is too large: at most {n} MB. Please split it; what comes in one part does not undo the others.",
        n=t.number(most // 1024**2),
    )


def gone(t: Texts, shop: KeptShop, name: str) -> Screen:
    """The messenger does not have it any more, or never meant to give it out."""
    why = t.gettext("I could not get this file: it is too large or too old. Please send it again.")
    return standing(Screen(paragraphs(_title(name), why), (to_desk(t, shop.id),)))


def for_keepers(t: Texts) -> Markup:
    """Somebody who may make no deals sent a file."""
    return t.gettext("A file brings goods in for those who make deals in a shop: /shop opens one.")


def unknown(t: Texts) -> Markup:
    """No file was read under that number for this person and shop."""
    return t.gettext("That file is not here any more. Please send it again.")


def not_yours(t: Texts) -> Screen:
    """It was theirs to do when they asked, but is not any more."""
    said = t.gettext("That is not yours to do, or not there any more.")
    return standing(Screen(paragraphs(said), ((home(t),),)))


def sorry(t: Texts, shop_id: int) -> Screen:
    """An errand was given up."""
    return standing(Screen(paragraphs(_given_up(t)), (to_desk(t, shop_id),)))


def not_done(t: Texts) -> Screen:
    """The same, for somebody who does not work in the shop."""
    return standing(Screen(paragraphs(_given_up(t)), ((home(t),),)))


def is_read(t: Texts) -> str:
    """It was pressed, and is on its way."""
    return t.pgettext("toast", "I am reading it …")


def is_brought(t: Texts) -> str:
    """It was pressed, and is on its way."""
    return t.pgettext("toast", "On its way. I write to you when it is done.")


def mended_name(name: str) -> str:
    """What the table of what is to mend is called."""
    return f"{name[: name.rfind('.')] if '.' in name else name or 'file'}-mend.csv"


def mended(t: Texts) -> Markup:
    """What is beneath that table: said there alone, so that it travels with the file."""
    return t.gettext(
        "The lines to mend, with what is expected beside each: mend them there and send it to me as it is."
    )


def _given_up(t: Texts) -> Markup:
    return t.gettext("That did not work, and I have told the operator. Please try again later.")


def _title(name: str) -> Markup | None:
    return Markup("📄 <b>{}</b>").format(shorten(name, _NAME)) if name else None


def _faults(t: Texts, faults: Sequence[Fault]) -> Markup | None:
    if not faults:
        return None
    count = t.ngettext("{n} thing to mend:", "{n} things to mend:", len(faults))
    more = len(faults) - _SHOWN
    rest = t.ngettext("… and {n} more", "… and {n} more", more) if more > 0 else None
    return lines([count, *(named(t, one) for one in faults[:_SHOWN]), rest])


def _ways(t: Texts, shop: KeptShop, found: Found) -> tuple[Row, ...]:
    bare = BringIn(shop.id, found.errand_id)
    if found.terms:
        return ((button(t.pgettext("button", "Bring them in"), bare, "primary"),),)
    deals = [
        (button(label, BringIn(shop.id, found.errand_id, people, off)),)
        for people, off in RULES
        for label in [
            t.pgettext(
                "button", "{people} people, {off} off", people=t.number(people), off=t.percent(off)
            )
        ]
    ]
    return (*deals, (button(t.pgettext("button", "No new deal"), bare),))
