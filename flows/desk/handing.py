"""What a delivery asks for, pickup points one by one, and what is to pack for each of them."""

from dataclasses import replace

from catalog.keeping.points import pickup_point_of, pickup_points
from catalog.keeping.shopkeeping import DETAILS, hand_over, kept
from flows import asking
from flows.desk import desk, orders, points
from flows.presses.handover import (
    ClearHours,
    ClosePointNow,
    EditPoint,
    PointPress,
    ShowOrdersAt,
    ShowPoint,
    ToggleAsk,
)
from flows.replies import Reply, Say
from flows.screens.desk import points as screen
from flows.screens.desk import waiting
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.fulfilment import handover, packing, pickup

LONGEST = {"name": 120, "address": 300, "hours": 200}
"""Characters of a pickup point's words."""


def press(visit: Visit, pressed: PointPress) -> list[Reply]:
    """A button of this room, whose presser may do that."""
    match pressed:
        case ToggleAsk():
            return _toggle(visit, pressed)
        case ShowPoint(shop_id, point_id):
            return _point(visit, shop_id, point_id)
        case EditPoint():
            return _ask(visit, pressed)
        case ClearHours(shop_id, point_id):
            return _edit(visit, EditPoint(shop_id, point_id, "hours"), "")
        case ClosePointNow(shop_id, point_id):
            pickup.close_point(visit.tx, shop_id, point_id)
            return points.show(visit, shop_id)
        case ShowOrdersAt():
            return _orders(visit, pressed)


def edited(visit: Visit, press: EditPoint, text: str) -> list[Reply]:
    """New words of a pickup point were typed; what is too long, or nothing, is asked for again."""
    said = " ".join(text.split())
    if not said or len(said) > LONGEST.get(press.field, 0):
        asking.asks(visit, press)
        return [Say(screen.ask_words(visit.texts, press, again=True))]
    asking.let_go(visit)
    return _edit(visit, press, said)


def _toggle(visit: Visit, press: ToggleAsk) -> list[Reply]:
    shop = kept(visit.tx, press.shop_id)
    if shop is None or press.field not in DETAILS:
        return desk.several(visit)
    asks = tuple(one for one in DETAILS if (one in shop.asks) is not (one == press.field))
    if not asks:
        said = visit.texts.pgettext("toast", "A delivery has to ask for something.")
        return [*visit.tell(said), *points.show(visit, shop.id)]
    hand_over(visit.tx, shop.id, shop.handover, asks)
    return points.show(visit, shop.id)


def _point(visit: Visit, shop_id: int, point_id: int) -> list[Reply]:
    found = pickup_point_of(visit.tx, shop_id, point_id)
    if found is None:
        return points.show(visit, shop_id)
    return visit.show(screen.point(visit.texts, shop_id, found))


def _ask(visit: Visit, press: EditPoint) -> list[Reply]:
    found = pickup_point_of(visit.tx, press.shop_id, press.point_id)
    if found is None or press.field not in LONGEST:
        return points.show(visit, press.shop_id)
    asking.asks(visit, press)
    return visit.show(screen.ask_words(visit.texts, press))


def _edit(visit: Visit, press: EditPoint, said: str) -> list[Reply]:
    found = pickup_point_of(visit.tx, press.shop_id, press.point_id)
    if found is None:
        return points.show(visit, press.shop_id)
    now = {
        "name": replace(found, name=said),
        "address": replace(found, address=said),
        "hours": replace(found, hours=said),
    }
    pickup.edit_point(visit.tx, press.shop_id, now[press.field])
    return _point(visit, press.shop_id, press.point_id)


def _orders(visit: Visit, press: ShowOrdersAt) -> list[Reply]:
    shop = kept(visit.tx, press.shop_id)
    if shop is None:
        return desk.several(visit)
    total = handover.waiting(visit.tx, shop.id).get(press.point_id, 0)
    page = min(max(0, press.page), pages(total, waiting.ORDERS) - 1)
    at = ShowOrdersAt(shop.id, press.point_id, page)
    found = packing.page_at(
        visit.tx, shop.id, press.point_id, page * waiting.ORDERS, waiting.ORDERS
    )
    open_points = {one.id: one for one in pickup_points(visit.tx, shop.id)}
    place = open_points.get(press.point_id)
    names = orders.wares_of(visit, found)
    return visit.show(waiting.at_place(visit.texts, at, place, found, total, names))
