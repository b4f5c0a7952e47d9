"""Packing: what to fetch place by place, and a tick for each order that lies ready."""

from markupsafe import Markup

from catalog.keeping.shopkeeping import kept
from flows.desk import desk, orders
from flows.presses.counter import SetPacked, ShowTicks, ShowToFetch
from flows.replies import Reply
from flows.screens.desk import packing as screen
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.fulfilment import fulfilling, packing, picks
from groupbuys.fulfilment.packing import Shelf


def fetched(visit: Visit, press: ShowToFetch) -> list[Reply]:
    """A page of what to fetch, by pickup point, product and variant."""
    page = max(0, press.page)
    found = picks.picks(visit.tx, press.shop_id, page * screen.PICKS, screen.PICKS + 1)
    named = orders.wares_of(visit, found)
    return visit.show(screen.fetched(visit.texts, ShowToFetch(press.shop_id, page), found, named))


def ticked(visit: Visit, press: ShowTicks, said: Markup | None = None) -> list[Reply]:
    """A page of the orders to pack; each stays in its place when it is ticked."""
    tx, shop = visit.tx, kept(visit.tx, press.shop_id)
    if shop is None:
        return desk.several(visit)
    total = packing.counts(tx, shop.id)[Shelf.PACK]
    page = min(max(0, press.page), pages(total, screen.TICKS) - 1)
    found = packing.page(tx, shop.id, Shelf.PACK, page * screen.TICKS, screen.TICKS)
    of = screen.TickPage(found, total, packing.packed(tx, shop.id))
    at = ShowTicks(shop.id, page)
    return visit.show(screen.ticked(visit.texts, at, of, orders.wares_of(visit, found), said))


def tick(visit: Visit, press: SetPacked) -> list[Reply]:
    """It lies ready, or does not; what left meanwhile stays as it is, and that is said."""
    moved = fulfilling.pack(visit.tx, press.shop_id, press.order_id, packed=bool(press.packed))
    if moved is None:
        return orders.show(visit, press.shop_id, press.order_id)
    said = None if moved.fresh else screen.stood(visit.texts, moved.order)
    if press.page < 0:
        return orders.show(visit, press.shop_id, press.order_id, said)
    return ticked(visit, ShowTicks(press.shop_id, press.page), said)
