"""Alarms: what whoever runs the shop must look at, kept until it was told."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import alarm
from storage.transaction import Found, Transaction
from storage.upsert import Upsert

MONEY_STUCK = "money_stuck"
"""The kind about a money step (its `subject_id`) that keeps failing."""

AGAIN = timedelta(days=1)
"""After this the same trouble is news again: it goes on, or it has come back."""


def _raising() -> Upsert:
    made = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        row = dialect.insert(alarm)
        made[name] = row.on_conflict_do_update(
            index_elements=["kind", "subject_id"],
            set_={"text": row.excluded.text, "at": row.excluded.at, "told_at": None},
            where=alarm.c.told_at <= bindparam("long_ago", type_=alarm.c.told_at.type),
        )
    return Upsert(made)


_RAISE = _raising()
_UNTOLD = select(alarm).where(alarm.c.told_at.is_(None)).order_by(alarm.c.id)
_TOLD = (
    update(alarm)
    .where(alarm.c.id == bindparam("id_"))
    .values(told_at=bindparam("moment"), chat=bindparam("to_chat"))
)
_TOLD_THERE = select(alarm).where(
    alarm.c.id == bindparam("id_"), alarm.c.chat == bindparam("in_chat")
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What happened, to which row, in words for the operator."""

    id: int
    kind: str
    subject_id: int
    text: str
    at: datetime


def raise_alarm(tx: Transaction, kind: str, subject_id: int, text: str) -> None:
    """Raise an alarm about a kind and row: told once, and again where it is raised a day after that.

    `text`: at most 400 characters are kept, without secrets.
    """
    row = {"kind": kind, "subject_id": subject_id, "text": text[:400], "at": tx.now}
    tx.write(_RAISE[tx.dialect], {**row, "long_ago": tx.now - AGAIN})


def untold(tx: Transaction) -> tuple[Alarm, ...]:
    """The alarms that nobody was told of yet, oldest first."""
    return tuple(map(_read, tx.all(_UNTOLD)))


def told(tx: Transaction, alarm_id: int, chat: int) -> None:
    """The operator has heard of it, in this chat."""
    tx.write(_TOLD, {"id_": alarm_id, "moment": tx.now, "to_chat": chat})


def told_in(tx: Transaction, alarm_id: int, chat: int) -> Alarm | None:
    """An alarm that this chat was told of; None for every other one, so that nobody else can do anything about it."""
    row = tx.first(_TOLD_THERE, {"id_": alarm_id, "in_chat": chat})
    return None if row is None else _read(row)


def _read(row: Found) -> Alarm:
    return Alarm(row.id, row.kind, row.subject_id, row.text, row.at)
