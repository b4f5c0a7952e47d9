"""Extending a group buy once: a rule of its deal, for a group that still misses people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from catalog.tables import deal, terms
from groupbuys import books
from groupbuys.facts import locked_group
from groupbuys.leading.lead_tables import extension
from groupbuys.leading.model import No
from groupbuys.model import GroupBuy, GroupState, SeatState
from groupbuys.reminders import renew_reminders
from groupbuys.tables import seat
from storage.outbox import Notice, owe, owe_anew
from storage.transaction import Transaction
from storage.upsert import or_nothing

_RULE = (
    select(
        terms.c.extension_seconds,
        deal.c.ends_at,
        deal.c.state,
        extension.c.was,
    )
    .join_from(terms, deal, deal.c.id == terms.c.deal_id)
    .outerjoin(extension, extension.c.group_buy_id == bindparam("group_buy_id"))
    .where(terms.c.id == bindparam("terms_id"))
)
_EXTEND = or_nothing(extension, ["group_buy_id"])
_IN = (
    select(seat.c.person_id)
    .where(
        seat.c.group_buy_id == bindparam("group_buy_id"),
        seat.c.state.in_([SeatState.HELD.value, SeatState.PAID.value]),
        seat.c.person_id != bindparam("besides"),
    )
    .order_by(seat.c.person_id)
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What the terms of a group buy say of extending it: by `length`, once.

    `was`: when it closed before, None where it was not extended.
    `ends_at`: the end of its deal, which no group outlives; `over`: the deal was ended by hand.
    """

    length: timedelta
    was: datetime | None = None
    ends_at: datetime | None = None
    over: bool = False

    def until(self, closes_at: datetime) -> datetime:
        """When a group that closes then would close if it were extended."""
        longer = closes_at + self.length
        return longer if self.ends_at is None else max(closes_at, min(longer, self.ends_at))


def rule(tx: Transaction, group: GroupBuy) -> Rule | None:
    """What a group buy was opened with; None where nobody may extend it."""
    row = tx.first(_RULE, {"group_buy_id": group.id, "terms_id": group.terms_id})
    if row is None or row.extension_seconds is None:
        return None
    length = timedelta(seconds=row.extension_seconds)
    return Rule(length, row.was, row.ends_at, row.state in {"ended", "cancelled"})


def may_extend(found: Rule | None, group: GroupBuy, now: datetime) -> No | datetime:
    """When this group buy would close if it were extended now, or why it cannot be."""
    closes_at = group.closes_at
    if group.state is not GroupState.FORMING or closes_at is None or closes_at <= now:
        return No.CLOSED
    if found is None:
        return No.NO_RULE
    if found.was is not None:
        return No.USED
    if not group.missing:
        return No.ENOUGH
    until = found.until(closes_at)
    return No.NO_ROOM if found.over or until <= closes_at else until


def extend(tx: Transaction, person_id: int, group_buy_id: int) -> GroupBuy | No:
    """Let a group buy look for people for longer, once; everybody in it is told, once, and reminded of its new end."""
    group = locked_group(tx, group_buy_id)
    if group is None or group.leader_id != person_id:
        return No.NOT_LEADING
    until = may_extend(rule(tx, group), group, tx.now)
    if isinstance(until, No):
        return until
    done = {"group_buy_id": group.id, "person_id": person_id, "was": group.closes_at, "at": tx.now}
    if not tx.write(_EXTEND[tx.dialect], done):
        return No.USED
    extended = books.save(tx, replace(group, closes_at=until))
    renew_reminders(tx, group.id, later=True)
    owe_anew(tx, Notice("cards", group.id))
    members = tx.all(_IN, {"group_buy_id": group.id, "besides": person_id})
    owe(tx, *(Notice("extended", group.id, one.person_id, stale_at=until) for one in members))
    return extended
