"""Gathering: notices that are not said one by one but bound into a bundle, and said in one message later."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, select, text, update

from storage.claiming import Owed
from storage.outbox import DAILY, Notice, owe
from storage.tables import outbox
from storage.transaction import Found, Transaction

_NOW = bindparam("now", type_=outbox.c.due_at.type)
_THEIRS = (
    text("outbox.lane = 4"),  # as the partial index says it
    outbox.c.person_id == bindparam("whose"),
    outbox.c.kind == DAILY,
)
_WAITING = (outbox.c.state == "owed") & (outbox.c.attempts == 0)
_OPEN = select(outbox.c.subject_id).where(*_THEIRS, _WAITING).order_by(outbox.c.id).limit(1)
_LAST = select(func.max(outbox.c.settled_at)).where(
    *_THEIRS, outbox.c.state.in_(["sent", "unknown"])
)
_BIND = (
    update(outbox)
    .where(
        outbox.c.id == bindparam("id_"),
        outbox.c.leased_until == bindparam("lease", type_=outbox.c.due_at.type),
        outbox.c.state == "leased",
    )
    .values(state="gathered", bundle=bindparam("into"), settled_at=_NOW)
)
_BOUND = (
    select(*outbox.c["id", "kind", "subject_id", "detail", "stale_at"])
    .where(
        outbox.c.bundle == bindparam("of"),
        outbox.c.person_id == bindparam("whose"),
        outbox.c.state == "gathered",
    )
    .order_by(outbox.c.id)
)
_MOVE = (
    update(outbox)
    .where(*_THEIRS, _WAITING)
    .values(due_at=bindparam("at", type_=outbox.c.due_at.type))
)


def gather(tx: Transaction, owed: Owed, at: datetime) -> bool:
    """Put a claimed row into its person's open bundle, or into a new one that is said `at`.

    A bundle has the number of the first row in it. False, with nothing written, where another has claimed the row.
    One person's rows are with one relay at a time, so that no bundle is said while something is put into it.
    """
    opened = tx.value(_OPEN, {"whose": owed.person_id})
    into = owed.id if opened is None else int(opened)
    values = {"id_": owed.id, "lease": owed.lease, "into": into, "now": tx.now}
    if not tx.write(_BIND, values):
        return False
    if opened is None:
        owe(tx, Notice(DAILY, into, owed.person_id, str(owed.generation), due_at=at))
    return True


def bound(tx: Transaction, bundle: int, person_id: int) -> Sequence[Found]:
    """What lies in a bundle, in the order in which it was owed: id, kind, subject_id, detail, stale_at."""
    return tx.all(_BOUND, {"of": bundle, "whose": person_id})


def move(tx: Transaction, person_id: int, at: datetime) -> bool:
    """Say the open bundle then instead; False where there is none."""
    return tx.write(_MOVE, {"whose": person_id, "at": at}) > 0


def last_said(tx: Transaction, person_id: int) -> datetime | None:
    """When a bundle was said to somebody for the last time."""
    said = tx.value(_LAST, {"whose": person_id})
    return said if isinstance(said, datetime) else None
