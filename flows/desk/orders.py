"""What a shop has to deliver: looked at, sent, and handed out over the counter."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from catalog import browsing, wares
from catalog.keeping.points import pickup_points
from catalog.keeping.roles import Action, may
from catalog.keeping.shopkeeping import kept
from catalog.keeping.staff import role_of
from flows import asking
from flows.desk import desk
from flows.desk.parcels import read_parcel
from flows.presses.every import ShipOrder, ShowShopOrders
from flows.replies import Reply, Say
from flows.screens.desk import orders as screen
from flows.screens.desk import waiting
from flows.screens.desk.claims import claim_rows
from flows.screens.desk.going import Going
from flows.screens.desk.orders import OrderPage, Wares
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.claims import looking
from groupbuys.fulfilment import fulfilling, handover, packing
from groupbuys.fulfilment.fulfilling import LONGEST_CARRIER, LONGEST_TRACKING
from groupbuys.fulfilment.packing import Pick, Shelf, ShopOrder
from groupbuys.fulfilment.picks import PlacePick
from groupbuys.model import OrderState


def listed(visit: Visit, press: ShowShopOrders, said: Markup | None = None) -> list[Reply]:
    """A page of them; above those that are to pack, what to fetch for all of them. `said` comes first."""
    shop = kept(visit.tx, press.shop_id)
    if shop is None:
        return desk.several(visit)
    shelf = Shelf(press.how) if press.how in set(Shelf) else Shelf.PACK
    counts = packing.counts(visit.tx, shop.id)
    page = min(max(0, press.page), pages(counts[shelf], screen.ORDERS) - 1)
    found = packing.page(visit.tx, shop.id, shelf, page * screen.ORDERS, screen.ORDERS)
    picks: Sequence[Pick] = ()
    packed = packing.packed(visit.tx, shop.id) if shelf is Shelf.PACK else 0
    if shelf is Shelf.PACK and page == 0:
        picks = packing.pick_list(visit.tx, shop.id, screen.PICKS + 1)
    names = wares_of(visit, [*found, *picks])
    at = ShowShopOrders(shop.id, page, shelf.value)
    of = OrderPage(found, counts, picks, packed)
    shown = screen.listed(visit.texts, shop, at, of, names, said)
    if shelf is not Shelf.PACK:
        return visit.show(shown)
    at_places = waiting.places(
        visit.texts, shop, pickup_points(visit.tx, shop.id), handover.waiting(visit.tx, shop.id)
    )
    return visit.show(replace(shown, buttons=(*at_places, *shown.buttons)))


def show(visit: Visit, shop_id: int, order_id: int, said: Markup | None = None) -> list[Reply]:
    """One order; `said` about it comes first. Another shop's looks like none."""
    shop, order = kept(visit.tx, shop_id), packing.order(visit.tx, shop_id, order_id)
    if shop is None or order is None:
        return _none(visit, shop_id)
    to = handover.where_to(visit.tx, [order.id]).get(order.id)
    going = Going(to, shop.handover, visit.tx.now, is_shown=_may_see(visit, shop_id, order))
    seen = screen.order(visit.texts, shop, order, wares_of(visit, [order]), going, said)
    claims = claim_rows(visit.texts, looking.of_order(visit.tx, order.id))
    return visit.show(replace(seen, buttons=(*claims, *seen.buttons)))


def ask_parcel(visit: Visit, press: ShipOrder) -> list[Reply]:
    """Ask with whom it travels, and under which number there."""
    order = packing.order(visit.tx, press.shop_id, press.order_id)
    if order is None or order.state is not OrderState.PLACED:
        return show(visit, press.shop_id, press.order_id)
    asking.asks(visit, press)
    return visit.show(screen.ask_parcel(visit.texts, press, order))


def shipped(visit: Visit, press: ShipOrder, text: str) -> list[Reply]:
    """It was typed; what is too long is asked for again."""
    order = packing.order(visit.tx, press.shop_id, press.order_id)
    carrier, tracking = read_parcel(text)
    if order is not None and (len(carrier) > LONGEST_CARRIER or len(tracking) > LONGEST_TRACKING):
        asking.asks(visit, press)
        return [Say(screen.ask_parcel(visit.texts, press, order, again=True))]
    asking.let_go(visit)
    return ship(visit, press.shop_id, press.order_id, carrier, tracking)


def ship(
    visit: Visit, shop_id: int, order_id: int, carrier: str = "", tracking: str = ""
) -> list[Reply]:
    """It is on its way, and its buyer hears of it."""
    moved = fulfilling.ship(visit.tx, shop_id, order_id, carrier, tracking)
    if moved is None:
        return _none(visit, shop_id)
    t = visit.texts
    said = screen.is_shipped(t) if moved.fresh else screen.stood(t, moved.order)
    return show(visit, shop_id, order_id, said)


def _may_see(visit: Visit, shop_id: int, order: ShopOrder) -> bool:
    """Whether the reader is to know the buyer's address: to pack for it, or because they answer for the shop."""
    if order.state is OrderState.PLACED:
        return True
    return may(role_of(visit.tx, shop_id, visit.person.id), Action.ADDRESSES)


def _none(visit: Visit, shop_id: int) -> list[Reply]:
    said = visit.texts.gettext("That order is not here.")
    return listed(visit, ShowShopOrders(shop_id), said)


def wares_of(visit: Visit, found: Sequence[ShopOrder | Pick | PlacePick]) -> Wares:
    """What these are about, in the reader's words."""
    language = visit.person.language
    products = sorted({one.product_id for one in found})
    variants = sorted({one.variant_id for one in found})
    return Wares(
        browsing.titles(visit.tx, products, language), wares.labels(visit.tx, variants, language)
    )
