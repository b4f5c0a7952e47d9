"""Errands: work that takes longer than a turn is owed in the turn's commit, and done by whoever claims it on a lease.

Whoever does one may die at any moment, so an errand is begun again from its start: what it does must bear that.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal, TypeAlias

from sqlalchemy import bindparam, func, insert, select, update

from storage.errand_tables import errand
from storage.transaction import Found, Transaction

End: TypeAlias = Literal["done", "failed"]

_LOCK = 5_210_419
"""PostgreSQL's advisory lock number for "somebody is claiming an errand"."""

_ALONE = select(func.pg_try_advisory_xact_lock(_LOCK))
_OWE = insert(errand)
_FIND = select(*errand.c).where(errand.c.id == bindparam("id_"))
_LATEST = (
    select(*errand.c)
    .where(errand.c.shop_id == bindparam("shop"), errand.c.kind == bindparam("kind_"))
    .order_by(errand.c.id.desc())
    .limit(bindparam("most"))
)
_NOW, _UNTIL = (
    bindparam("now", type_=errand.c.due_at.type),
    bindparam("until", type_=errand.c.due_at.type),
)
_BUSY = select(errand.c.shop_id).where(errand.c.state == "leased", errand.c.leased_until > _NOW)
"""Shops for which somebody is at it: what comes next for them waits."""

_FREE = ((errand.c.state == "owed") & (errand.c.due_at <= _NOW)) | (
    (errand.c.state == "leased") & (errand.c.leased_until <= _NOW)
)
_OURS = errand.c.bot.in_(bindparam("bots", expanding=True))
_ANY = (
    select(errand.c.id)
    .where(_FREE, _OURS, errand.c.shop_id.not_in(_BUSY.scalar_subquery()))
    .order_by(errand.c.due_at, errand.c.id)
    .limit(1)
)
_CHOSEN = _ANY.with_for_update(skip_locked=True).cte("chosen")
_CLAIM = (
    update(errand)
    .where(errand.c.id.in_(select(_CHOSEN.c.id)))
    .values(state="leased", leased_until=_UNTIL, attempts=errand.c.attempts + 1)
    .returning(*errand.c)
)
_LEASED = (
    errand.c.id == bindparam("id_"),
    errand.c.state == "leased",
    errand.c.leased_until == bindparam("lease", type_=errand.c.due_at.type),
)
_RENEW = update(errand).where(*_LEASED).values(leased_until=_UNTIL)
_SHOWN = (
    update(errand).where(errand.c.id == bindparam("id_")).values(message_id=bindparam("message"))
)
_SETTLE = (
    update(errand)
    .where(*_LEASED)
    .values(state=bindparam("end"), error=bindparam("why"), settled_at=_NOW)
)
_GIVE_BACK = (
    update(errand)
    .where(*_LEASED)
    .values(
        state="owed",
        due_at=bindparam("again", type_=errand.c.due_at.type),
        attempts=errand.c.attempts - bindparam("untried"),
        error=bindparam("why"),
    )
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An errand to be owed: `kind` of work in a shop for a person, told about in `chat`.

    `message_id`: a message of ours there that may show how far it is.
    """

    kind: str
    bot: int
    chat: int
    person_id: int
    shop_id: int
    work: Mapping[str, str | int]
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Errand(Wanted):
    """An errand in the books; `lease` is the proof that it is ours, `attempts` counts this one."""

    id: int = 0
    state: str = "owed"
    attempts: int = 0
    created_at: datetime | None = None
    lease: datetime | None = None


def owe(tx: Transaction, wanted: Wanted) -> int:
    """Owe it from now on; gives its number."""
    row = {
        "kind": wanted.kind,
        "bot": wanted.bot,
        "chat": wanted.chat,
        "person_id": wanted.person_id,
        "shop_id": wanted.shop_id,
        "work": json.dumps(dict(wanted.work)),
        "message_id": wanted.message_id,
        "due_at": tx.now,
        "created_at": tx.now,
    }
    return tx.add(_OWE, row)


def find(tx: Transaction, errand_id: int) -> Errand | None:
    """An errand in whatever state, or None."""
    row = tx.first(_FIND, {"id_": errand_id})
    return None if row is None else _read(row)


def latest(tx: Transaction, shop_id: int, kind: str, most: int) -> Sequence[Errand]:
    """What was asked for in a shop, the newest first."""
    asked = {"shop": shop_id, "kind_": kind, "most": most}
    return tuple(map(_read, tx.all(_LATEST, asked)))


def is_due(tx: Transaction, bots: Collection[int]) -> bool:
    """Whether there is anything to do for these bots: only a look."""
    return tx.first(_ANY, {"now": tx.now, "bots": list(bots)}) is not None


def claim(tx: Transaction, bots: Collection[int], lease: timedelta) -> Errand | None:
    """Take the one that waits longest, in a shop where nobody is at it; None where there is none.

    None too while another process is claiming at this moment.
    """
    if tx.dialect == "postgresql" and not tx.value(_ALONE):
        return None
    values = {"now": tx.now, "until": tx.now + lease, "bots": list(bots)}
    rows = tx.returning(_CLAIM, values)
    return _read(rows[0]) if rows else None


def renew(tx: Transaction, mine: Errand, lease: timedelta) -> Errand | None:
    """Keep it for so long from now on; None where another has taken it over."""
    until = tx.now + lease
    if not tx.write(_RENEW, {**_proof(mine), "until": until}):
        return None
    return replace(mine, lease=until)


def shown(tx: Transaction, errand_id: int, message_id: int) -> None:
    """From now on that message shows how far it is."""
    tx.write(_SHOWN, {"id_": errand_id, "message": message_id})


def settle(tx: Transaction, mine: Errand, end: End, why: str = "") -> bool:
    """That is what became of it; False, with nothing written, where another has taken it over."""
    values = {**_proof(mine), "now": tx.now, "end": end, "why": why[:400] or None}
    return bool(tx.write(_SETTLE, values))


def give_back(
    tx: Transaction, mine: Errand, again: datetime, why: str = "", *, tried: bool = True
) -> None:
    """It is owed once more, from `again` on; what was broken off by us was not `tried`."""
    values = {**_proof(mine), "again": again, "untried": int(not tried), "why": why[:400] or None}
    tx.write(_GIVE_BACK, values)


def _proof(mine: Errand) -> dict[str, Any]:
    return {"id_": mine.id, "lease": mine.lease}


def _read(row: Found) -> Errand:
    return Errand(
        kind=row.kind,
        bot=row.bot,
        chat=row.chat,
        person_id=row.person_id,
        shop_id=row.shop_id,
        work=json.loads(row.work),
        message_id=row.message_id,
        id=row.id,
        state=row.state,
        attempts=row.attempts,
        created_at=row.created_at,
        lease=row.leased_until,
    )
