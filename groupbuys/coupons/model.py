"""The values of coupons: what a shop sets aside, what a leader gives away, what somebody has, and why there is none."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalog.money import Money


class PacketState(StrEnum):
    """The life of a packet. "over": its time is up; "back": its giver's purchase was; "void": never given."""

    OWED = "owed"
    OPEN = "open"
    OVER = "over"
    BACK = "back"
    VOID = "void"


class CouponState(StrEnum):
    """The life of a coupon. "held": a place that is not sure yet costs less by it."""

    LIVE = "live"
    HELD = "held"
    USED = "used"
    EXPIRED = "expired"


class NoCoupon(StrEnum):
    """Why somebody who opened a packet gets nothing out of it."""

    GONE = "gone"
    OWN = "own"
    NONE_LEFT = "none_left"
    OVER = "over"
    ENOUGH_TODAY = "enough_today"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Offered:
    """What a fund gives: packets of `size` coupons, each of `amount` off a purchase of at least `least`.

    A coupon is good for `days` from the moment that it is taken.
    """

    size: int
    amount: Money
    least: Money
    days: int


@dataclass(frozen=True, slots=True)
class Fund:
    """What a shop sets aside for coupons of the leaders of one deal's groups (`deal_id` 0: of any deal).

    `aside`: what coupons that can still be taken or used are worth; `spent`: what was used.
    """

    id: int
    shop_id: int
    deal_id: int
    is_on: bool
    offered: Offered
    budget: Money
    aside: Money
    spent: Money

    @property
    def left(self) -> Money:
        """What new packets can be made of."""
        return self.budget - self.aside - self.spent


@dataclass(frozen=True, slots=True)
class Packet:
    """Coupons that `giver_id` may give away, one to a person; `left` wait to be taken until then."""

    id: int
    token: str
    shop_id: int
    group_buy_id: int
    giver_id: int
    state: PacketState
    left: int
    offered: Offered
    until: datetime
    version: int

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be taken from: a moment before the tick has said so it is over all the same."""
        return self.state is PacketState.OPEN and now < self.until


@dataclass(frozen=True, slots=True)
class Coupon:
    """One person's coupon: `amount` off one purchase of at least `least` in that shop, until `until`."""

    id: int
    shop_id: int
    giver_id: int
    person_id: int
    amount: Money
    least: Money
    state: CouponState
    until: datetime


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody has a coupon of a packet; not `fresh`: they had it before."""

    packet: Packet
    coupon: Coupon
    fresh: bool


@dataclass(frozen=True, slots=True)
class NotTaken:
    """They get none, and why; `packet` None where there is no such packet."""

    reason: NoCoupon
    packet: Packet | None
