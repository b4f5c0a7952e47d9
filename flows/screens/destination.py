"""Where something goes, in a few lines: as its buyer reads it, and as its shop copies it."""

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import Handover
from flows.faces import PressButton
from flows.presses.handover import ForgetAddress, WhereTo
from flows.screens.buttons import Row, button
from flows.screens.shape import NAME, TITLE, lines, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import Bought, Destination

_LINE = 120
"""UTF-16 units of an address in a list, or beside much else."""


def way_of(one: Bought | None, otherwise: Handover = Handover.PICKUP) -> Handover:
    """How something comes, as far as it is known: what is paid for it is paid then."""
    if one is None:
        return otherwise
    return way_to(one.destination, one.way)


def way_to(to: Destination | None, otherwise: Handover) -> Handover:
    """The same for a destination, and a shop that hands over like that."""
    if to is None:
        return otherwise
    return Handover.DELIVERY if to.point is None else Handover.PICKUP


def place(point: PickupPoint, most: int = 300) -> Markup:
    """A pickup point: its name, its address, its hours."""
    return lines(
        [
            Markup("📍 <b>{}</b>").format(shorten(point.name, min(most, TITLE))),
            shorten(point.address, most),
            shorten(point.hours, min(most, TITLE * 2)),
        ]
    )


def destination(t: Texts, to: Destination) -> Markup:
    """All of it, with a word on what it is."""
    if to.point is not None:
        return lines([t.gettext("You pick it up here:"), place(to.point)])
    return lines([t.gettext("It is delivered to:"), to.name, to.phone, to.address, to.note])


def briefly(t: Texts, to: Destination) -> Markup:
    """The same in short, for screens that say much else."""
    if to.point is not None:
        return lines([t.gettext("You pick it up here:"), place(to.point, _LINE)])
    said = filter(None, (shorten(to.name, NAME), shorten(to.address, _LINE)))
    return t.gettext("It is delivered to: {where}", where=t.listed(*said) or to.phone or to.note)


def going(t: Texts, one: Bought | None) -> Markup | None:
    """Where something goes, in short; that it is not known, where its buyer can say it; or nothing."""
    if one is None:
        return None
    if one.destination is not None:
        return briefly(t, one.destination)
    return missing(t) if one.is_asked else None


def asking(t: Texts, one: Bought | None) -> tuple[Row, ...]:
    """The button that leads to the choice, as long as there is one; it stands out until something was chosen."""
    if one is None or not one.is_open or not one.has_choice:
        return ()
    where = WhereTo(one.what, one.id)
    if one.is_asked:
        return ((button(t.pgettext("button", "📍 Where to?"), where, "primary"),),)
    return ((button(t.pgettext("button", "Change where to"), where),),)


def copied(t: Texts, to: Destination, *, details: bool) -> Markup:
    """For the shop: each line is copied by a press on it. Without `details` nobody's address is shown."""
    if to.point is not None:
        return t.gettext("Pickup: {point}", point=shorten(to.point.name, TITLE))
    if not details:
        return t.gettext("By delivery")
    typed = (to.name, to.phone, to.address)
    note = t.gettext("Note: {note}", note=to.note) if to.note else None
    copyable = [Markup("<code>{}</code>").format(said) for said in typed if said]
    return lines([t.gettext("Deliver to:"), *copyable, note])


def missing(t: Texts) -> Markup:
    """Nobody has said yet where something goes; said to its buyer."""
    return t.gettext("📍 The shop does not know yet where your goods should go.")


def forget(t: Texts) -> PressButton:
    """Have it forgotten."""
    return button(t.pgettext("button", "Forget my address"), ForgetAddress())


def field_name(t: Texts, field: str) -> str:
    """What a delivery asks for, in a word."""
    names = {
        "name": t.pgettext("delivery", "name"),
        "phone": t.pgettext("delivery", "phone"),
        "address": t.pgettext("delivery", "address"),
        "note": t.pgettext("delivery", "note"),
    }
    return names[field]
