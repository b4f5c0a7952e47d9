"""What Stripe tells by itself: signed notices, believed only once their signature and their time hold.

Stripe, "Receive Stripe events in your webhook endpoint", "Verify webhook signatures".
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from pydantic import ValidationError

from catalog.money import Money
from payments.stripe_amounts import Unsayable, from_stripe
from payments.stripe_shapes import Charge, Intent, Name, Refund, Session, Shape

TOLD = (
    "payment_intent.amount_capturable_updated",
    "payment_intent.canceled",
    "checkout.session.expired",
    "charge.refunded",
    "refund.failed",
)
"""The kinds of notice that an account has to be set to send us; of all others we say Other."""

TOLERANCE = timedelta(minutes=5)
"""How far the time of a notice may be from ours: what Stripe's own libraries take."""

_TIME = re.compile(r"(?:^|,)t=([0-9]{1,11})(?:,|$)")


class Forged(Exception):
    """The signature is missing, wrong, or of another time: nothing of the body was read."""


class Unreadable(ValueError):
    """It is from Stripe, and no notice as we know them."""


@dataclass(frozen=True, slots=True)
class Authorised:
    """Money is held for an invoice of ours. `payer`: the address that a receipt went to, if any."""

    event_id: str
    charge: str
    token: str
    amount: Money
    payer: str


@dataclass(frozen=True, slots=True)
class Expired:
    """The page of an invoice is gone without a payment."""

    token: str


@dataclass(frozen=True, slots=True)
class Canceled:
    """What was held was let go: by us, by the shop in Stripe's own pages, or because its time ran out."""

    charge: str


@dataclass(frozen=True, slots=True)
class Refunded:
    """So much of what was captured is back by now, whoever asked for it."""

    charge: str
    amount: Money


@dataclass(frozen=True, slots=True)
class RefundFailed:
    """A refund that had been taken on came back. `key` is the one that we asked under, "" where it was not us."""

    charge: str
    key: str
    amount: Money
    why: str


@dataclass(frozen=True, slots=True)
class Other:
    """Nothing that we wait for, or of no invoice of ours; `kind` as Stripe calls it."""

    kind: str


Told: TypeAlias = Authorised | Expired | Canceled | Refunded | RefundFailed | Other


class _Data(Shape):
    object: dict[str, Any]


class _Event(Shape):
    id: Name
    type: str
    data: _Data


def read(body: bytes, signature: str | None, secret: str, now: datetime) -> Told:
    """What a notice tells; `signature` is its Stripe-Signature header, `secret` the endpoint's (whsec_...).

    Raises Forged before anything of it is read, and Unreadable where it is none that we know how to read.
    """
    _verify(body, signature or "", secret, now)
    try:
        event = _Event.model_validate_json(body)
        return _told(event)
    except ValidationError as error:
        raise Unreadable(f"a notice of another shape: {error.error_count()} fields") from None
    except Unsayable as error:
        raise Unreadable(str(error)) from None


def _verify(body: bytes, signature: str, secret: str, now: datetime) -> None:
    """The library checks the signature; it knows only the machine's clock, so the time is checked here."""
    from stripe import SignatureVerificationError, WebhookSignature  # noqa: PLC0415  it takes a third of a second

    sent = _TIME.search(signature)
    if sent is None or not secret.strip():
        raise Forged("no signature")
    try:
        WebhookSignature.verify_header(body, signature, secret)
    except (SignatureVerificationError, UnicodeError, TypeError):  # TypeError: not ASCII
        raise Forged("another signature") from None
    if abs(now.timestamp() - int(sent[1])) > TOLERANCE.total_seconds():
        raise Forged("of another time")


def _told(event: _Event) -> Told:
    told = event.data.object
    match event.type:
        case "payment_intent.amount_capturable_updated":
            return _authorised(event, Intent.model_validate(told))
        case "payment_intent.canceled":
            intent = Intent.model_validate(told)
            return Canceled(intent.id) if intent.token else Other(event.type)
        case "checkout.session.expired":
            session = Session.model_validate(told)
            return Expired(session.token) if session.token else Other(event.type)
        case "charge.refunded":
            return _refunded(event, Charge.model_validate(told))
        case "refund.failed":
            return _failed(event, Refund.model_validate(told))
        case _:
            return Other(event.type)


def _authorised(event: _Event, intent: Intent) -> Authorised | Other:
    """Raises Unreadable where nothing is held."""
    if not intent.token or intent.status != "requires_capture":
        return Other(event.type)
    amount = intent.money(intent.amount_capturable)
    if amount.minor <= 0:
        raise Unreadable("nothing is held")
    payer = (intent.receipt_email or "")[:200]
    return Authorised(event.id, intent.id, intent.token, amount, payer)


def _refunded(event: _Event, charge: Charge) -> Refunded | Other:
    """What a smaller capture let go is no refund, though Stripe counts it among them."""
    back = charge.amount_refunded - (charge.amount - charge.amount_captured)
    if not charge.token or charge.payment_intent is None or not charge.captured or back <= 0:
        return Other(event.type)
    return Refunded(charge.payment_intent, from_stripe(back, charge.currency))


def _failed(event: _Event, refund: Refund) -> RefundFailed | Other:
    if refund.payment_intent is None or not refund.came_to_nothing:
        return Other(event.type)
    amount = from_stripe(refund.amount, refund.currency)
    why = refund.failure_reason or "no reason"
    return RefundFailed(refund.payment_intent, refund.metadata.get("key", ""), amount, why[:200])
