"""My orders: what somebody bought, and where their money is (promise 20)."""

from catalog import browsing
from catalog.wares import label, shop_of
from flows import wares
from flows.presses import ShowOrder, ShowOrders
from flows.refusing import refuse
from flows.replies import Reply
from flows.screens import orders as screen
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys import history
from groupbuys.model import Reason, Refused


def orders(visit: Visit, press: ShowOrders) -> list[Reply]:
    """One page of them."""
    tx, size = visit.tx, screen.ORDERS
    total = history.count_orders(tx, visit.person.id)
    page = min(max(press.page, 0), pages(total, size) - 1)
    found = history.orders(tx, visit.person.id, page * size, size)
    products = sorted({line.product_id for line in found})
    titles = browsing.titles(tx, products, visit.person.language)
    return visit.show(screen.orders(visit.texts, found, total, titles, page, visit.cover))


def order(visit: Visit, press: ShowOrder) -> list[Reply]:
    """One of them; somebody else's looks like one that does not exist."""
    line = history.order(visit.tx, visit.person.id, press.what, press.id)
    if line is None:
        return refuse(visit, Refused(Reason.GONE))
    choice = label(visit.tx, line.variant_id, visit.person.language)
    ware = wares.of_product(visit, line.product_id)
    shop_id = shop_of(visit.tx, line.product_id)
    return visit.show(screen.order(visit.texts, line, ware.title, choice, ware.picture, shop_id))
