"""What a shop has to deliver, for its keepers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover, KeptShop
from flows.faces import Screen
from flows.presses.every import ShipBare, ShipOrder, ShowShopOrder, ShowShopOrders
from flows.screens import cash
from flows.screens.buttons import Row, button, pager
from flows.screens.desk.going import Going, counter, packing, ways, went
from flows.screens.desk.staff import to_desk
from flows.screens.names import short
from flows.screens.parcel import parcel
from flows.screens.shape import LABEL, NAME, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.fulfilling import LONGEST_CARRIER, LONGEST_TRACKING
from groupbuys.fulfilment.packing import Pick, Shelf, ShopOrder
from groupbuys.fulfilment.picks import PlacePick
from groupbuys.model import OrderState

ORDERS = 8
"""Orders on a page."""

PICKS = 24
"""Lines of a pick list that a phone still shows; what is more is said to be more."""


@dataclass(frozen=True, slots=True)
class Wares:
    """The `titles` of products and the `labels` of variants, by their numbers."""

    titles: Mapping[int, str]
    labels: Mapping[int, str]

    def named(self, one: ShopOrder | Pick | PlacePick, most: int = TITLE) -> str:
        """What is to be delivered."""
        title = shorten(self.titles.get(one.product_id, ""), most)
        label = shorten(self.labels.get(one.variant_id, ""), NAME)
        return f"{title}, {label}" if label else title


@dataclass(frozen=True, slots=True)
class OrderPage:
    """A page of a shelf: its `orders`, how many stand on each shelf, and what to fetch for those to pack.

    `packed`: how many of those lie ready.
    """

    orders: Sequence[ShopOrder]
    counts: Mapping[Shelf, int]
    picks: Sequence[Pick]
    packed: int


def listed(
    t: Texts,
    shop: KeptShop,
    at: ShowShopOrders,
    of: OrderPage,
    wares: Wares,
    said: Markup | None = None,
) -> Screen:
    """One shelf's page: the pick list above what is to pack, and a button for each order."""
    here = Shelf(at.how)
    text = paragraphs(
        said,
        t.gettext("<b>Orders</b>"),
        _pick_list(t, of.picks, wares),
        t.gettext("Packed: {packed}", packed=t.number(of.packed)) if of.packed else None,
        None if of.orders else t.gettext("There is no order here."),
    )
    orders: list[Row] = [
        (button(label(t, one, wares), ShowShopOrder(shop.id, one.id)),) for one in of.orders
    ]
    count = pages(of.counts[here], ORDERS)
    turning = pager(t, at.page, count, lambda to: ShowShopOrders(shop.id, to, at.how))
    ways = (
        (*counter(t, shop, shop.handover), *packing(t, shop, of.counts))
        if here is Shelf.PACK
        else ()
    )
    rows = (*ways, *orders, *turning, _shelves(t, shop, here, of.counts))
    return Screen(text, (*rows, to_desk(t, shop.id)))


def order(
    t: Texts,
    shop: KeptShop,
    one: ShopOrder,
    wares: Wares,
    going: Going,
    said: Markup | None = None,
) -> Screen:
    """Who gets what, whether it is paid, how it reaches them, and what can be done about it at this moment."""
    text = paragraphs(
        said,
        lines([Markup("<b>{}</b>").format(one.number), state(t, one)]),
        lines(
            [
                _what(t, one, wares),
                t.gettext("Buyer: {name}", name=_buyer(t, one)),
                _money(t, one, going.comes),
                t.gettext("Ordered: {when}", when=t.moment(one.placed_at)),
                parcel(t, one.carrier, one.tracking),
            ]
        ),
        went(t, shop, going),
    )
    back = button(t.pgettext("button", "‹ Orders"), ShowShopOrders(shop.id))
    return Screen(text, (*ways(t, shop, one, going), (back,), to_desk(t, shop.id)))


def ask_parcel(t: Texts, press: ShipOrder, one: ShopOrder, *, again: bool = False) -> Screen:
    """Ask how it travels."""
    wrong = t.gettext(
        "That was too long: a carrier has at most {carrier} characters, a tracking number {tracking}.",
        carrier=t.number(LONGEST_CARRIER),
        tracking=t.number(LONGEST_TRACKING),
    )
    text = paragraphs(
        wrong if again else None,
        t.gettext("How does order <b>{number}</b> travel?", number=one.number),
        t.gettext(
            "Type the carrier and the tracking number in one line, for example: DHL 00340434161094"
        ),
    )
    bare = button(t.pgettext("button", "Without a number"), ShipBare(press.shop_id, press.order_id))
    back = button(t.pgettext("button", "‹ Back"), ShowShopOrder(press.shop_id, press.order_id))
    return Screen(text, ((bare,), (back,)))


def is_shipped(t: Texts) -> Markup:
    """It was sent just now."""
    return t.gettext("✅ It is marked as shipped, and the buyer will be told.")


def is_handed_out(t: Texts, one: ShopOrder, wares: Wares) -> Markup:
    """It was handed out just now: what goes over the counter, and the money that comes back over it."""
    return lines(
        [
            t.gettext("✅ Order <b>{number}</b> is handed out.", number=one.number),
            _what(t, one, wares),
            t.gettext("Buyer: {name}", name=_buyer(t, one)),
            t.gettext("{amount} is paid.", amount=t.money(one.total))
            if one.paid
            else t.gettext("<b>Take {amount} now.</b>", amount=t.money(one.total)),
        ]
    )


def unknown(t: Texts, number: str) -> Markup:
    """No order of this shop has that number."""
    return t.gettext("This shop has no order {number}.", number=shorten(number, LABEL))


def stood(t: Texts, one: ShopOrder) -> Markup:
    """Why nothing was done about an order: where it stood before, or stands now."""
    number = one.number
    if one.state is OrderState.RECEIVED and one.received_at is not None:
        when = t.moment(one.received_at)
        if one.handed_by:
            return t.gettext(
                "Order <b>{number}</b> was handed out before: {when}, by {name}.",
                number=number,
                when=when,
                name=shorten(one.handed_by, NAME),
            )
        return t.gettext(
            "Order <b>{number}</b> was handed out before: {when}.", number=number, when=when
        )
    if one.state is OrderState.SHIPPED and one.shipped_at is not None:
        when = t.moment(one.shipped_at)
        return t.gettext("Order <b>{number}</b> was sent before: {when}.", number=number, when=when)
    return t.gettext(
        "Order <b>{number}</b> was taken back: it is not to be delivered.", number=number
    )


def state(t: Texts, one: ShopOrder) -> Markup:
    """Where an order stands, as its shop says it."""
    match one.state:
        case OrderState.PLACED:
            packed = one.packed_at is not None
            return t.gettext("Packed: it lies ready") if packed else t.gettext("To be packed")
        case OrderState.SHIPPED:
            return t.gettext("Sent")
        case OrderState.RECEIVED:
            by = shorten(one.handed_by, NAME) if one.handed_by else ""
            return t.gettext("Handed out by {name}", name=by) if by else t.gettext("Handed out")
        case OrderState.TAKEN_BACK | OrderState.REFUNDING | OrderState.REFUNDED:
            return t.gettext("Taken back: not to be delivered")
        case OrderState.HELD | OrderState.RELEASED:
            return t.gettext("Not paid")


def _what(t: Texts, one: ShopOrder, wares: Wares) -> Markup:
    return t.gettext("{quantity} × {what}", quantity=t.number(one.quantity), what=wares.named(one))


def _money(t: Texts, one: ShopOrder, how: Handover) -> Markup:
    if one.paid:
        return t.gettext("{amount} is paid.", amount=t.money(one.total))
    if one.state is OrderState.RECEIVED:
        return cash.was_paid(t, how, one.total)
    return cash.to_pay(t, how, one.total)


def _buyer(t: Texts, one: ShopOrder) -> str:
    return short(one.buyer) or t.pgettext("name", "Somebody")


def label(t: Texts, one: ShopOrder, wares: Wares) -> str:
    """An order in a list: its number, its buyer, what it is."""
    what = f"{t.number(one.quantity)} × {wares.named(one, NAME)}"
    return f"{one.number} · {_buyer(t, one)} · {what}"


def _pick_list(t: Texts, picks: Sequence[Pick], wares: Wares) -> Markup | None:
    if not picks:
        return None
    fetched = [
        t.gettext("{quantity} × {what}", quantity=t.number(one.units), what=wares.named(one))
        for one in picks[:PICKS]
    ]
    more = t.gettext("… and more") if len(picks) > PICKS else None
    return lines([t.gettext("<b>To fetch for all that is to pack</b>"), *fetched, more])


def _shelves(t: Texts, shop: KeptShop, here: Shelf, counts: Mapping[Shelf, int]) -> Row:
    labels = {
        Shelf.PACK: t.pgettext("button", "To pack: {n}", n=t.number(counts[Shelf.PACK])),
        Shelf.SENT: t.pgettext("button", "Sent: {n}", n=t.number(counts[Shelf.SENT])),
        Shelf.DONE: t.pgettext("button", "Handed out: {n}", n=t.number(counts[Shelf.DONE])),
    }
    return tuple(
        button(f"✓ {label}" if one is here else label, ShowShopOrders(shop.id, 0, one.value))
        for one, label in labels.items()
    )
