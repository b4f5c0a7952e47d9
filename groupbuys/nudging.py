"""Who has not said where their goods go is asked once more, a day after their group succeeded."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from groupbuys.due import Due, passed_over
from groupbuys.handover import Bought
from groupbuys.handover_tables import handover
from groupbuys.model import ONCE_MORE, SeatState
from groupbuys.tables import seat
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

_PAST = (seat.c.remind_at <= bindparam("at")) & (seat.c.state != SeatState.PAID.value)
"""A seat that is paid is reminded of its group's end; whatever became of it later may be asked where it goes."""

_SEATS = (
    select(seat.c.id, seat.c.person_id, seat.c.state, seat.c.remind_at)
    .where(_PAST)
    .order_by(seat.c.remind_at)
    .with_for_update(key_share=True, skip_locked=True)
)


def _with_what_was_said(seats: Select[Any]) -> Select[Any]:
    due = seats.subquery("due")
    return select(due.c.id, due.c.person_id, due.c.state, handover.c.known_at).outerjoin_from(
        due, handover, (handover.c.what == "s") & (handover.c.subject_id == due.c.id)
    )


_DUE = _with_what_was_said(
    _SEATS.where(seat.c.id.not_in(bindparam("besides", expanding=True))).limit(bindparam("most"))
)
_ONE = _with_what_was_said(_SEATS.where(seat.c.id == bindparam("seat_id")))
_NAMES = select(seat.c.id).where(_PAST).order_by(seat.c.remind_at).limit(bindparam("most"))
_DONE = update(seat).where(seat.c.id == bindparam("id_")).values(remind_at=None)


def ask_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Owe the question to whom it is due, at most `limit`, passing over `besides`; returns how many were looked at."""
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "where")}
    return _ask(tx, tx.all(_DUE, values))


def ask_one(tx: Transaction, due: Due) -> int:
    """The same for one seat alone."""
    return _ask(tx, tx.all(_ONE, {"at": tx.now, "seat_id": due.id}))


def due_to_ask(tx: Transaction, limit: int) -> list[Due]:
    """The seats whose moment has come, by name, earliest first, at most `limit`."""
    return [Due("where", row.id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def ask_later(tx: Transaction, one: Bought) -> None:
    """Ask the buyer of a solo purchase, unless they have said it by then."""
    later = tx.now + ONCE_MORE
    owe(tx, Notice("ask_where", one.id, one.person_id, one.what, due_at=later))


def _ask(tx: Transaction, rows: Sequence[Found]) -> int:
    if not rows:
        return 0
    silent = [row for row in rows if row.state == SeatState.CONFIRMED and row.known_at is None]
    owe(tx, *(Notice("ask_where", row.id, row.person_id, "s") for row in silent))
    tx.write(_DONE, [{"id_": row.id} for row in rows])
    return len(rows)
