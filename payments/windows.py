"""Holds do not last for ever: by when what is held has to be taken, and what is therefore taken early."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from payments.account import Kind, kind_of

EARLY = timedelta(days=1)
"""How long before a hold runs out it is captured: time for a provider that is away, and for somebody to look."""

_HALF, _QUARTER = 2, 4
"""Of a hold that lasts for less than two days: captured at half time; a close is waited for until three quarters."""

CARD = timedelta(days=7)
"""Stripe, "Place a hold on a payment method": what a customer pays online with a card is held for seven days."""

_WINDOWS = {Kind.STRIPE: CARD}
"""By kind of account; the others hold until somebody says otherwise."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Leave it held; look again at `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class CaptureEarly:
    """Take it now, all of it. Should its group buy come to nothing, it goes back as a refund."""


Decision: TypeAlias = Wait | CaptureEarly


def capture_rule(
    now: datetime, authorised_at: datetime, runs_out_at: datetime, closes_at: datetime | None
) -> Decision:
    """Whether money that is held for a group buy is to be captured before the group buy has closed.

    A day before its hold runs out it is captured, unless the group buy closes at least half a day before: then the
    close decides. A hold that lasts for less than two days counts in halves and quarters of itself. `closes_at` None,
    or past: there is no close to wait for.
    """
    early, spare = _margins(authorised_at, runs_out_at)
    if closes_at is not None and now < closes_at <= runs_out_at - spare:
        return Wait(closes_at)
    due = runs_out_at - early
    return Wait(due) if now < due else CaptureEarly()


def hold_of(provider: str, taken_at: datetime) -> tuple[datetime, datetime] | tuple[None, None]:
    """When the hold of a payment that came just now runs out, and when to look at it first; None: never.

    `provider` is its name in the books.
    """
    kind = kind_of(provider)
    if kind is None or kind not in _WINDOWS:
        return None, None
    runs_out_at = taken_at + _WINDOWS[kind]
    return runs_out_at, first_look(taken_at, runs_out_at)


def first_look(authorised_at: datetime, runs_out_at: datetime) -> datetime:
    """Before this moment the rule never captures."""
    return runs_out_at - _margins(authorised_at, runs_out_at)[0]


def _margins(authorised_at: datetime, runs_out_at: datetime) -> tuple[timedelta, timedelta]:
    lasts = max(runs_out_at - authorised_at, timedelta())
    return min(EARLY, lasts / _HALF), min(EARLY / _HALF, lasts / _QUARTER)
