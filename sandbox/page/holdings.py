"""Where each payment's money is at the providers: the rows of the page's table, the newest first."""

from datetime import datetime
from typing import Any

from sandbox.world.charges import Charge, ChargeState
from sandbox.world.checkouts import Checkout
from sandbox.world.stripe import Intent, IntentState, places
from sandbox.world.world import World

LATEST = 100
"""Rows that a page is told of."""

_STATES = {
    ChargeState.HELD: "held",
    ChargeState.CAPTURED: "captured",
    ChargeState.VOIDED: "released",
    ChargeState.PARTIALLY_REFUNDED: "captured",
    ChargeState.REFUNDED: "refunded",
}


def holdings(world: World) -> list[dict[str, Any]]:
    """What was paid by "invoice" and on the stand-in's "page"; amounts in minor units, `at` in Unix seconds.

    `state` is "declined", "held", "captured", "released" (let go, never taken) or "refunded". Of what is captured,
    `released` was never taken of the hold, and `refunded` went back. `digits`: how many decimals the amounts have, None
    where the currency's own.
    """
    payers = {one.charge_id: one for one in world.checkouts if one.charge_id}
    rows = [
        *((one.created_at, _charge(world, one, payers.get(one.id))) for one in world.provider),
        *(
            (_paid_at(one), _intent(world, one, payers.get(one.charge_id)))
            for one in world.stripe.intents.values()
        ),
    ]
    rows.sort(key=lambda row: row[0], reverse=True)
    return [row for _, row in rows[:LATEST]]


def _charge(world: World, charge: Charge, checkout: Checkout | None) -> dict[str, Any]:
    person = world.people.get(checkout.person_id) if checkout else None
    taken = charge.state not in (ChargeState.HELD, ChargeState.VOIDED)
    return {
        "id": charge.id,
        "at": charge.created_at.timestamp(),
        "by": "invoice",
        "title": checkout.invoice.title if checkout else "",
        "payer": person.name if person else "",
        "amount": charge.amount,
        "currency": charge.currency,
        "digits": None,
        "state": _STATES[charge.state],
        "released": charge.amount - charge.captured if taken else 0,
        "refunded": charge.refunded,
    }


def _intent(world: World, intent: Intent, checkout: Checkout | None) -> dict[str, Any]:
    person = world.people.get(checkout.person_id) if checkout else None
    released = sum(one.amount for one in intent.refunds if one.ours)
    refunded = sum(one.amount for one in intent.refunds if not one.ours and one.status != "failed")
    return {
        "id": intent.id,
        "at": _paid_at(intent).timestamp(),
        "by": "invoice" if intent.by_invoice else "page",
        "title": intent.description,
        "payer": person.name if person else "",
        "amount": intent.amount,
        "currency": intent.currency.upper(),
        "digits": places(intent.currency),
        "state": _state(intent, refunded),
        "released": released,
        "refunded": refunded,
    }


def _state(intent: Intent, refunded: int) -> str:
    match intent.state:
        case IntentState.UNPAID:
            return "declined"
        case IntentState.HELD:
            return "held"
        case IntentState.CANCELED:
            return "released"
        case IntentState.TAKEN:
            return "refunded" if refunded and refunded == intent.received else "captured"


def _paid_at(intent: Intent) -> datetime:
    return intent.held_at or intent.created_at
