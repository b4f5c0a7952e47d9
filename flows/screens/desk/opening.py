"""A new shop's form: its name is typed, the rest is chosen or left as it is."""

from collections.abc import Sequence
from datetime import datetime

from babel.numbers import get_currency_name
from markupsafe import Markup

from catalog.keeping.shopkeeping import (
    DETAILS,
    LONGEST_NAME,
    MOST_SHOPS,
    Handover,
    ShopForm,
    Unfounded,
)
from flows.currencies import CURRENCIES
from flows.faces import PressButton, Screen
from flows.presses.every import ChooseForShop, NameShop, OpenShop, ShopChoices
from flows.screens.buttons import Row, button, home, pager, pairs
from flows.screens.destination import field_name
from flows.screens.settings import zone_label, zone_name
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts
from flows.zones import ZONES

CHOICES = 10
"""Choices on a page."""


def ask_name(t: Texts, why: Unfounded | None) -> Screen:
    """Ask what the shop is to be called."""
    text = paragraphs(
        _wrong(t, why) if why is not None else t.gettext("<b>A shop of your own</b>"),
        t.gettext("What is your shop called? Type its name."),
    )
    return Screen(text, ((home(t),),))


def form(t: Texts, shop: ShopForm, *, another: bool) -> Screen:
    """The form as it stands, each field to be changed, and the one button that opens the shop.

    `another`: its reader has a shop already, so nothing is opened by a slip.
    """
    text = paragraphs(
        t.gettext("Open another shop called <b>{name}</b>?", name=shop.name)
        if another
        else Markup("<b>{}</b>").format(shop.name),
        lines(
            [
                t.gettext("Currency: {currency}", currency=currency_name(t, shop.currency)),
                t.gettext("Time zone: {zone}", zone=zone_name(t, shop.zone)),
                t.gettext("Handed over: {how}", how=handover(t, shop.handover)),
                asked_for(t, shop.asks) if shop.handover is not Handover.PICKUP else None,
            ]
        ),
        None if another else t.gettext("Is that right?"),
    )
    rows: tuple[Row, ...] = (
        (button(t.pgettext("button", "Open the shop"), OpenShop(), "primary"),),
        (
            button(t.pgettext("button", "Currency"), ShopChoices("c")),
            button(t.pgettext("button", "Time zone"), ShopChoices("z")),
        ),
        (
            button(t.pgettext("button", "Handover"), ShopChoices("h")),
            button(t.pgettext("button", "Another name"), NameShop()),
        ),
        *_asks(t, shop),
        (home(t),),
    )
    return Screen(text, rows)


def _asks(t: Texts, shop: ShopForm) -> tuple[Row, ...]:
    if shop.handover is Handover.PICKUP:
        return ()
    return ((button(t.pgettext("button", "What a delivery asks for"), ShopChoices("a")),),)


def asks(t: Texts, shop: ShopForm) -> Screen:
    """What a delivery asks buyers for, each to be switched on and off."""
    toggles = [
        button(
            f"✓ {field_name(t, one)}" if one in shop.asks else field_name(t, one),
            ChooseForShop("a", one),
        )
        for one in DETAILS
    ]
    text = t.gettext("<b>Delivery</b>\nWhat do you need to know of your buyers?")
    back = button(t.pgettext("button", "‹ Back"), ChooseForShop("h", shop.handover.value))
    return Screen(str(text), (*pairs(toggles), (back,)))


def choices(
    t: Texts, shop: ShopForm, at: ShopChoices, now: datetime, wrong: Markup | None = None
) -> Screen:
    """What a field can be; what was wrong with what was typed comes first."""
    match at.field:
        case "c":
            said = t.gettext("<b>Currency</b>\nWhat do your prices count in?")
            labels = [(currency_name(t, one), one) for one in CURRENCIES]
            present: str = shop.currency
        case "z":
            said = t.gettext("<b>Time zone</b>\nWhich place keeps the same time as your shop?")
            said = paragraphs(said, t.gettext("Choose one, or type your city or country."))
            labels = [(zone_label(t, one, now), one) for one in ZONES]
            present = shop.zone
        case _:
            said = t.gettext("<b>Handover</b>\nHow do goods reach your buyers?")
            labels = [(handover(t, one), one.value) for one in Handover]
            present = shop.handover.value
    return Screen(paragraphs(wrong, said), _listed(t, at, labels, present))


def _listed(
    t: Texts, at: ShopChoices, labels: Sequence[tuple[str, str]], present: str
) -> tuple[Row, ...]:
    field = at.field if at.field in {"c", "z"} else "h"
    count = pages(len(labels), CHOICES)
    page = min(max(at.page, 0), count - 1)
    shown: list[PressButton] = [
        button(f"✓ {label}" if value == present else label, ChooseForShop(field, value))
        for label, value in labels[page * CHOICES : (page + 1) * CHOICES]
    ]
    back = button(t.pgettext("button", "‹ Back"), ChooseForShop(field, present))
    turning = pager(t, page, count, lambda to: ShopChoices(field, to))
    return (*pairs(shown), *turning, (back,))


def refused(t: Texts, why: Unfounded) -> Screen:
    """Why no shop was opened."""
    return Screen(str(_wrong(t, why)), ((home(t),),))


def handover(t: Texts, how: Handover) -> str:
    """A way of handing over, in words."""
    match how:
        case Handover.PICKUP:
            return t.pgettext("handover", "pickup")
        case Handover.DELIVERY:
            return t.pgettext("handover", "delivery")
        case Handover.BOTH:
            return t.pgettext("handover", "pickup or delivery")


def asked_for(t: Texts, asks: Sequence[str]) -> Markup:
    """What a delivery asks buyers for."""
    return t.gettext(
        "A delivery asks for: {what}", what=t.listed(*(field_name(t, one) for one in asks))
    )


def currency_name(t: Texts, code: str) -> str:
    """A currency by its code and its name."""
    return f"{code} · {get_currency_name(code, locale=t.language)}"


def _wrong(t: Texts, why: Unfounded) -> Markup:
    match why:
        case Unfounded.NO_NAME:
            return t.gettext("A shop needs a name.")
        case Unfounded.LONG_NAME:
            return t.gettext("A name has at most {n} characters.", n=t.number(LONGEST_NAME))
        case Unfounded.NAME_TAKEN:
            return t.gettext("There is a shop of that name already.")
        case Unfounded.TOO_MANY:
            return t.gettext("One person opens at most {n} shops.", n=t.number(MOST_SHOPS))
        case Unfounded.NO_CURRENCY:
            return t.gettext("That is no currency.")
