"""Who has not said where their goods go is asked once more, a day after they were theirs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, Table, Update, bindparam, select, update

from groupbuys.due import Due, What, passed_over
from groupbuys.fulfilment.tables import handover
from groupbuys.model import OrderState, SeatState
from groupbuys.tables import purchase, seat
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction


@dataclass(frozen=True, slots=True)
class _Kind:
    """Seats of groups that succeeded, or solo purchases; `remind_at` of each row says when it is to be asked about."""

    what: What
    code: str
    waits: str
    due: Select[Any]
    one: Select[Any]
    names: Select[Any]
    done: Update


def _kind(what: What, code: str, of: Table, waits: str) -> _Kind:
    past = (of.c.remind_at <= bindparam("at")) & (of.c.state != SeatState.PAID.value)
    rows = (
        select(of.c.id, of.c.person_id, of.c.state, of.c.remind_at)
        .where(past)
        .order_by(of.c.remind_at)
        .with_for_update(key_share=True, skip_locked=True)
    )
    besides = of.c.id.not_in(bindparam("besides", expanding=True))
    return _Kind(
        what,
        code,
        waits,
        _with_what_was_said(rows.where(besides).limit(bindparam("most")), code),
        _with_what_was_said(rows.where(of.c.id == bindparam("number")), code),
        select(of.c.id).where(past).order_by(of.c.remind_at).limit(bindparam("most")),
        update(of).where(of.c.id == bindparam("id_")).values(remind_at=None),
    )


def _with_what_was_said(rows: Select[Any], code: str) -> Select[Any]:
    due = rows.subquery("due")
    return select(due.c.id, due.c.person_id, due.c.state, handover.c.known_at).outerjoin_from(
        due, handover, (handover.c.what == code) & (handover.c.subject_id == due.c.id)
    )


_SEATS = _kind("where", "s", seat, SeatState.CONFIRMED.value)
"""A seat that is paid is reminded of its group's end; whatever became of it later may be asked where it goes."""
_ORDERS = _kind("where_order", "o", purchase, OrderState.PLACED.value)
_KINDS = (_SEATS, _ORDERS)


def ask_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Owe the question to whom it is due, at most `limit`, passing over `besides`; returns how many were looked at."""
    asked = 0
    for kind in _KINDS:
        values = {"at": tx.now, "most": limit - asked, "besides": passed_over(besides, kind.what)}
        asked += _ask(tx, kind, tx.all(kind.due, values)) if asked < limit else 0
    return asked


def ask_one(tx: Transaction, due: Due) -> int:
    """The same for one of them alone."""
    kind = _ORDERS if due.what == _ORDERS.what else _SEATS
    return _ask(tx, kind, tx.all(kind.one, {"at": tx.now, "number": due.id}))


def due_to_ask(tx: Transaction, limit: int) -> list[Due]:
    """What is to be asked about, by name, the earliest first, at most `limit`."""
    asked = {"at": tx.now, "most": limit}
    names = [Due(kind.what, row.id) for kind in _KINDS for row in tx.all(kind.names, asked)]
    return names[:limit]


def _ask(tx: Transaction, kind: _Kind, rows: Sequence[Found]) -> int:
    if not rows:
        return 0
    silent = [row for row in rows if row.state == kind.waits and row.known_at is None]
    owe(tx, *(Notice("ask_where", row.id, row.person_id, kind.code) for row in silent))
    tx.write(kind.done, [{"id_": row.id} for row in rows])
    return len(rows)
