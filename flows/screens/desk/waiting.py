"""What is to pack for one pickup point, for delivery, or for buyers who have not said where to."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import Handover, KeptShop
from flows.faces import PressButton, Screen
from flows.presses.every import ShowShopOrder, ShowShopOrders
from flows.presses.handover import ShowOrdersAt
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.desk.orders import Wares, label
from flows.screens.desk.staff import to_desk
from flows.screens.destination import place as point_text
from flows.screens.shape import NAME, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import DELIVERED, MISSING
from groupbuys.fulfilment.packing import ShopOrder

ORDERS = 8
"""Orders on a page."""


def at_place(
    t: Texts,
    at: ShowOrdersAt,
    point: PickupPoint | None,
    orders: Sequence[ShopOrder],
    total: int,
    wares: Wares,
) -> Screen:
    """One place's page, with a button for each order."""
    text = paragraphs(
        _head(t, at, point),
        t.ngettext("{n} order to pack", "{n} orders to pack", total)
        if total
        else t.gettext("There is no order here."),
    )
    rows: list[Row] = [
        (button(label(t, one, wares), ShowShopOrder(at.shop_id, one.id)),) for one in orders
    ]
    turning = pager(
        t, at.page, pages(total, ORDERS), lambda to: ShowOrdersAt(at.shop_id, at.point_id, to)
    )
    back = button(t.pgettext("button", "‹ Orders"), ShowShopOrders(at.shop_id))
    return Screen(text, (*rows, *turning, (back,), to_desk(t, at.shop_id)))


def places(
    t: Texts, shop: KeptShop, points: Sequence[PickupPoint], waiting: Mapping[int, int]
) -> tuple[Row, ...]:
    """A button for each place that something is to be packed for, where there is more than one."""
    if shop.handover is Handover.PICKUP and shop.points < 2:
        return ()
    named = {one.id: f"📍 {shorten(one.name, NAME)}" for one in points}
    named |= {DELIVERED: t.pgettext("button", "🚚 Delivery")}
    named |= {MISSING: t.pgettext("button", "❔ Address missing")}
    found: list[PressButton] = [
        button(f"{name}: {t.number(waiting[number])}", ShowOrdersAt(shop.id, number))
        for number, name in named.items()
        if waiting.get(number)
    ]
    return pairs(found)


def _head(t: Texts, at: ShowOrdersAt, point: PickupPoint | None) -> Markup | None:
    if point is not None:
        return point_text(point)
    if at.point_id == MISSING:
        return t.gettext("<b>Address missing</b>\nTheir buyers have not said yet where to.")
    return t.gettext("<b>Delivery</b>") if at.point_id == DELIVERED else None
