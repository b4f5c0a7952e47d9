"""At the counter: numbers are typed one after the other, each is ticked off, and a wrong tick is undone."""

from collections.abc import Mapping

from markupsafe import Markup

from catalog.keeping.points import PickupPoint, pickup_point_of, pickup_points
from catalog.keeping.roles import Action, may
from catalog.keeping.staff import role_of
from flows import asking
from flows import orders as own
from flows.desk import orders
from flows.desk.parcels import read_number
from flows.faces import Screen
from flows.friends import acting
from flows.presses.counter import HandOutAt, HandOutNow, TakeIn
from flows.presses.every import HandOut, ShowOrder
from flows.replies import Reply, Say
from flows.screens.desk import counter as screen
from flows.screens.desk.orders import Wares, is_handed_out, stood, unknown
from flows.visit import Visit
from groupbuys.fulfilment import fulfilling, handover, packing
from groupbuys.fulfilment.fulfilling import Moved
from groupbuys.fulfilment.handover import Destination
from groupbuys.fulfilment.packing import ShopOrder
from groupbuys.model import OrderState


def begin(visit: Visit, press: HandOut) -> list[Reply]:
    """Which counter is it? Only asked where there are several."""
    points = pickup_points(visit.tx, press.shop_id)
    if len(points) > 1:
        return visit.show(screen.which(visit.texts, press.shop_id, points))
    return stay(visit, HandOutAt(press.shop_id, 0))


def stay(visit: Visit, press: HandOutAt) -> list[Reply]:
    """Stay at that counter: numbers may be typed until the keeper goes on to something else."""
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, press.shop_id, _point(visit, press)))


def typed(visit: Visit, press: HandOutAt, text: str) -> list[Reply]:
    """A number was typed: ticked off, or what would be right. The next one may follow at once."""
    asking.asks(visit, press)
    t, number, point = visit.texts, read_number(text), _point(visit, press)
    order = packing.numbered(visit.tx, press.shop_id, number)
    if order is None:
        said = unknown(t, number or text)
        return [Say(screen.ask(t, press.shop_id, point, said))]
    elsewhere = _elsewhere(visit, order, point)
    if elsewhere is not None:
        return [Say(screen.elsewhere(t, press.shop_id, order, elsewhere))]
    return [Say(_hand_out(visit, press.shop_id, number, point) or screen.ask(t, press.shop_id))]


def now(visit: Visit, press: HandOutNow) -> list[Reply]:
    """It is handed out, wherever it was to be fetched; the next number may be typed."""
    order = packing.order(visit.tx, press.shop_id, press.order_id)
    said = None if order is None else _hand_out(visit, press.shop_id, order.number, None)
    if said is None:
        return orders.show(visit, press.shop_id, press.order_id)
    asking.asks(visit, HandOutAt(press.shop_id, 0))
    return visit.show(said)


def take_in(visit: Visit, press: TakeIn) -> list[Reply]:
    """A tick was a mistake: the order waits again."""
    moved = fulfilling.take_in(visit.tx, press.shop_id, press.order_id)
    said: Markup | None = None
    if moved is not None:
        said = screen.is_taken_in(visit.texts) if moved.fresh else screen.too_late(visit.texts)
    return orders.show(visit, press.shop_id, press.order_id, said)


def linked(visit: Visit, token: str) -> list[Reply]:
    """A buyer's code was opened: the order for who may hand it out; the buyer's own, or their guest's; or nothing."""
    found = packing.whose(visit.tx, read_number(token))
    if found is None:
        return []
    if may(role_of(visit.tx, found.shop_id, visit.person.id), Action.PACK):
        return orders.show(visit, found.shop_id, found.id)
    mine = ShowOrder("o", found.id)
    if found.person_id == visit.person.id:
        return own.order(visit, mine)
    friend = acting.guest_of(visit, found.person_id)
    return [] if friend is None else acting.spoken(friend, own.order(friend, mine))


def _hand_out(visit: Visit, shop_id: int, number: str, point: PickupPoint | None) -> Screen | None:
    t = visit.texts
    moved = fulfilling.hand_out(visit.tx, shop_id, number, visit.person.id)
    if moved is None:
        return None
    undo = moved.order.id if moved.fresh else 0
    return screen.ask(t, shop_id, point, _said(visit, moved), undo=undo)


def _said(visit: Visit, moved: Moved) -> Markup:
    if not moved.fresh:
        return stood(visit.texts, moved.order)
    wares: Wares = orders.wares_of(visit, [moved.order])
    return is_handed_out(visit.texts, moved.order, wares)


def _elsewhere(visit: Visit, order: ShopOrder, here: PickupPoint | None) -> Destination | None:
    """Where it waits, if that is not this counter."""
    if here is None or order.state is not OrderState.PLACED:
        return None
    to: Mapping[int, Destination] = handover.where_to(visit.tx, [order.id])
    one = to.get(order.id)
    return None if one is None or one.place == here.id else one


def _point(visit: Visit, press: HandOutAt) -> PickupPoint | None:
    return pickup_point_of(visit.tx, press.shop_id, press.point_id) if press.point_id else None
