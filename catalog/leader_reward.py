"""What a deal promises whoever opens a group of it, once that has succeeded: pure values."""

from dataclasses import dataclass
from enum import StrEnum

MOST_SHARE = 5_000
"""Hundredths of a percent of what the others pay that a leader may be promised: one half."""


class RewardKind(StrEnum):
    """How a leader is rewarded."""

    FREE_SEAT = "free_seat"
    FIXED = "fixed"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class LeaderReward:
    """A leader's reward. `value`: minor units of the shop's currency (FIXED), or hundredths of a percent (SHARE).

    FREE_SEAT gives back what one unit of the leader's own order came to, and has no value.
    """

    kind: RewardKind
    value: int = 0


def read_reward(kind: str | None, value: int | None) -> LeaderReward | None:
    """What two columns of terms say; nothing is None."""
    return None if kind is None else LeaderReward(RewardKind(kind), value or 0)
