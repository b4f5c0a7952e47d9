"""The counter, for who stands behind it."""

from collections.abc import Sequence

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from flows.faces import Screen
from flows.presses.counter import HandOutAt, HandOutNow, TakeIn
from flows.presses.every import HandOut, ShowShopOrder, ShowShopOrders
from flows.screens.buttons import Row, button
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, NAME, TITLE, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import Destination
from groupbuys.fulfilment.packing import ShopOrder


def which(t: Texts, shop_id: int, points: Sequence[PickupPoint]) -> Screen:
    """Which counter is it."""
    rows: list[Row] = [
        (button(shorten(one.name, LABEL), HandOutAt(shop_id, one.id)),) for one in points
    ]
    anywhere = button(t.pgettext("button", "Any of them"), HandOutAt(shop_id, 0))
    back = button(t.pgettext("button", "‹ Orders"), ShowShopOrders(shop_id))
    text = t.gettext("Where do you hand out?")
    return Screen(str(text), (*rows, (anywhere,), (back,)))


def ask(
    t: Texts,
    shop_id: int,
    point: PickupPoint | None = None,
    said: Markup | None = None,
    *,
    undo: int = 0,
) -> Screen:
    """Ask for the number that the buyer shows; `said` is about the one before, `undo` its order's id."""
    here = (
        t.gettext("<b>At the counter: {point}</b>", point=shorten(point.name, TITLE))
        if point
        else None
    )
    text = paragraphs(
        said,
        here,
        t.gettext(
            "Type the buyer's order number: eight letters and digits. Buyers find it under My orders."
        ),
        None if said is not None else t.gettext("Then the next one, until you leave."),
    )
    rows: list[Row] = []
    if undo:
        label = t.pgettext("button", "Not handed out: undo")
        rows.append((button(label, TakeIn(shop_id, undo)),))
    leave = button(t.pgettext("button", "Leave the counter"), ShowShopOrders(shop_id))
    return Screen(text, (*rows, (leave,), to_desk(t, shop_id)))


def elsewhere(t: Texts, shop_id: int, one: ShopOrder, to: Destination) -> Screen:
    """It waits at another counter, or is to be delivered."""
    said = t.gettext("Order <b>{number}</b> is to be delivered, not fetched.", number=one.number)
    if to.point is not None:
        said = t.gettext(
            "Order <b>{number}</b> waits at {point}, not here.",
            number=one.number,
            point=shorten(to.point.name, NAME),
        )
    text = paragraphs(said, t.gettext("You can go on typing numbers."))
    label = t.pgettext("button", "Hand it out all the same")
    see = button(t.pgettext("button", "See the order"), ShowShopOrder(shop_id, one.id))
    other = button(t.pgettext("button", "Another counter"), HandOut(shop_id))
    return Screen(text, ((button(label, HandOutNow(shop_id, one.id)),), (see,), (other,)))


def is_taken_in(t: Texts) -> Markup:
    """A tick was undone."""
    return t.gettext("↩️ It is not handed out: it waits again.")


def too_late(t: Texts) -> Markup:
    """A tick stays."""
    return t.gettext("Nothing was changed: a tick can be undone for ten minutes.")
