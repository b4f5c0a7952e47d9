"""What a leader is due, and when it thaws: pure rules."""

from datetime import datetime, timedelta

from catalog.leader_reward import LeaderReward, RewardKind
from catalog.pricing import WHOLE
from groupbuys.rewards.model import Standing

AGAIN = timedelta(days=1)
"""So often a reward is looked at whose goods are not all with their buyers."""

LEAST = 100
"""Minor units that a place costs at least, however much credit there is: whoever takes money takes no less."""

_STARS = "XTR"


def due(terms: LeaderReward, minimum: int, of: Standing) -> int:
    """What a leader is due for the orders that stand, in minor units; a group needs `minimum` of them.

    Never more than other people have really paid. A free seat is what one unit of the leader's own order came to, a
    share is of what the others paid, rounded down; a fixed amount is due wholly or not at all.
    """
    return max(0, min(_earned(terms, minimum, of), of.others))


def _earned(terms: LeaderReward, minimum: int, of: Standing) -> int:
    match terms.kind:
        case RewardKind.FREE_SEAT:
            return of.own // of.units if of.units else 0
        case RewardKind.SHARE:
            return of.others * terms.value // WHOLE
        case RewardKind.FIXED:
            return terms.value if of.orders >= minimum else 0


def next_look(
    now: datetime, over_at: datetime | None, until: datetime, *, waits: bool
) -> tuple[datetime, bool] | None:
    """When to look again at a frozen reward, and whether it thaws then; None: it thaws now.

    `over_at`: when the last return period ends that has begun; `waits`: goods are not sent yet, or argued about.
    """
    if now >= until:
        return None
    if waits:
        return min(until, now + AGAIN), False
    if over_at is None or over_at <= now:
        return None
    return min(until, over_at), True


def usable(balance: int, total: int, currency: str) -> int:
    """How much of a credit lowers a purchase of that much, in minor units: something is left to pay."""
    least = 1 if currency == _STARS else LEAST
    return max(0, min(balance, total - least))
