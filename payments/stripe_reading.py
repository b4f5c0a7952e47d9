"""What one of Stripe's payments still needs, read off its state: pure, so that asking again does nothing twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from catalog.money import Money
from payments.port import Answer, Done, Later, Listed, Rejected
from payments.stripe_amounts import Unsayable, to_stripe
from payments.stripe_shapes import Charge, Intent, Refund


@dataclass(frozen=True, slots=True)
class Moved:
    """It is in another state than was thought: look again. `why` is what Stripe said."""

    why: str


def capture_of(intent: Intent, amount: Money) -> int | Answer:
    """How much to ask for, in Stripe's units; or what is to be said instead.

    Less than was held may be taken, once. What was captured with another amount somebody has to look at.
    """
    wanted = _in_its_units(intent, amount)
    if not isinstance(wanted, int):
        return wanted
    match intent.status:
        case "requires_capture" if wanted <= intent.amount_capturable:
            return wanted
        case "requires_capture":
            return Rejected(f"only {intent.amount_capturable} is held, not {wanted}")
        case "succeeded" if intent.amount_received == wanted:
            return Done()
        case "succeeded":
            return Rejected(f"{intent.amount_received} was captured, not {wanted}")
        case "canceled":
            return Rejected("the money is held no more: it was let go, or its time ran out")
        case "processing":
            return Later("it is being captured")
        case "requires_payment_method" | "requires_confirmation" | "requires_action":
            return Rejected("nothing was paid")


def refund_of(
    intent: Intent, refunds: Sequence[Refund], amount: Money, key: str
) -> tuple[int, int] | Answer:
    """How much to refund, in Stripe's units, and how often that failed before; or what is to be said instead.

    A refund that carries our key is ours. Money that the shop gave back by itself, in Stripe's own pages, counts where
    nothing else is left. Whether more is asked than there is, Stripe says: it has the last word on that.
    """
    match intent.status:
        case "canceled":
            return Done()
        case "succeeded":
            pass
        case "processing" | "requires_capture":
            return Later("it is being captured")
        case "requires_payment_method" | "requires_confirmation" | "requires_action":
            return Rejected("nothing was paid")
    return _missing(intent.charge, intent, refunds, amount, key)


def refund_of_charge(
    charge: Charge, refunds: Sequence[Refund], amount: Money, key: str
) -> tuple[int, int] | Answer:
    """The same of a charge without a PaymentIntent: one that was made for an invoice in the messenger."""
    if charge.status != "succeeded" or not charge.captured:
        return Rejected("nothing was taken")
    return _missing(charge, charge, refunds, amount, key)


def _missing(
    charge: Charge | None,
    whole: Intent | Charge,
    refunds: Sequence[Refund],
    amount: Money,
    key: str,
) -> tuple[int, int] | Answer:
    wanted = _in_its_units(whole, amount)
    if not isinstance(wanted, int):
        return wanted
    ours = [refund for refund in refunds if refund.metadata.get("key") == key]
    if any(not refund.came_to_nothing for refund in ours):
        return Done()
    if charge is None or not charge.refunded:
        return wanted, len(ours)
    if wanted <= _by_the_shop(whole, refunds):
        return Done()
    return Rejected("nothing is left to refund")


def listed_of(intent: Intent) -> Listed | None:
    """How reconciliation sees it; None where no money was ever held. Raises Unsayable.

    `amount` is what was held, `back` all that is no more with the shop: let go, not captured, or refunded.
    """
    charge = intent.charge
    if charge is None or charge.status == "failed":
        return None
    amount, back = (
        intent.amount,
        max(charge.amount_refunded, intent.amount - intent.amount_received),
    )
    state: Literal["held", "captured", "voided", "refunded"]
    match intent.status:
        case "requires_capture":
            state, back = "held", 0
        case "canceled":
            state, back = "voided", amount
        case "succeeded":
            state = "refunded" if back >= amount else "captured"
        case _:
            return None
    at = datetime.fromtimestamp(intent.created, UTC)
    return Listed(intent.id, intent.token, state, intent.money(amount), intent.money(back), at)


def _in_its_units(whole: Intent | Charge, amount: Money) -> int | Rejected:
    if amount.currency != whole.currency.upper():
        return Rejected(f"it was paid in {whole.currency.upper()}, not {amount.currency}")
    try:
        return to_stripe(amount)
    except Unsayable as error:
        return Rejected(str(error))


def _by_the_shop(whole: Intent | Charge, refunds: Sequence[Refund]) -> int:
    """Of a payment that is back altogether: what went back without us."""
    ours = sum(r.amount for r in refunds if "key" in r.metadata and not r.came_to_nothing)
    return whole.amount_received - ours
