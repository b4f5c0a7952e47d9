"""Holds that ran out: seat, stock and quota are given back, once; late money that nobody decided on goes back too."""

from sqlalchemy import bindparam, literal, select, union_all

from groupbuys import books, leaving, orders
from groupbuys.facts import group_of
from groupbuys.model import GroupState, OrderState, SeatState
from groupbuys.paying import give_back
from groupbuys.tables import purchase, seat
from storage.outbox import Notice, owe
from storage.transaction import Transaction

_ALL = union_all(
    select(literal("s").label("what"), seat.c.id, seat.c.held_until).where(
        seat.c.held_until <= bindparam("at")
    ),
    select(literal("o"), purchase.c.id, purchase.c.held_until).where(
        purchase.c.held_until <= bindparam("at")
    ),
)
_DUE = _ALL.order_by(
    _ALL.selected_columns.held_until, _ALL.selected_columns.what, _ALL.selected_columns.id
).limit(bindparam("most"))
"""`held_until` stands only on what is held or unplaced: each step out of those states clears it."""


def expire_due(tx: Transaction, limit: int = 500) -> int:
    """End the holds that ran out, at most `limit` of them; returns how many. Each is decided under its own lock."""
    rows = tx.all(_DUE, {"at": tx.now, "most": limit})
    for row in rows:
        if row.what == "s":
            _expire_seat(tx, row.id)
        else:
            _expire_order(tx, row.id)
    return len(rows)


def _expire_seat(tx: Transaction, seat_id: int) -> None:
    group = group_of(tx, seat_id)
    seat = books.locked_seat(tx, seat_id)
    if group is None or seat is None or seat.held_until is None or seat.held_until > tx.now:
        return
    if seat.state is SeatState.UNPLACED:
        give_back(tx, seat)
        owe(tx, Notice("refunding", seat.payment_id or 0, seat.person_id))
    elif seat.state is SeatState.HELD and group.state in {GroupState.OPENING, GroupState.FORMING}:
        leaving.let_go(tx, group, seat)


def _expire_order(tx: Transaction, order_id: int) -> None:
    order = orders.locked(tx, order_id)
    if order is None or order.state is not OrderState.HELD:
        return
    if order.held_until is not None and order.held_until <= tx.now:
        leaving.release_order(tx, order)
