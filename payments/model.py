"""The values of money taken: a payment, its states, and what is still to be asked of a provider."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, TypeAlias

from catalog.money import Money

Purpose: TypeAlias = Literal["seat", "order", "extra", "odd", "unknown"]
"""What a payment is for. "extra": an invoice paid twice; "odd": a wrong amount or payer; "unknown": of no invoice.

All three go back.
"""


class PaymentState(StrEnum):
    """The life of a payment."""

    ASKED = "asked"
    HELD = "held"
    CAPTURED = "captured"
    REFUNDING = "refunding"
    REFUNDED = "refunded"


class StepKind(StrEnum):
    """What a provider is asked to do. "part": to give some of it back, the rest stays."""

    CAPTURE = "capture"
    REFUND = "refund"
    PART = "part"


class EntryKind(StrEnum):
    """What a line of the ledger tells. Fees are written by nobody yet; rewards are credit (see groupbuys.rewards).

    "voided": given back without having been captured; "reversal": it was never this payment's money, but another's.
    """

    AUTHORISED = "authorised"
    CAPTURED = "captured"
    REFUND_ASKED = "refund_asked"
    REFUNDED = "refunded"
    VOIDED = "voided"
    PART_ASKED = "part_asked"
    PART_REFUNDED = "part_refunded"
    FEE = "fee"
    REVERSAL = "reversal"


class StepState(StrEnum):
    """The life of a money step; a stuck one still tries again, and is shown to the operator."""

    OWED = "owed"
    DONE = "done"
    STUCK = "stuck"


@dataclass(frozen=True, slots=True)
class Payment:
    """What was asked of a person and what came of it."""

    id: int
    token: str
    shop_id: int
    person_id: int
    purpose: str
    subject_id: int
    provider: str
    amount: Money
    state: PaymentState
    charge: str | None
    taken_at: datetime | None
    deal_id: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to ask of a provider, with the idempotency key to ask it under."""

    id: int
    payment_id: int
    person_id: int
    kind: StepKind
    provider: str
    charge: str
    amount: Money
    key: str
    attempts: int
    created_at: datetime
    reason: str
    """Why it is asked, as whoever owed it said."""
    waits: bool = False
    """It has to wait: some of a payment can only go back once the payment was captured."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a payment that was asked back at one moment, for a `reason`; `done_at` None: it is on its way."""

    step_id: int
    amount: Money
    asked_at: datetime
    done_at: datetime | None
    attempts: int
    stuck: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MoneyState:
    """Where somebody's money is: the payment's state and, of a refund, why and when it was asked for, tried and done.

    `back` is what went back in parts (see `payments.parts.parts_of`); a refund is of all that is left.
    """

    payment_id: int
    state: PaymentState
    amount: Money
    provider: str
    refund_asked_at: datetime | None = None
    refund_attempts: int = 0
    refund_done_at: datetime | None = None
    refund_stuck: bool = False
    back: Money | None = None
    refund_reason: str = ""

    @property
    def left(self) -> Money:
        """What was not given back in parts: what stays paid, or goes back altogether."""
        return self.amount if self.back is None else self.amount - self.back


@dataclass(frozen=True, slots=True)
class StuckStep:
    """A money step that keeps failing, as the operator sees it: whose, how often it was tried, since when, and why."""

    id: int
    kind: StepKind
    payment_id: int
    charge: str
    person_id: int
    amount: Money
    attempts: int
    since: datetime
    next_try: datetime
    why: str
