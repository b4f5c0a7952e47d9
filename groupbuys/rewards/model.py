"""The values of leaders' rewards and of their credit."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from catalog.leader_reward import LeaderReward
from catalog.money import Money
from groupbuys.claims.rules import RETURN

FROZEN = RETURN
"""A reward is frozen until so long after the last order of its group was received: then nobody changes their mind."""

LONGEST = timedelta(days=60)
"""So long after its group succeeded a reward thaws even where goods were never sent, or are argued about."""


class RewardState(StrEnum):
    """The life of a reward."""

    FROZEN = "frozen"
    THAWED = "thawed"
    GONE = "gone"
    """All of it was taken back before it thawed."""


class Why(StrEnum):
    """Why a credit changed."""

    EARNED = "earned"
    THAWED = "thawed"
    RETURNED = "returned"
    """An order of the group was taken back."""
    PART = "part"
    """Some of an order's money went back."""
    UNCLAIMED = "unclaimed"
    """Orders that are paid at pickup were never fetched."""
    USED = "used"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Standing:
    """What still stands of a group's orders; money in minor units.

    `orders`: how many, the leader's with them. `others`: what other people have paid for theirs and not got back.
    `own`: the same of the leader's own order, of `units` units.
    """

    orders: int
    others: int
    own: int
    units: int


@dataclass(frozen=True, slots=True)
class Reward:
    """A leader's reward: what it came to (`amount`), what is `left` of it, and when it is looked at next (`look_at`).

    `people` were in the group, the others of them had paid `base`. `is_sure`: it thaws then, unless goods come back.
    """

    id: int
    group_buy_id: int
    shop_id: int
    deal_id: int
    person_id: int
    terms: LeaderReward
    people: int
    base: Money
    amount: Money
    left: Money
    state: RewardState
    look_at: datetime | None
    is_sure: bool
    until: datetime
    created_at: datetime
