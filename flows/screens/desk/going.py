"""How an order reaches its buyer, as its shop sees it, and the buttons that bring it on its way."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover, KeptShop
from flows.presses.counter import (
    HandOutNow,
    PasteParcels,
    SetPacked,
    ShowTicks,
    ShowToFetch,
    TakeIn,
)
from flows.presses.every import HandOut, ShipOrder
from flows.screens.buttons import Row, button
from flows.screens.desk.opening import handover
from flows.screens.destination import copied, way_to
from flows.texts import Texts
from groupbuys.fulfilment.fulfilling import can_take_in
from groupbuys.fulfilment.handover import Destination
from groupbuys.fulfilment.packing import Shelf, ShopOrder
from groupbuys.model import OrderState


@dataclass(frozen=True, slots=True)
class Going:
    """Where one order goes (`to` None: nobody has said), from a shop of that `way`, at the moment `now`.

    Not `is_shown`: to whom it goes is not for this reader.
    """

    to: Destination | None
    way: Handover
    now: datetime
    is_shown: bool = True

    @property
    def comes(self) -> Handover:
        """How it comes, as far as it is known."""
        return way_to(self.to, self.way)


def went(t: Texts, shop: KeptShop, going: Going) -> Markup:
    """Where it goes, as far as the reader is to know it."""
    if going.to is not None:
        return copied(t, going.to, details=going.is_shown)
    if shop.handover is Handover.PICKUP and shop.points < 2:
        return t.gettext("Handed over: {how}", how=handover(t, shop.handover))
    return t.gettext("❔ Address missing: the buyer has not said yet where to.")


def counter(t: Texts, shop: KeptShop, how: Handover) -> tuple[Row, ...]:
    """The way to the counter, where things are picked up."""
    if how is Handover.DELIVERY:
        return ()
    return ((button(t.pgettext("button", "Hand out"), HandOut(shop.id), "primary"),),)


def packing(t: Texts, shop: KeptShop, counts: Mapping[Shelf, int]) -> tuple[Row, ...]:
    """The ways of packing many."""
    if not counts[Shelf.PACK]:
        return ()
    tick = button(t.pgettext("button", "Tick what is packed"), ShowTicks(shop.id))
    picks = button(t.pgettext("button", "What to fetch"), ShowToFetch(shop.id))
    if shop.handover is Handover.PICKUP:
        return ((tick, picks),)
    paste = button(t.pgettext("button", "Paste a list of parcels"), PasteParcels(shop.id))
    return ((tick, picks), (paste,))


def ways(t: Texts, shop: KeptShop, one: ShopOrder, going: Going) -> tuple[Row, ...]:
    """What can be done about one order."""
    if one.state is OrderState.RECEIVED and can_take_in(one, going.now):
        label = t.pgettext("button", "Not handed out: undo")
        return ((button(label, TakeIn(shop.id, one.id)),),)
    if one.state is not OrderState.PLACED:
        return ()
    rows: list[Row] = []
    if going.comes is not Handover.PICKUP:
        press = ShipOrder(shop.id, one.id)
        rows.append((button(t.pgettext("button", "Mark as shipped"), press, "primary"),))
    if going.comes is not Handover.DELIVERY:
        out = HandOutNow(shop.id, one.id)
        rows.append((button(t.pgettext("button", "Hand out"), out, "primary"),))
    packed = one.packed_at is not None
    label = t.pgettext("button", "Not packed yet") if packed else t.pgettext("button", "Packed")
    return (*rows, (button(label, SetPacked(shop.id, one.id, int(not packed), -1)),))
