"""Packing, for who packs: what to fetch, and ticks."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.counter import SetPacked, ShowTicks, ShowToFetch
from flows.presses.every import ShowShopOrders
from flows.screens.buttons import Row, button, pager
from flows.screens.desk.orders import Wares, stood
from flows.screens.desk.staff import to_desk
from flows.screens.names import short
from flows.screens.shape import NAME, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import DELIVERED, MISSING
from groupbuys.fulfilment.packing import ShopOrder
from groupbuys.fulfilment.picks import PlacePick

TICKS = 8
"""Orders on a page of ticks."""
PICKS = 24
"""Lines on a page of what to fetch."""

__all__ = ["PICKS", "TICKS", "TickPage", "fetched", "stood", "ticked"]


@dataclass(frozen=True, slots=True)
class TickPage:
    """Some `orders` of all that are to pack, `packed` of which lie ready."""

    orders: Sequence[ShopOrder]
    total: int
    packed: int


def fetched(t: Texts, at: ShowToFetch, found: Sequence[PlacePick], wares: Wares) -> Screen:
    """What to fetch: a heading for each place, and under it what goes there."""
    said: list[Markup | str | None] = []
    for number, one in enumerate(found[:PICKS]):
        if number == 0 or found[number - 1].place != one.place:
            said += ["" if number == 0 else Markup(" "), _place(t, one)]
        said.append(
            t.gettext("{quantity} × {what}", quantity=t.number(one.units), what=wares.named(one))
        )
    text = paragraphs(
        t.gettext("<b>To fetch for all that is to pack</b>"),
        lines(said) if found else t.gettext("There is nothing to fetch."),
    )
    turning = pager(
        t,
        at.page,
        at.page + 1 + (len(found) > PICKS),
        lambda to: ShowToFetch(at.shop_id, to),
    )
    tick = button(t.pgettext("button", "Tick what is packed"), ShowTicks(at.shop_id))
    return Screen(text, (*turning, (tick,), *_back(t, at.shop_id)))


def ticked(
    t: Texts, at: ShowTicks, of: TickPage, wares: Wares, said: Markup | None = None
) -> Screen:
    """A button for each order, with a tick where it lies ready: pressing it turns the tick."""
    text = paragraphs(
        said,
        t.gettext("<b>To pack</b>"),
        t.gettext(
            "{packed} of {total} lie ready.", packed=t.number(of.packed), total=t.number(of.total)
        )
        if of.total
        else t.gettext("There is no order here."),
        t.gettext("Press an order to tick it; press it again to take the tick away.")
        if of.total
        else None,
    )
    rows: list[Row] = [(button(_label(t, one, wares), _turn(at, one)),) for one in of.orders]
    turning = pager(t, at.page, pages(of.total, TICKS), lambda to: ShowTicks(at.shop_id, to))
    picks = button(t.pgettext("button", "What to fetch"), ShowToFetch(at.shop_id))
    return Screen(text, (*rows, *turning, (picks,), *_back(t, at.shop_id)))


def _turn(at: ShowTicks, one: ShopOrder) -> SetPacked:
    return SetPacked(at.shop_id, one.id, int(one.packed_at is None), at.page)


def _label(t: Texts, one: ShopOrder, wares: Wares) -> str:
    sign = "☐" if one.packed_at is None else "☑"
    buyer = short(one.buyer) or t.pgettext("name", "Somebody")
    return f"{sign} {one.number} · {buyer} · {t.number(one.quantity)} × {wares.named(one, NAME)}"


def _place(t: Texts, one: PlacePick) -> Markup:
    if one.place == MISSING:
        return t.gettext("<u>Not known where to yet</u>")
    if one.place == DELIVERED:
        return t.gettext("<u>To be delivered</u>")
    return Markup("<u>{}</u>").format(shorten(one.point, TITLE))


def _back(t: Texts, shop_id: int) -> tuple[Row, ...]:
    return (
        (button(t.pgettext("button", "‹ Orders"), ShowShopOrders(shop_id)),),
        to_desk(t, shop_id),
    )
