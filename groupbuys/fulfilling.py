"""Delivering an order: it is sent to its buyer or handed out to them, each once, by the shop that owes it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Update, bindparam, select, update

from groupbuys import packing
from groupbuys.model import OrderState, SeatState
from groupbuys.packing import ShopOrder
from groupbuys.tables import purchase, seat
from storage.outbox import Notice, owe
from storage.transaction import Transaction

LONGEST_CARRIER = 40
LONGEST_TRACKING = 80
"""Characters of a carrier's name and of a parcel's number there."""


def _move() -> Update:
    return update(purchase).where(
        purchase.c.id == bindparam("id_"),
        purchase.c.shop_id == bindparam("of_shop"),
        purchase.c.state == OrderState.PLACED.value,
    )


_SHIP = _move().values(
    state=OrderState.SHIPPED.value,
    carrier=bindparam("by"),
    tracking=bindparam("under"),
    shipped_at=bindparam("at"),
)
_HAND_OUT = _move().values(state=OrderState.RECEIVED.value, received_at=bindparam("at"))
_SEAT = (
    update(seat)
    .where(
        seat.c.id
        == select(purchase.c.seat_id).where(purchase.c.id == bindparam("id_")).scalar_subquery(),
        seat.c.state == SeatState.CONFIRMED.value,
    )
    .values(state=bindparam("to_state"))
)
_BUYER = select(purchase.c.person_id).where(purchase.c.id == bindparam("id_"))


@dataclass(frozen=True, slots=True)
class Moved:
    """The order as it stands now; not `fresh`: it did not wait to be packed any more, and nothing was changed."""

    order: ShopOrder
    fresh: bool


def ship(
    tx: Transaction, shop_id: int, order_id: int, carrier: str = "", tracking: str = ""
) -> Moved | None:
    """An order was sent; its buyer is told once. None where this shop has no such order.

    Raises ValueError where the carrier or the parcel's number is too long.
    """
    if len(carrier) > LONGEST_CARRIER or len(tracking) > LONGEST_TRACKING:
        raise ValueError("a carrier or tracking number that long is refused before it comes here")
    values = {"id_": order_id, "of_shop": shop_id, "at": tx.now}
    fresh = tx.write(_SHIP, {**values, "by": carrier, "under": tracking}) == 1
    if fresh:
        tx.write(_SEAT, {"id_": order_id, "to_state": SeatState.SHIPPED.value})
        owe(tx, Notice("shipped", order_id, int(tx.value(_BUYER, {"id_": order_id}))))
    return _now(tx, shop_id, order_id, fresh=fresh)


def hand_out(tx: Transaction, shop_id: int, number: str) -> Moved | None:
    """The buyer stands at the counter and has it now. None where this shop has no order of that number."""
    found = packing.numbered(tx, shop_id, number)
    if found is None:
        return None
    values: dict[str, int | datetime] = {"id_": found.id, "of_shop": shop_id, "at": tx.now}
    fresh = tx.write(_HAND_OUT, values) == 1
    if fresh:
        tx.write(_SEAT, {"id_": found.id, "to_state": SeatState.RECEIVED.value})
    return _now(tx, shop_id, found.id, fresh=fresh)


def _now(tx: Transaction, shop_id: int, order_id: int, *, fresh: bool) -> Moved | None:
    order = packing.order(tx, shop_id, order_id)
    return None if order is None else Moved(order, fresh)
