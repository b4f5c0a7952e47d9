"""Sessions, payments, charges, refunds and refusals as Stripe writes them; times in seconds since 1970."""

from collections.abc import Sequence
from typing import Any

from sandbox.world.stripe import Event, Intent, IntentState, Refund, Session, StripeProblem


def session_json(session: Session) -> dict[str, Any]:
    """A Checkout Session; its page is gone once it is no longer open."""
    return {
        "id": session.id,
        "object": "checkout.session",
        "mode": "payment",
        "status": session.state.value,
        "payment_status": "unpaid",
        "url": session.url if session.state == "open" else None,
        "amount_total": session.amount,
        "currency": session.currency,
        "client_reference_id": session.reference,
        "metadata": session.metadata,
        "payment_intent": session.intent.id if session.intent else None,
        "created": int(session.created_at.timestamp()),
        "expires_at": int(session.expires_at.timestamp()),
        "success_url": session.success_url,
        "cancel_url": session.cancel_url,
        "livemode": False,
    }


def intent_json(intent: Intent, expand: Sequence[str] = ()) -> dict[str, Any]:
    """A PaymentIntent; its charge as a number, or with all that it is where that was asked for."""
    charge = charge_json(intent) if intent.held_at or intent.declined else None
    whole = any(name in ("latest_charge", "data.latest_charge") for name in expand)
    return {
        "id": intent.id,
        "object": "payment_intent",
        "status": intent.state.value,
        "amount": intent.amount,
        "amount_capturable": intent.amount if intent.state is IntentState.HELD else 0,
        "amount_received": intent.received,
        "currency": intent.currency,
        "capture_method": "manual",
        "description": intent.description or None,
        "metadata": intent.metadata,
        "created": int(intent.created_at.timestamp()),
        "latest_charge": charge if whole or charge is None else charge["id"],
        "receipt_email": None,
        "livemode": False,
    }


def charge_json(intent: Intent) -> dict[str, Any]:
    """The charge of a payment: the attempt that held the money, or the last one that was declined."""
    runs_out = None
    if intent.held_at is not None and intent.state is IntentState.HELD:
        runs_out = int((intent.held_at + intent.account.window).timestamp())
    return {
        "id": intent.charge_id,
        "object": "charge",
        "status": "succeeded" if intent.held_at else "failed",
        "amount": intent.amount,
        "amount_captured": intent.received,
        "amount_refunded": intent.back,
        "captured": intent.state is IntentState.TAKEN,
        "refunded": intent.held_at is not None and intent.back == intent.amount,
        "currency": intent.currency,
        "metadata": intent.metadata,
        "payment_intent": None if intent.by_invoice else intent.id,
        "payment_method_details": {
            "type": "card",
            "card": {"brand": "visa", "last4": "4242", "capture_before": runs_out},
        },
        "created": int((intent.held_at or intent.created_at).timestamp()),
        "livemode": False,
    }


def refund_json(intent: Intent, refund: Refund) -> dict[str, Any]:
    """A refund of a payment."""
    return {
        "id": refund.id,
        "object": "refund",
        "amount": refund.amount,
        "currency": intent.currency,
        "payment_intent": None if intent.by_invoice else intent.id,
        "charge": intent.charge_id,
        "metadata": refund.metadata,
        "status": refund.status,
        "created": int(refund.created_at.timestamp()),
        **({"failure_reason": "expired_or_canceled_card"} if refund.status == "failed" else {}),
    }


def list_json(url: str, rows: Sequence[dict[str, Any]], limit: int, after: str) -> dict[str, Any]:
    """One page of a list. Raises StripeProblem where it is to begin after something that is not there."""
    start = 0
    if after:
        found = [n for n, row in enumerate(rows) if row["id"] == after]
        if not found:
            raise StripeProblem(400, f"No such object: '{after}'", "resource_missing")
        start = found[0] + 1
    page = list(rows[start : start + limit])
    return {"object": "list", "url": url, "data": page, "has_more": len(rows) > start + limit}


def event_json(event: Event) -> dict[str, Any]:
    """A notice."""
    return {
        "id": event.id,
        "object": "event",
        "type": event.kind,
        "created": int(event.created_at.timestamp()),
        "livemode": False,
        "pending_webhooks": 1,
        "data": {"object": event.told},
    }


def problem_json(problem: StripeProblem) -> dict[str, Any]:
    """A refusal."""
    told = {"type": problem.type, "message": problem.message}
    told |= {"code": problem.code} if problem.code else {}
    return {"error": told | ({"param": problem.param} if problem.param else {})}
