"""The clocks of after-sales: whoever is silent too long is reminded once, and then the clock decides, once."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from sqlalchemy import bindparam, select

from groupbuys.claims import books, settling, telling
from groupbuys.claims.model import Act, Claim, ClaimState, Deed, Outcome, Remedy, Side
from groupbuys.claims.rules import ruling
from groupbuys.claims.tables import claim
from groupbuys.due import Due, passed_over
from storage.transaction import Transaction

_OVERDUE = (
    select(claim.c.id)
    .where(
        claim.c.due_at <= bindparam("at"),
        claim.c.id.not_in(bindparam("besides", expanding=True)),
    )
    .order_by(claim.c.due_at, claim.c.id)
    .limit(bindparam("most"))
)
_TO_REMIND = (
    select(claim.c.id)
    .where(
        claim.c.remind_at <= bindparam("at"),
        claim.c.id.not_in(bindparam("besides", expanding=True)),
    )
    .order_by(claim.c.remind_at, claim.c.id)
    .limit(bindparam("most"))
)
_REMEDIES = {
    Outcome.PART: Remedy.PART,
    Outcome.FULL: Remedy.FULL,
    Outcome.BUYER: Remedy.FULL,
    Outcome.REPLACEMENT: Remedy.REPLACEMENT,
}


def decide_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Decide the claims whose time is over, at most `limit`; returns how many. Each under its own lock."""
    return sum(decide_one(tx, due) for due in due_to_decide(tx, limit, besides))


def due_to_decide(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> list[Due]:
    """The claims whose time is over, by name, the longest overdue first."""
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "claim")}
    return [Due("claim", row.id) for row in tx.all(_OVERDUE, values)]


def decide_one(tx: Transaction, due: Due) -> int:
    """Decide one claim, if its time is over: 1, so that it can be counted."""
    of = books.locked(tx, due.id)
    if of is None or of.due_at is None or of.due_at > tx.now:
        return 1
    closed = _rule(tx, replace(of, answered_at=_answered(tx, of)))
    remedy = _REMEDIES.get(closed.outcome)
    amount = closed.amount if remedy else None
    step_id = books.step(tx, closed, Act(Side.CLOCK, Deed.RULED, remedy=remedy, amount=amount))
    telling.tell_buyer(tx, closed, step_id, money=remedy in {Remedy.PART, Remedy.FULL})
    telling.tell_shop(tx, closed, step_id)
    return 1


def remind_due(tx: Transaction, limit: int = 100, besides: Collection[Due] = ()) -> int:
    """Owe the reminders that are due, at most `limit` claims; returns how many claims were looked at."""
    return sum(remind_one(tx, due) for due in due_to_remind(tx, limit, besides))


def due_to_remind(tx: Transaction, limit: int, besides: Collection[Due] = ()) -> list[Due]:
    """The claims about which somebody is to be reminded, by name."""
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "claim_word")}
    return [Due("claim_word", row.id) for row in tx.all(_TO_REMIND, values)]


def remind_one(tx: Transaction, due: Due) -> int:
    """Remind about one claim, if it still waits: 1, so that it can be counted."""
    of = books.locked(tx, due.id)
    if of is not None and of.remind_at is not None and of.remind_at <= tx.now:
        if of.due_at is not None and tx.now < of.due_at:
            telling.remind(tx, of)
        books.save(tx, replace(of, remind_at=None))
    return 1


def _answered(tx: Transaction, of: Claim) -> datetime | None:
    """A shop that never answered has taken all of its time."""
    return of.answered_at or (tx.now if of.state is ClaimState.SHOP else None)


def _rule(tx: Transaction, of: Claim) -> Claim:
    outcome = ruling(of)
    if outcome is Outcome.PART:
        return settling.give_part(tx, of, of.amount) or settling.give_all(tx, of)
    if outcome is Outcome.FULL:
        return settling.give_all(tx, of)
    return settling.close(tx, of, outcome)
