"""Charges, refunds and problems as the provider writes them."""

from typing import Any

from sandbox.world.charges import Charge, ChargeProblem, Refund


def charge_json(charge: Charge) -> dict[str, Any]:
    """A charge; amounts in minor units, times in ISO 8601."""
    return {
        "id": charge.id,
        "state": charge.state.value,
        "amount": charge.amount,
        "currency": charge.currency,
        "captured": charge.captured,
        "refunded": charge.refunded,
        "refundable": charge.refundable,
        "created_at": charge.created_at.isoformat(),
        "refunds": [refund_json(charge, refund) for refund in charge.refunds],
    }


def refund_json(charge: Charge, refund: Refund) -> dict[str, Any]:
    """A refund of a charge."""
    return {
        "id": refund.id,
        "charge": charge.id,
        "amount": refund.amount,
        "currency": charge.currency,
        "created_at": refund.at.isoformat(),
    }


def problem_json(problem: ChargeProblem) -> dict[str, Any]:
    """A refusal."""
    return {"error": {"code": problem.code, "message": problem.message}}
