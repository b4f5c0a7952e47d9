"""What an attempt to send means for the row that it was about: pure rules."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from storage.claiming import ATTEMPTS, End, Owed
from storage.outbox import Lane

LONGEST_WAIT = timedelta(minutes=10)
"""Between two attempts at one message."""

GIVE_UP_AFTER = timedelta(days=3)
"""How long a message that keeps failing is worth trying; whom it is for can still ask."""

_ENOUGH = 10
"""Attempts that are made in any case: a message that waited out a long standstill gets its chance."""


@dataclass(frozen=True, slots=True)
class Over:
    """The row is settled."""

    end: End
    why: str = ""


@dataclass(frozen=True, slots=True)
class Again:
    """The row is owed once more, `after` that long."""

    after: timedelta
    why: str


Verdict: TypeAlias = Over | Again


def judge(owed: Owed, outcome: Outcome, now: datetime) -> Verdict:
    """What becomes of a row after this outcome; `owed.attempts` counts this attempt already."""
    match outcome:
        case Sent():
            return Over("sent")
        case Unreachable(reason=reason, message_only=True):
            return Over("dropped", reason)
        case Unreachable(reason=reason):
            return Over("unreachable", reason)
        case TryLater(maybe_sent=True, reason=reason) if not _is_said_twice(owed):
            return Over("unknown", reason)
        case TryLater(after=after, reason=reason):
            if _is_hopeless(owed, now):
                return Over("dropped", f"gave up: {reason}")
            return Again(
                backoff(owed.attempts) if after is None else timedelta(seconds=after), reason
            )


def _is_said_twice(owed: Owed) -> bool:
    """Better twice than never, where money is concerned; but nobody is told the same a hundred times."""
    return owed.lane is Lane.MONEY and owed.attempts < ATTEMPTS


def backoff(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 2 s, 4 s, 8 s ... ten minutes."""
    return min(timedelta(seconds=2 ** min(attempts, 20)), LONGEST_WAIT)


def _is_hopeless(owed: Owed, now: datetime) -> bool:
    return owed.attempts >= _ENOUGH and now - owed.created_at > GIVE_UP_AFTER
