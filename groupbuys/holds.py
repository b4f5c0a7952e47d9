"""Holds that ran out: seat, stock and quota are given back, once; late money that nobody decided on goes back too."""

from collections.abc import Collection

from sqlalchemy import bindparam, literal, select, union_all

from groupbuys import books, leaving
from groupbuys.due import Due, passed_over
from groupbuys.facts import group_of
from groupbuys.fulfilment import orders
from groupbuys.model import GroupState, OrderState, SeatState
from groupbuys.paying import give_back
from groupbuys.tables import purchase, seat
from groupbuys.waiting.lapsing import lapsed
from storage.outbox import Notice, owe
from storage.transaction import Transaction

_ALL = union_all(
    select(literal("hold").label("what"), seat.c.id, seat.c.held_until).where(
        seat.c.held_until <= bindparam("at"),
        seat.c.id.not_in(bindparam("seats_besides", expanding=True)),
    ),
    select(literal("order"), purchase.c.id, purchase.c.held_until).where(
        purchase.c.held_until <= bindparam("at"),
        purchase.c.id.not_in(bindparam("orders_besides", expanding=True)),
    ),
)
_DUE = _ALL.order_by(
    _ALL.selected_columns.held_until, _ALL.selected_columns.what, _ALL.selected_columns.id
).limit(bindparam("most"))
"""`held_until` stands only on what is held or unplaced: each step out of those states clears it."""


def expire_due(tx: Transaction, limit: int = 500, besides: Collection[Due] = ()) -> int:
    """End the holds that ran out, at most `limit` of them; returns how many. Each is decided under its own lock.

    What is named in `besides` is passed over.
    """
    return sum(expire_one(tx, due) for due in due_to_expire(tx, limit, besides))


def due_to_expire(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> list[Due]:
    """The holds that ran out, by name, earliest first, at most `limit`."""
    left_out = {
        "seats_besides": passed_over(besides, "hold"),
        "orders_besides": passed_over(besides, "order"),
    }
    rows = tx.all(_DUE, {"at": tx.now, "most": limit, **left_out})
    return [Due(row.what, row.id) for row in rows]


def expire_one(tx: Transaction, due: Due) -> int:
    """End one hold, if it has run out: 1, so that it can be counted."""
    if due.what == "order":
        _expire_order(tx, due.id)
    else:
        _expire_seat(tx, due.id)
    return 1


def _expire_seat(tx: Transaction, seat_id: int) -> None:
    group = group_of(tx, seat_id)
    seat = books.locked_seat(tx, seat_id)
    if group is None or seat is None or seat.held_until is None or seat.held_until > tx.now:
        return
    if seat.state is SeatState.UNPLACED:
        give_back(tx, seat)
        owe(tx, Notice("refunding", seat.payment_id or 0, seat.person_id))
    elif seat.state is SeatState.HELD and group.state in {GroupState.OPENING, GroupState.FORMING}:
        owe(tx, *lapsed(tx, [(group.id, seat.person_id, seat.id)]))
        leaving.let_go(tx, group, seat)


def _expire_order(tx: Transaction, order_id: int) -> None:
    order = orders.locked(tx, order_id)
    if order is None or order.state is not OrderState.HELD:
        return
    if order.held_until is not None and order.held_until <= tx.now:
        leaving.release_order(tx, order)
