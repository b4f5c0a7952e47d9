"""The values of a group buy: what stands in the books, what can be answered, and why something is refused."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeAlias

from catalog.money import Money
from groupbuys.costs import cost
from payments.account import Account

HOLD = timedelta(minutes=15)
"""How long an unpaid seat or order is kept for its person."""

MOST_HOLDS = 3
"""Unpaid holds that one person may have at a time."""

ONCE_MORE = timedelta(hours=24)
"""So long after their group succeeded, who has not said where their goods go is asked once more."""

MOST_UNITS = 99
"""Units in one seat or order where the deal sets no limit of its own."""


class GroupState(StrEnum):
    """The life of a group buy."""

    OPENING = "opening"
    FORMING = "forming"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"
    MERGED = "merged"
    """It went on in another one (see groupbuys.leading.went_on)."""


class SeatState(StrEnum):
    """The life of a seat."""

    HELD = "held"
    PAID = "paid"
    CONFIRMED = "confirmed"
    SHIPPED = "shipped"
    RECEIVED = "received"
    RELEASED = "released"
    UNPLACED = "unplaced"
    MOVED = "moved"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


LIVE_SEATS = tuple(map(SeatState, ("held", "paid", "confirmed", "shipped", "received")))


class OrderState(StrEnum):
    """The life of an order."""

    HELD = "held"
    PLACED = "placed"
    SHIPPED = "shipped"
    RECEIVED = "received"
    RELEASED = "released"
    TAKEN_BACK = "taken_back"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


ORDERED = (OrderState.PLACED, OrderState.SHIPPED, OrderState.RECEIVED)


class Reason(StrEnum):
    """Why a wish was refused: each has its own sentence in the texts."""

    GONE = "gone"
    DEAL_NOT_LIVE = "deal_not_live"
    NOT_FORMING = "not_forming"
    STILL_OPENING = "still_opening"
    FULL = "full"
    CLOSED = "closed"
    SOLD_OUT = "sold_out"
    TOO_MANY_HOLDS = "too_many_holds"
    OVER_LIMIT = "over_limit"
    BAD_QUANTITY = "bad_quantity"
    NOT_YOURS = "not_yours"
    NOT_IN = "not_in"
    TOO_LATE = "too_late"
    GIVEN_UP = "given_up"
    REPLACED = "replaced"
    MERGED = "merged"
    ALREADY_PAID = "already_paid"
    WRONG_AMOUNT = "wrong_amount"
    NOT_NEW = "not_new"
    TOO_MANY_LINES = "too_many_lines"
    UNREACHED = "unreached"
    NOT_PAID = "not_paid"
    IN_ALREADY = "in_already"
    NOT_GIVEN = "not_given"
    FRIEND_NOT_NEW = "friend_not_new"
    ENOUGH_FRIENDS = "enough_friends"
    WAY_CLOSED = "way_closed"


@dataclass(frozen=True, slots=True)
class GroupBuy:
    """One attempt to buy a deal together, as it stands in the books.

    `newcomers`: whoever joins must be new to the shop (see groupbuys.newcomers); its leader need not be.
    `waiting`: how many wait for a place. `ladder`: the price falls with the number of paid people.
    `rewarded`: its leader gets something once it has succeeded.
    """

    id: int
    shop_id: int
    deal_id: int
    product_id: int
    terms_id: int
    leader_id: int
    state: GroupState
    minimum: int
    capacity: int
    taken: int
    paid: int
    opened_at: datetime | None
    closes_at: datetime | None
    closed_at: datetime | None
    version: int
    newcomers: bool = False
    waiting: int = 0
    ladder: bool = False
    rewarded: bool = False

    @property
    def missing(self) -> int:
        """Paid people that are still needed for the group to succeed."""
        return max(0, self.minimum - self.paid)

    @property
    def free(self) -> int:
        """Seats that anybody may take: none while others wait for one."""
        return 0 if self.waiting else self.unheld

    @property
    def unheld(self) -> int:
        """Seats that nobody holds; whoever waits for one comes first."""
        return self.capacity - self.taken


@dataclass(frozen=True, slots=True)
class Seat:
    """One person's place. `price` is of one unit; its coupon takes `off` from all of it, and `credit` pays of the rest.

    `payer_id`: who paid for it, where that is somebody else (it was given on): what goes back goes to them.
    `ended_why`: what ended its hold before its time.
    """

    id: int
    group_buy_id: int
    deal_id: int
    person_id: int
    variant_id: int
    quantity: int
    price: Money
    state: SeatState
    held_until: datetime | None
    paid_at: datetime | None
    payment_id: int | None
    coupon_id: int | None = None
    off: Money | None = None
    payer_id: int | None = None
    ended_why: Reason | None = None
    credit: Money | None = None

    @property
    def total(self) -> Money:
        """What the seat costs."""
        return cost(self.price, self.quantity, self.off, self.credit)


@dataclass(frozen=True, slots=True)
class Order:
    """What a merchant must deliver; `seat_id` None for a solo purchase. `price` is of one unit, the rest of all."""

    id: int
    number: str
    deal_id: int
    person_id: int
    seat_id: int | None
    variant_id: int
    quantity: int
    price: Money
    state: OrderState
    held_until: datetime | None
    payment_id: int | None
    created_at: datetime
    coupon_id: int | None = None
    off: Money | None = None
    credit: Money | None = None

    @property
    def total(self) -> Money:
        """What the order costs."""
        return cost(self.price, self.quantity, self.off, self.credit)


@dataclass(frozen=True, slots=True)
class Refused:
    """No, and why; `limit` is the number that the sentence needs (units allowed, seconds left ...)."""

    reason: Reason
    limit: int = 0


@dataclass(frozen=True, slots=True)
class ToPay:
    """A place is held until `until` and wants to be paid.

    `token` is the invoice's payload, `what` "s" for a seat or "o" for an order with its number in `id`; `fresh` is
    False where the same hold was already there. `amount` is what is asked, without what a coupon
    takes `off` and `credit` pays.
    `ways`: the accounts between which whoever pays has the choice; there is no token before that.
    """

    what: str
    id: int
    group_buy_id: int
    token: str
    amount: Money
    provider: str
    until: datetime
    fresh: bool = True
    off: Money | None = None
    ways: tuple[Account, ...] = ()
    credit: Money | None = None

    @property
    def payable(self) -> bool:
        """Whether there is a way to pay it just now."""
        return bool(self.token or self.ways)


@dataclass(frozen=True, slots=True)
class Seated:
    """A paid seat (or one to be paid at pickup) in a group that is now `group.state`."""

    group: GroupBuy
    seat: Seat


@dataclass(frozen=True, slots=True)
class AlreadyIn:
    """The person has a paid seat here already: nothing was changed."""

    group: GroupBuy
    seat: Seat


@dataclass(frozen=True, slots=True)
class Ordered:
    """A solo purchase that is placed: paid, or to be paid at pickup."""

    order: Order


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Money came too late for its seat: it goes to one of `elsewhere` if the person agrees by `until`, else back.

    `why`: NOT_NEW where it is the rule of the group that kept it out, and no time.
    """

    seat: Seat
    amount: Money
    elsewhere: tuple[GroupBuy, ...]
    until: datetime
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class GivenBack:
    """Money that found no place, or whose person left, is on its way back. `amount` None: none had been taken.

    `why` as for Unplaced.
    """

    seat: Seat | None
    amount: Money | None
    group: GroupBuy | None = None
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class NotOurs:
    """Fits no invoice of ours, or not its amount: raised to the operator, and goes back (0 or less never came)."""

    reason: Reason
    amount: Money


Wish: TypeAlias = ToPay | Seated | AlreadyIn | Ordered | Refused
Taking: TypeAlias = Seated | Ordered | Unplaced | GivenBack | NotOurs | AlreadyIn
