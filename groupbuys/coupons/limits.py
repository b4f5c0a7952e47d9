"""Pure rules of coupons: what a fund may promise, how often somebody gives and takes, and when word of an end comes."""

from datetime import datetime, timedelta
from enum import StrEnum

from catalog.money import Money
from groupbuys.coupons.model import Offered

MOST_SIZE = 20
MOST_DAYS = 90
MOST_MINOR = 10**11
"""Of any amount, in minor units."""

TIMES = 2
"""A purchase must be worth so many times its coupon: something always remains to be paid."""

OPEN = timedelta(days=7)
"""So long a packet can be taken from."""

PACKETS_A_DAY = 3
"""So many packets one account is given by one shop within 24 hours; its other groups bring none."""

COUPONS_A_DAY = 5
"""So many coupons one account may take of one shop within 24 hours."""

DAY = timedelta(days=1)

_WORD = timedelta(days=1)
"""So long before it runs out its holder is told, once; of one that lasts no longer nothing is said."""


class Fault(StrEnum):
    """What is wrong with a fund; each has a sentence that says what would be right (promise 35)."""

    SIZE = "size"
    AMOUNT = "amount"
    LEAST = "least"
    DAYS = "days"
    SMALL_BUDGET = "small_budget"
    GIVEN_AWAY = "given_away"
    TOO_MUCH = "too_much"


def fault(offered: Offered, budget: Money, bound: Money) -> Fault | None:
    """What is wrong with a fund of which so much is `bound`: set aside or spent. None: nothing."""
    if not 1 <= offered.size <= MOST_SIZE:
        return Fault.SIZE
    if not 1 <= offered.days <= MOST_DAYS:
        return Fault.DAYS
    if offered.amount.minor < 1:
        return Fault.AMOUNT
    if max(offered.amount, offered.least, budget).minor > MOST_MINOR:
        return Fault.TOO_MUCH
    if offered.least < offered.amount * TIMES:
        return Fault.LEAST
    if budget < bound:
        return Fault.GIVEN_AWAY
    return Fault.SMALL_BUDGET if budget < offered.amount * offered.size else None


def to_give(offered: Offered, left: Money) -> int:
    """How many coupons a packet has where a fund has so much left: all of them, or as many as it can pay for."""
    return max(0, min(offered.size, left.minor // offered.amount.minor))


def word_at(now: datetime, days: int) -> datetime | None:
    """When the holder of a coupon that is taken `now` is told that it is about to run out; None: never."""
    return now + timedelta(days=days) - _WORD if timedelta(days=days) > _WORD else None
