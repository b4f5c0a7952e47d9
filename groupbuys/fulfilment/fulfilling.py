"""Delivering an order: it is sent to its buyer or handed out to them, each once, by the shop that owes it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, bindparam, select, update

from groupbuys.claims.tables import claim
from groupbuys.fulfilment import packing
from groupbuys.fulfilment.packing import ShopOrder
from groupbuys.model import OrderState, SeatState
from groupbuys.tables import purchase, seat
from storage.outbox import Notice, owe, withdraw
from storage.transaction import Transaction

SECOND_THOUGHTS = timedelta(minutes=10)
"""So long a tick can be undone; later, what was taken back is taken back like any other order."""

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
_HAND_OUT = _move().values(
    state=OrderState.RECEIVED.value, received_at=bindparam("at"), handed_by=bindparam("by")
)
_PACK = _move().values(packed_at=bindparam("at"))
_UNDO = (
    update(purchase)
    .where(
        purchase.c.id == bindparam("id_"),
        purchase.c.shop_id == bindparam("of_shop"),
        purchase.c.state == OrderState.RECEIVED.value,
        purchase.c.received_at > bindparam("since"),
        ~select(claim.c.id).where(claim.c.order_id == bindparam("id_")).exists(),
    )
    .values(state=OrderState.PLACED.value, received_at=None, handed_by=None)
)
_SEAT = (
    update(seat)
    .where(
        seat.c.id
        == select(purchase.c.seat_id).where(purchase.c.id == bindparam("id_")).scalar_subquery(),
        seat.c.state == bindparam("from_state"),
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
        _turn_seat(tx, order_id, SeatState.CONFIRMED, SeatState.SHIPPED)
        owe(tx, Notice("shipped", order_id, _buyer(tx, order_id)))
    return _now(tx, shop_id, order_id, fresh=fresh)


def hand_out(tx: Transaction, shop_id: int, number: str, by: int | None = None) -> Moved | None:
    """Whoever stands at the counter was given it by this keeper, and its buyer is told.

    None where this shop has no such order.
    """
    found = packing.numbered(tx, shop_id, number)
    if found is None:
        return None
    values: dict[str, int | datetime | None] = {"id_": found.id, "of_shop": shop_id, "at": tx.now}
    fresh = tx.write(_HAND_OUT, {**values, "by": by}) == 1
    if fresh:
        _turn_seat(tx, found.id, SeatState.CONFIRMED, SeatState.RECEIVED)
        _tell(tx, "handed_out", found.id, unless="taken_in")
    return _now(tx, shop_id, found.id, fresh=fresh)


def take_in(tx: Transaction, shop_id: int, order_id: int) -> Moved | None:
    """It was ticked off by mistake and waits again, and its buyer is told; None where this shop has no such order.

    Only within SECOND_THOUGHTS, and not once its buyer has claimed something about it.
    """
    values = {"id_": order_id, "of_shop": shop_id, "since": tx.now - SECOND_THOUGHTS}
    fresh = tx.write(_UNDO, values) == 1
    if fresh:
        _turn_seat(tx, order_id, SeatState.RECEIVED, SeatState.CONFIRMED)
        _tell(tx, "taken_in", order_id, unless="handed_out")
    return _now(tx, shop_id, order_id, fresh=fresh)


def can_take_in(order: ShopOrder, now: datetime) -> bool:
    """Whether its tick can still be undone."""
    at = order.received_at
    return at is not None and at > now - SECOND_THOUGHTS


def pack(tx: Transaction, shop_id: int, order_id: int, *, packed: bool) -> Moved | None:
    """It lies ready, or does not after all. None where this shop has no such order."""
    values = {"id_": order_id, "of_shop": shop_id, "at": tx.now if packed else None}
    return _now(tx, shop_id, order_id, fresh=tx.write(_PACK, values) == 1)


def _tell(tx: Transaction, kind: str, order_id: int, *, unless: str) -> None:
    """A tick is told each time, since one may be undone and follow again.

    Where its opposite still waits to be said, that is withdrawn, and what the buyer heard last is true again.
    """
    buyer = _buyer(tx, order_id)
    if not withdraw(tx, unless, order_id, buyer):
        owe(tx, Notice(kind, order_id, buyer, str(int(tx.now.timestamp()))))


def _buyer(tx: Transaction, order_id: int) -> int:
    return int(tx.value(_BUYER, {"id_": order_id}))


def _turn_seat(tx: Transaction, order_id: int, before: SeatState, after: SeatState) -> None:
    asked = {"id_": order_id, "from_state": before.value, "to_state": after.value}
    tx.write(_SEAT, asked)


def _now(tx: Transaction, shop_id: int, order_id: int, *, fresh: bool) -> Moved | None:
    order = packing.order(tx, shop_id, order_id)
    return None if order is None else Moved(order, fresh)
