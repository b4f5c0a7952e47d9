"""Claims on the outbox: rows are taken on a lease, sent, and settled by whoever still holds that lease."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import bindparam, case, func, select, update

from storage.outbox import Lane
from storage.tables import outbox
from storage.transaction import Found, Transaction

End: TypeAlias = Literal["sent", "dropped", "unknown", "unreachable"]

_LOCK = 5_210_418
"""PostgreSQL's advisory lock number for "a relay is claiming": any constant that no one else uses."""

_ALONE = select(func.pg_try_advisory_xact_lock(_LOCK))

ATTEMPTS = 20
"""After so many, news of money that may have arrived are not said once more."""

_NOW, _UNTIL = (
    bindparam("now", type_=outbox.c.due_at.type),
    bindparam("until", type_=outbox.c.due_at.type),
)
_LANE = outbox.c.lane == bindparam("of_lane")
_SAID_TWICE = (outbox.c.lane == Lane.MONEY.value) & (outbox.c.attempts < ATTEMPTS)
_DUE = (outbox.c.state == "owed") & (outbox.c.due_at <= _NOW)
_BUSY = select(outbox.c.person_id).where(
    outbox.c.state.in_(["leased", "sending"]), outbox.c.person_id != 0
)
"""People to whom somebody is speaking: what comes next for them waits, so that they hear things in order."""

_ANY = select(outbox.c.id).where(_DUE, _LANE).limit(1)
_LEASED = (outbox.c.id == bindparam("id_")) & (
    outbox.c.leased_until == bindparam("lease", type_=outbox.c.due_at.type)
)


@dataclass(frozen=True, slots=True)
class Owed:
    """A claimed row. `lease` is the moment until which it is ours, and the proof of it; `attempts` were begun."""

    id: int
    bot: int
    kind: str
    subject_id: int
    person_id: int
    detail: str
    lane: Lane
    generation: int
    due_at: datetime
    stale_at: datetime | None
    attempts: int
    created_at: datetime
    lease: datetime


_CHOSEN = (
    select(outbox.c.id)
    .where(_DUE, _LANE, outbox.c.person_id.not_in(_BUSY.scalar_subquery()))
    .order_by(outbox.c.due_at, outbox.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("chosen")
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(select(_CHOSEN.c.id)))
    .values(state="leased", leased_until=_UNTIL)
    .returning(*outbox.c)
)
_TAKE_OVER = (
    update(outbox)
    .where(outbox.c.state.in_(["leased", "sending"]), outbox.c.leased_until <= _NOW)
    .values(
        state=case(
            (outbox.c.state == "leased", "owed"),
            (_SAID_TWICE, "owed"),
            else_="unknown",
        ),
        settled_at=case((outbox.c.state == "leased", None), (_SAID_TWICE, None), else_=_NOW),
    )
)
_PAST = (outbox.c.state == "owed") & (outbox.c.stale_at <= _NOW)
"""Asked every tick: straight from ix_outbox_stale, however much waits (and so not for what is due)."""

_STALE = (
    select(outbox.c.id)
    .where(_PAST)
    .order_by(outbox.c.stale_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
    .cte("stale")
)
_ANY_STALE = select(outbox.c.id).where(_PAST).order_by(outbox.c.stale_at).limit(1)
_DROP_STALE = (
    update(outbox)
    .where(outbox.c.id.in_(select(_STALE.c.id)))
    .values(state="dropped", error="stale", settled_at=_NOW)
    .returning(outbox.c.id)
)
_BEGIN = (
    update(outbox)
    .where(_LEASED, outbox.c.state == "leased")
    .values(state="sending", attempts=outbox.c.attempts + 1, leased_until=_UNTIL)
)
_SETTLE = (
    update(outbox)
    .where(_LEASED)
    .values(state=bindparam("end"), error=bindparam("why"), settled_at=_NOW)
)
_GIVE_BACK = (
    update(outbox)
    .where(_LEASED, outbox.c.state.in_(["leased", "sending"]))
    .values(
        state="owed",
        due_at=bindparam("again", type_=outbox.c.due_at.type),
        attempts=outbox.c.attempts + bindparam("tried"),
        error=bindparam("why"),
    )
)
_SAME = outbox.c.generation == bindparam("seen")
_SETTLE_NEWEST = (
    update(outbox)
    .where(_LEASED, outbox.c.state == "leased")
    .values(
        state=case((_SAME, bindparam("end")), else_="owed"),
        due_at=bindparam("again", type_=outbox.c.due_at.type),
        error=bindparam("why"),
        settled_at=_NOW,
    )
)
_OWE_AGAIN = (
    update(outbox)
    .where(
        outbox.c.state == "unreachable",
        outbox.c.person_id == bindparam("person"),
        outbox.c.stale_at.is_(None) | (outbox.c.stale_at > _NOW),
    )
    .values(state="owed", due_at=_NOW, settled_at=None, error=None)
)


_EXPIRED = (
    select(outbox.c.id)
    .where(outbox.c.state.in_(["leased", "sending"]), outbox.c.leased_until <= _NOW)
    .limit(1)
)


def is_due(tx: Transaction, *lanes: Lane) -> bool:
    """Whether there is anything to send now in these lanes, or a lease that ran out: only a look."""
    return tx.first(_EXPIRED, {"now": tx.now}) is not None or any(
        tx.first(_ANY, {"now": tx.now, "of_lane": lane}) is not None for lane in lanes
    )


def take_over(tx: Transaction) -> int:
    """What a relay that died had claimed is owed again, and how much that was.

    A row whose sending had begun may have arrived: only news of money are said again then, and not for ever; others
    are `unknown`.
    """
    return tx.write(_TAKE_OVER, {"now": tx.now})


def is_stale(tx: Transaction) -> bool:
    """Whether anything is past its `stale_at`: only a look."""
    return tx.first(_ANY_STALE, {"now": tx.now}) is not None


def drop_stale(tx: Transaction, limit: int = 500) -> int:
    """Drop what is past its `stale_at` unsent, and say how many."""
    return len(tx.returning(_DROP_STALE, {"now": tx.now, "most": limit}))


def claim(tx: Transaction, lane: Lane, limit: int, lease: timedelta) -> tuple[Owed, ...]:
    """Take up to `limit` due rows of a lane for as long as `lease`, in the order in which they fell due.

    One person's rows are with one relay at a time. Empty too while another process is claiming at this moment.
    """
    if tx.dialect == "postgresql" and not tx.value(_ALONE):
        return ()
    values = {"now": tx.now, "until": tx.now + lease, "of_lane": lane, "most": limit}
    rows = [_read(row) for row in tx.returning(_CLAIM, values)]
    return tuple(sorted(rows, key=lambda owed: (owed.due_at, owed.id)))


def begin(tx: Transaction, owed: Owed, lease: timedelta) -> Owed | None:
    """Write down that from now on it may be out, with a new lease; None where ours was taken over."""
    until = max(tx.now + lease, owed.lease + timedelta(milliseconds=1))
    values = {"id_": owed.id, "lease": owed.lease, "until": until}
    if not tx.write(_BEGIN, values):
        return None
    return replace(owed, lease=until, attempts=owed.attempts + 1)


def settle(tx: Transaction, owed: Owed, end: End, why: str = "") -> bool:
    """That is what became of it; False, with nothing written, where another has claimed it since.

    A row that was taken over and not claimed yet is settled all the same: whoever was merely slow knows what became
    of it, and nobody says it twice.
    """
    values = {
        "id_": owed.id,
        "lease": owed.lease,
        "now": tx.now,
        "end": end,
        "why": why[:400] or None,
    }
    return bool(tx.write(_SETTLE, values))


def give_back(
    tx: Transaction, owed: Sequence[Owed], again: datetime, why: str = "", *, tried: int = 0
) -> None:
    """It is not out: owed once more, the first from `again` on and the others right after it, in this order.

    `tried` counts an attempt that was not begun with `begin`.
    """
    for place, one in enumerate(owed):
        values = {
            "id_": one.id,
            "lease": one.lease,
            "again": again + timedelta(milliseconds=place),
            "tried": tried,
            "why": why[:400] or None,
        }
        tx.write(_GIVE_BACK, values)


def settle_newest(
    tx: Transaction, owed: Owed, again: datetime, end: End = "sent", why: str = ""
) -> None:
    """Its newest state was shown (or is given up: `end`), unless it was owed anew since the claim.

    Then it goes on, from `again` on, which also holds back what is owed anew after this.
    """
    values = {"id_": owed.id, "lease": owed.lease, "now": tx.now, "again": again, "end": end}
    tx.write(_SETTLE_NEWEST, {**values, "seen": owed.generation, "why": why[:400] or None})


def owe_again(tx: Transaction, person_id: int) -> int:
    """They are reached again: what could not reach them is owed once more, unless it is stale by now."""
    return tx.write(_OWE_AGAIN, {"person": person_id, "now": tx.now})


def _read(row: Found) -> Owed:
    return Owed(
        id=row.id,
        bot=row.bot,
        kind=row.kind,
        subject_id=row.subject_id,
        person_id=row.person_id,
        detail=row.detail,
        lane=Lane(row.lane),
        generation=row.generation,
        due_at=row.due_at,
        stale_at=row.stale_at,
        attempts=row.attempts,
        created_at=row.created_at,
        lease=row.leased_until,
    )
