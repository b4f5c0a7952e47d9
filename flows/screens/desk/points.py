"""How a shop's goods are handed over."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import DETAILS, Handover, KeptShop
from flows.faces import PressButton, Screen
from flows.presses.every import ClosePoint, NamePoint, SetHandover, ShowPoints
from flows.presses.handover import ClearHours, ClosePointNow, EditPoint, ShowPoint, ToggleAsk
from flows.screens.buttons import Row, button, pairs
from flows.screens.desk.opening import asked_for, handover
from flows.screens.desk.staff import to_desk
from flows.screens.destination import field_name, place
from flows.screens.shape import NAME, TITLE, lines, paragraphs, shorten
from flows.texts import Texts

_WHOLE = 8
"""So many pickup points are listed with all that is said about them, more by their names."""

_LINE = 160


def points(t: Texts, shop: KeptShop, found: Sequence[PickupPoint]) -> Screen:
    """The ways there are, what a delivery asks for, and each pickup point."""
    none = t.gettext("No pickup point yet.") if shop.handover is not Handover.DELIVERY else None
    text = paragraphs(
        t.gettext("<b>Handover</b>"), _asks(t, shop), *_listed(found), none if not found else None
    )
    ways: Row = tuple(
        button(
            f"✓ {handover(t, one)}" if one is shop.handover else handover(t, one),
            SetHandover(shop.id, one.value),
        )
        for one in Handover
    )
    each: list[Row] = [
        (
            button(f"✎ {shorten(one.name, NAME)}", ShowPoint(shop.id, one.id)),
            button(
                t.pgettext("button", "Close {point}", point=shorten(one.name, NAME)),
                ClosePoint(shop.id, one.id),
            ),
        )
        for one in found
    ]
    more: Row = (button(t.pgettext("button", "Add a pickup point"), NamePoint(shop.id)),)
    return Screen(text, (ways, *_toggles(t, shop), *each, more, to_desk(t, shop.id)))


def point(t: Texts, shop_id: int, one: PickupPoint) -> Screen:
    """One pickup point, and what can be changed about it."""
    words = {
        "name": t.pgettext("button", "Name"),
        "address": t.pgettext("button", "Address"),
        "hours": t.pgettext("button", "Hours"),
    }
    edits: Row = tuple(
        button(label, EditPoint(shop_id, one.id, field)) for field, label in words.items()
    )
    none: tuple[Row, ...] = ()
    if one.hours:
        none = ((button(t.pgettext("button", "No hours"), ClearHours(shop_id, one.id)),),)
    told = t.gettext("Whoever picks up here is told of what you change.")
    return Screen(paragraphs(place(one), told), (edits, *none, (_back(t, shop_id),)))


def ask_words(t: Texts, press: EditPoint, *, again: bool = False) -> Screen:
    """Ask for new words."""
    asked = {
        "name": t.gettext("Type the new name of this pickup point."),
        "address": t.gettext("Type the new address of this pickup point."),
        "hours": t.gettext("Type the new hours of this pickup point."),
    }
    text = paragraphs(
        t.gettext("That was too long, or empty.") if again else None, asked[press.field]
    )
    back = button(t.pgettext("button", "‹ Back"), ShowPoint(press.shop_id, press.point_id))
    return Screen(text, ((back,),))


def ask_close(t: Texts, press: ClosePoint, waiting: int) -> Screen:
    """Ask before a pickup point is closed at which people wait for something."""
    text = t.ngettext(
        "{n} purchase is to be picked up there. Its buyer is told and asked where else. Close it?",
        "{n} purchases are to be picked up there. Their buyers are told and asked where else. Close it?",
        waiting,
    )
    now = ClosePointNow(press.shop_id, press.point_id)
    close = button(t.pgettext("button", "Close it"), now, "danger")
    return Screen(str(text), ((close,), (_back(t, press.shop_id),)))


def ask(t: Texts, shop_id: int, *, again: bool = False) -> Screen:
    """Ask where it is, and when somebody is there."""
    text = paragraphs(
        t.gettext("That was too long, or empty.") if again else None,
        t.gettext(
            "Type the pickup point: its name, then its address, then its hours, each on a line of its own. For example:"
        ),
        t.gettext("Corner shop\n12 Main Street\nMon to Fri 9:00 to 18:00"),
    )
    return Screen(text, ((_back(t, shop_id),),))


def _asks(t: Texts, shop: KeptShop) -> Markup | None:
    return None if shop.handover is Handover.PICKUP else asked_for(t, shop.asks)


def _toggles(t: Texts, shop: KeptShop) -> tuple[Row, ...]:
    if shop.handover is Handover.PICKUP:
        return ()
    labels = {one: field_name(t, one) for one in DETAILS}
    toggles = [
        button(f"✓ {label}" if one in shop.asks else label, ToggleAsk(shop.id, one))
        for one, label in labels.items()
    ]
    return pairs(toggles)


def _listed(found: Sequence[PickupPoint]) -> list[Markup]:
    if len(found) <= _WHOLE:
        return [place(one, _LINE) for one in found]
    return [lines(Markup("📍 {}").format(shorten(one.name, TITLE)) for one in found)]


def _back(t: Texts, shop_id: int) -> PressButton:
    return button(t.pgettext("button", "‹ Back"), ShowPoints(shop_id))
