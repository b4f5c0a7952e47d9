"""What each of Stripe's addresses does here: parameters in, an object of Stripe's out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from sandbox.stripe import acts
from sandbox.stripe.parameters import (
    Expansion,
    IntentList,
    NewCapture,
    NewRefund,
    NewSession,
    Parameters,
    RefundList,
    checked,
)
from sandbox.stripe.statements import (
    charge_json,
    intent_json,
    list_json,
    refund_json,
    session_json,
)
from sandbox.world.stripe import Account, Intent, Manner, StripeProblem
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: of which account, about which thing, and the sandbox's own address."""

    account: Account
    number: str
    given: dict[str, Any]
    home: str


Work: TypeAlias = Callable[[World, Asked], dict[str, Any]]


def make_session(world: World, asked: Asked) -> dict[str, Any]:
    """POST /v1/checkout/sessions; paid before it is known where that was planned."""
    form = checked(NewSession, asked.given)
    session = acts.make_session(world, asked.account, form, asked.home)
    told = session_json(session)
    if any(p.manner is Manner.EARLY and p.kind == "checkout.session" for p in world.stripe.planned):
        world.stripe.manner_of("checkout.session")
        acts.pay(world, session)
    return told


def show_session(world: World, asked: Asked) -> dict[str, Any]:
    """GET /v1/checkout/sessions/{id}."""
    checked(Expansion, asked.given)
    return session_json(world.stripe.session(asked.account, asked.number))


def expire_session(world: World, asked: Asked) -> dict[str, Any]:
    """POST /v1/checkout/sessions/{id}/expire."""
    checked(Parameters, asked.given)
    session = world.stripe.session(asked.account, asked.number)
    acts.expire_session(world, session)
    return session_json(session)


def list_intents(world: World, asked: Asked) -> dict[str, Any]:
    """GET /v1/payment_intents: the newest first."""
    form = checked(IntentList, asked.given)
    rows = [
        intent_json(intent, form.expand)
        for intent in reversed(world.stripe.intents.values())
        if intent.account is asked.account
        and not intent.by_invoice
        and (form.created.gte is None or intent.created_at.timestamp() >= form.created.gte)
        and (form.created.lt is None or intent.created_at.timestamp() < form.created.lt)
    ]
    return list_json("/v1/payment_intents", rows, form.limit, form.starting_after)


def show_intent(world: World, asked: Asked) -> dict[str, Any]:
    """GET /v1/payment_intents/{id}."""
    form = checked(Expansion, asked.given)
    return intent_json(world.stripe.intent(asked.account, asked.number), form.expand)


def capture(world: World, asked: Asked) -> dict[str, Any]:
    """POST /v1/payment_intents/{id}/capture."""
    form = checked(NewCapture, asked.given)
    intent = world.stripe.intent(asked.account, asked.number)
    acts.capture(world, intent, form.amount_to_capture)
    return intent_json(intent)


def cancel(world: World, asked: Asked) -> dict[str, Any]:
    """POST /v1/payment_intents/{id}/cancel."""
    checked(Parameters, asked.given)
    intent = world.stripe.intent(asked.account, asked.number)
    acts.cancel(world, intent)
    return intent_json(intent)


def show_charge(world: World, asked: Asked) -> dict[str, Any]:
    """GET /v1/charges/{id}."""
    checked(Expansion, asked.given)
    return charge_json(world.stripe.charge(asked.account, asked.number))


def make_refund(world: World, asked: Asked) -> dict[str, Any]:
    """POST /v1/refunds."""
    form = checked(NewRefund, asked.given)
    intent = _paid(world, asked.account, form.payment_intent, form.charge)
    made = acts.refund(world, intent, form.amount, form.metadata)
    return refund_json(intent, made)


def list_refunds(world: World, asked: Asked) -> dict[str, Any]:
    """GET /v1/refunds: the newest first."""
    form = checked(RefundList, asked.given)
    intent = _paid(world, asked.account, form.payment_intent, form.charge)
    rows = [refund_json(intent, refund) for refund in reversed(intent.refunds)]
    return list_json("/v1/refunds", rows, form.limit, form.starting_after)


def _paid(world: World, account: Account, intent: str, charge: str) -> Intent:
    """The payment that a request names in one of two ways. Raises StripeProblem."""
    if bool(intent) == bool(charge):
        raise StripeProblem(400, "Name one of `payment_intent` and `charge`.", "parameter_missing")
    return world.stripe.charge(account, charge) if charge else world.stripe.intent(account, intent)


DESK: tuple[tuple[str, str, str, Work], ...] = (
    ("POST", "/checkout/sessions", "checkout", make_session),
    ("GET", "/checkout/sessions/{id}", "read", show_session),
    ("POST", "/checkout/sessions/{id}/expire", "expire", expire_session),
    ("GET", "/payment_intents", "list", list_intents),
    ("GET", "/payment_intents/{id}", "read", show_intent),
    ("POST", "/payment_intents/{id}/capture", "capture", capture),
    ("POST", "/payment_intents/{id}/cancel", "cancel", cancel),
    ("GET", "/charges/{id}", "read", show_charge),
    ("POST", "/refunds", "refunds", make_refund),
    ("GET", "/refunds", "read", list_refunds),
)
"""Method, path under /stripe/v1, what faults call it (after "stripe/"), and what it does."""
