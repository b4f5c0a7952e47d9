"""My orders: what somebody bought, and where their money is (promise 20)."""

from dataclasses import replace

from catalog import browsing
from catalog.keeping.shopkeeping import Handover
from catalog.wares import label, shop_of
from flows import wares
from flows.presses.counter import ShowCode
from flows.presses.every import ShowOrder, ShowOrders
from flows.refusing import refuse
from flows.replies import Reply
from flows.screens import code as codes
from flows.screens import orders as screen
from flows.screens.buttons import Row
from flows.screens.claims import order_rows
from flows.screens.friends import bringing
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys import history
from groupbuys.claims import buying, looking
from groupbuys.friends import bringing as friends
from groupbuys.fulfilment import handover
from groupbuys.fulfilment.handover import Bought
from groupbuys.history import OrderLine
from groupbuys.model import ORDERED, OrderState, Reason, Refused


def orders(visit: Visit, press: ShowOrders) -> list[Reply]:
    """One page of them."""
    tx, size = visit.tx, screen.ORDERS
    total = history.count_orders(tx, visit.person.id)
    page = min(max(press.page, 0), pages(total, size) - 1)
    found = history.orders(tx, visit.person.id, page * size, size)
    products = sorted({line.product_id for line in found})
    titles = browsing.titles(tx, products, visit.person.language)
    said = screen.orders(visit.texts, found, total, titles, page, visit.cover)
    known = () if visit.host is not None else friends.seated(tx, visit.person.id)
    return visit.show(replace(said, buttons=(*bringing.orders(known), *said.buttons)))


def order(visit: Visit, press: ShowOrder) -> list[Reply]:
    """One of them; somebody else's looks like one that does not exist."""
    line = history.order(visit.tx, visit.person.id, press.what, press.id)
    if line is None:
        return refuse(visit, Refused(Reason.GONE))
    choice = label(visit.tx, line.variant_id, visit.person.language)
    ware = wares.of_product(visit, line.product_id)
    one = handover.bought(visit.tx, visit.person.id, line.what, line.id)
    extra = screen.Extra(shop_of(visit.tx, line.product_id), one)
    said = screen.order(visit.texts, line, ware.title, choice, ware.picture, extra)
    if _is_fetched(line, one):
        said = screen.with_code(visit.texts, said, line)
    return visit.show(replace(said, buttons=(*_claims(visit, line), *said.buttons)))


def _claims(visit: Visit, line: OrderLine) -> tuple[Row, ...]:
    """The claims about an order, and a new one where there can be one."""
    order = buying.own(visit.tx, visit.person.id, line.id) if line.what == "o" else None
    if order is None or order.placed_at is None:
        return ()
    found = looking.of_order(visit.tx, order.id)
    fresh = order.state in set(ORDERED) and all(one.closed_at is not None for one in found)
    return order_rows(visit.texts, order.id, found, may_claim=fresh)


def code(visit: Visit, press: ShowCode) -> list[Reply]:
    """The code to show at the counter, where there is something to fetch; else the order as it stands."""
    line = history.order(visit.tx, visit.person.id, "o", press.order_id)
    one = handover.bought(visit.tx, visit.person.id, "o", press.order_id)
    if line is None or not _is_fetched(line, one):
        return order(visit, ShowOrder("o", press.order_id))
    return visit.show(codes.code(visit.texts, line, _places(visit, one)))


def _places(visit: Visit, one: Bought | None) -> list[str]:
    """The shop, and where in it something is fetched, where that is known."""
    shop = None if one is None else browsing.shop(visit.tx, one.shop_id, visit.person.language)
    point = one.destination.point if one is not None and one.destination is not None else None
    return [named.name for named in (shop, point) if named is not None]


def _is_fetched(line: OrderLine, one: Bought | None) -> bool:
    """Whether its buyer comes to fetch it."""
    if line.what != "o" or line.state != OrderState.PLACED:
        return False
    if one is None or one.destination is None:
        return one is not None and one.way is not Handover.DELIVERY
    return one.destination.point is not None
