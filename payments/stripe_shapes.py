"""What we read of what Stripe says: its objects, as far as we need them, checked; everything else is passed over."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from catalog.money import Money
from payments.stripe_amounts import from_stripe

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")

IntentStatus: TypeAlias = Literal[
    "requires_payment_method",
    "requires_confirmation",
    "requires_action",
    "processing",
    "requires_capture",
    "canceled",
    "succeeded",
]
"""Stripe API, The PaymentIntent object, "status"."""


def _number_of(value: Any) -> Any:
    """The number of something that was told with all that it is: Stripe API, "Expanding responses"."""
    return value.get("id") if isinstance(value, dict) else value


Number = Annotated[str | None, BeforeValidator(_number_of)]
"""Another object's number, however much of that object was told."""

Name = Annotated[str, Field(pattern=r"^[A-Za-z0-9_]{1,200}$")]
"""An object's own number."""

Amount = Annotated[int, Field(strict=True, ge=0, lt=10**12)]
"""Minor units as Stripe counts them: twelve digits at most (Stripe API, "amount")."""

Currency = Annotated[str, Field(pattern=r"^[A-Za-z]{3}$")]
Moment = Annotated[int, Field(ge=0, lt=10**11)]
"""Seconds since 1970."""

Words = Annotated[dict[str, str], BeforeValidator(lambda value: {} if value is None else value)]


class Shape(BaseModel):
    """One of Stripe's objects; fields that we do not read may come and go."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class Ours(Shape):
    """An object that can be of an invoice of ours: an account may well serve other shops too."""

    metadata: Words = {}

    @property
    def token(self) -> str:
        """Our invoice; "" where it is none of ours."""
        token = self.metadata.get("token", "")
        return token if _TOKEN.fullmatch(token) else ""


class Card(Shape):
    """How a card was charged; `capture_before` in seconds since 1970."""

    capture_before: Moment | None = None


class Means(Shape):
    """What was paid with."""

    card: Card | None = None


class Charge(Ours):
    """Stripe API, The Charge object: the attempt of an intent that went through.

    `amount_refunded` counts what was let go by a smaller capture, or by cancelling, as well; `refunded`: all of it.
    """

    id: Name
    amount: Amount
    currency: Currency
    status: str | None = None
    captured: bool = False
    amount_captured: Amount = 0
    amount_refunded: Amount = 0
    refunded: bool = False
    payment_intent: Number = None
    payment_method_details: Means | None = None

    @property
    def amount_received(self) -> int:
        """What was taken, as an intent says it."""
        return self.amount_captured

    @property
    def runs_out_at(self) -> datetime | None:
        """When what is only held goes back by itself, if Stripe says so."""
        means = self.payment_method_details
        if means is None or means.card is None or means.card.capture_before is None:
            return None
        return datetime.fromtimestamp(means.card.capture_before, UTC)


class Intent(Ours):
    """Stripe API, The PaymentIntent object: one payment from the asking to the end."""

    id: Name
    amount: Amount
    amount_capturable: Amount = 0
    amount_received: Amount = 0
    currency: Currency
    status: IntentStatus
    created: Moment = 0
    receipt_email: str | None = None
    latest_charge: Charge | str | None = None

    @property
    def charge(self) -> Charge | None:
        """The charge, where it was told with all that it is."""
        return self.latest_charge if isinstance(self.latest_charge, Charge) else None

    def money(self, sent: int) -> Money:
        """An amount of this intent."""
        return from_stripe(sent, self.currency)


class Refund(Shape):
    """Stripe API, The Refund object."""

    id: Name
    amount: Amount
    currency: Currency
    status: str | None = None
    payment_intent: Number = None
    metadata: Words = {}
    failure_reason: str | None = None

    @property
    def came_to_nothing(self) -> bool:
        """Whether the money stayed, or came back to the shop."""
        return self.status in ("failed", "canceled")


class Session(Ours):
    """Stripe API, The Checkout Session object."""

    id: Name
    status: Literal["open", "complete", "expired"] | None = None
    url: str | None = None
    expires_at: Moment = 0
    client_reference_id: str | None = None
    payment_intent: Number = None


class Intents(Shape):
    """A page of a list of intents."""

    data: Sequence[Intent]
    has_more: bool = False


class Refunds(Shape):
    """A page of a list of refunds."""

    data: Sequence[Refund]
    has_more: bool = False
