"""The inbox: an event that wrote is remembered with its answer, so that it is answered once."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.tables import inbox
from storage.transaction import Conflict, Transaction
from storage.upsert import or_nothing

_SEEN = select(inbox.c.answer).where(inbox.c.event_id == bindparam("event_id"))
_KEEP = or_nothing(inbox, ["event_id"])
_FORGET = delete(inbox).where(inbox.c.at < bindparam("before"))


def seen(tx: Transaction, event_id: str) -> str | None:
    """The stored answer to this event, or None if it is new."""
    answer: str | None = tx.value(_SEEN, {"event_id": event_id})
    return answer


def keep(tx: Transaction, event_id: str, answer: str) -> None:
    """Store an event's answer. Raises Conflict where the same event was answered meanwhile: run it again."""
    if tx.write(_KEEP[tx.dialect], {"event_id": event_id, "answer": answer, "at": tx.now}) != 1:
        raise Conflict


def forget(tx: Transaction, before: datetime) -> int:
    """Drop what is older than `before`; returns how many."""
    return tx.write(_FORGET, {"before": before})
