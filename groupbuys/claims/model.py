"""The values of after-sales: a claim, its steps, what can be offered, and why something is refused."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from catalog.money import Money


class Wrong(StrEnum):
    """What is wrong with an order."""

    MISSING = "missing"
    DAMAGED = "damaged"
    DIFFERENT = "different"
    CHANGED = "changed"


COMPLAINTS = (Wrong.MISSING, Wrong.DAMAGED, Wrong.DIFFERENT)
"""What speaks against a shop: who changed their mind does not complain."""


class ClaimState(StrEnum):
    """Who has to do something: shop or buyer answer, the operator decides; buyer sends back, shop waits for it."""

    SHOP = "shop"
    BUYER = "buyer"
    OPERATOR = "operator"
    SENDING = "sending"
    COMING = "coming"
    CLOSED = "closed"


class Side(StrEnum):
    """Who took a step."""

    BUYER = "buyer"
    SHOP = "shop"
    OPERATOR = "operator"
    CLOCK = "clock"


class Remedy(StrEnum):
    """What can be offered or done."""

    PART = "part"
    FULL = "full"
    REPLACEMENT = "replacement"
    RETURN = "return"


class Deed(StrEnum):
    """What a step was."""

    OPENED = "opened"
    SAID = "said"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    CALLED = "called"
    SENT_BACK = "sent_back"
    WITHDREW = "withdrew"
    RULED = "ruled"


class Outcome(StrEnum):
    """How a claim ended.

    part and full: money went back; replacement: another one is sent; buyer: decided for the shopper, where no money
    had gone through us; shop: decided for the shop; withdrawn by the buyer; lapsed: the buyer did not answer, and may
    claim anew; settled: the order was paid back in another way meanwhile.
    """

    OPEN = ""
    PART = "part"
    FULL = "full"
    REPLACEMENT = "replacement"
    BUYER = "buyer"
    SHOP = "shop"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    SETTLED = "settled"


class NoClaim(StrEnum):
    """Why something cannot be done about an order or a claim: each has its own sentence."""

    GONE = "gone"
    NOT_ORDERED = "not_ordered"
    OPEN_ALREADY = "open_already"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    NOT_SENT = "not_sent"
    ARRIVED = "arrived"
    TOO_LITTLE = "too_little"
    CLOSED = "closed"
    OTHERS_TURN = "others_turn"
    CALLED = "called"
    DECIDED = "decided"
    NO_SUCH_OFFER = "no_such_offer"
    TOO_MUCH = "too_much"
    NO_MONEY = "no_money"
    SETTLED = "settled"
    OWN = "own"
    ENOUGH_PHOTOS = "enough_photos"


@dataclass(frozen=True, slots=True)
class Declined:
    """No, and why; `at`: from when on it can be, where that is only a matter of time."""

    why: NoClaim
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Bought:
    """What a claim can be about: an order, how far it came, and within how many days it was to be sent.

    `left` is what of its money can still be given back, None where none went through us. `payer`: the name of who
    paid, where that is not the buyer: what goes back goes to them.
    """

    id: int
    number: str
    shop_id: int
    person_id: int
    state: str
    placed_at: datetime | None
    shipped_at: datetime | None
    received_at: datetime | None
    ship_days: int
    total: Money
    payment_id: int | None
    left: Money | None
    payer: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as it stands in the books. `offer_id`: the step of the offer on the table, 0 for none."""

    id: int
    order_id: int
    shop_id: int
    person_id: int
    wrong: Wrong
    state: ClaimState
    outcome: Outcome
    remedy: Remedy | None
    amount: Money
    offer_id: int
    opened_at: datetime
    answered_at: datetime | None
    due_at: datetime | None
    remind_at: datetime | None
    closed_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class ClaimStep:
    """Something that happened to a claim. `photos` counts those that came with it."""

    id: int
    at: datetime
    side: Side
    deed: Deed
    remedy: Remedy | None
    amount: Money
    words: str
    photos: int


@dataclass(frozen=True, slots=True)
class Act:
    """A step to be written down: who (`person_id` None: nobody in person) does what, with which words and photos."""

    side: Side
    deed: Deed
    person_id: int | None = None
    remedy: Remedy | None = None
    amount: Money | None = None
    words: str = ""
    photos: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offer:
    """What a shop offers: some of the money (`amount`), a replacement, or a return (`words`: where to)."""

    remedy: Remedy
    amount: Money | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step was taken: the claim as it stands now."""

    claim: Claim
