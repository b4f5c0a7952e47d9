"""What is put on the wire for a Checkout Session, and the key that makes asking for the same one twice harmless."""

import hashlib
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from payments.links import Asked
from payments.stripe_amounts import to_stripe

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

_SPARE = timedelta(minutes=35)
"""A session has to live for 30 minutes from its making (Stripe API, Create a Checkout Session, "expires_at").

Our places are held for less. So the session outlives the place, we end it with the place, and whoever still pays is
late like any other. Counted from the end of the place, it is the same for every press, and long enough for the last.
"""

_NAME = 250
"""Characters of a product's name."""


def session_of(asked: Asked) -> "SessionCreateParams":
    """A session that only holds the money: by card, in our currency, one line. Raises Unsayable.

    Manual capture is Stripe's "Place a hold on a payment method"; of what it works with, we offer cards. Adaptive
    pricing would take the money in another currency than was asked.
    """
    words = {"token": asked.token}
    name = " ".join(asked.title.split())[:_NAME] or "-"
    return {
        "mode": "payment",
        "client_reference_id": asked.token,
        "metadata": words,
        "allowed_payment_method_types": ["card"],
        "adaptive_pricing": {"enabled": False},
        "payment_intent_data": {"capture_method": "manual", "metadata": words, "description": name},
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": asked.amount.currency.lower(),
                    "unit_amount": to_stripe(asked.amount),
                    "product_data": {"name": name},
                },
            }
        ],
        "expires_at": int((asked.until + _SPARE).timestamp()),
        "success_url": asked.success_url,
        "cancel_url": asked.cancel_url,
    }


def key_of(asked: Asked, params: "SessionCreateParams") -> str:
    """The invoice and a print of all that is asked, for Stripe refuses a key that comes with other parameters.

    So a second press has the same session, and one in another language a session of its own.
    """
    told = json.dumps(params, sort_keys=True, default=str)
    return f"checkout-{asked.token}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
