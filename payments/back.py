"""What goes back of a payment while the rest stays: in parts, or let go by a capture of less than was held."""

from sqlalchemy import case, or_

from payments.model import PaymentState, StepKind
from payments.tables import money_step, payment

_IS_PART = money_step.c.kind == StepKind.PART.value
_TAKES_LESS = (money_step.c.kind == StepKind.CAPTURE.value) & (
    money_step.c.amount < payment.c.amount
)

IN_PARTS = _IS_PART | _TAKES_LESS
"""Of steps beside their payments: those by which some of the money goes back."""

BACK = case((_IS_PART, money_step.c.amount), else_=payment.c.amount - money_step.c.amount)
"""How much of it, in minor units."""

WENT_BACK = (
    IN_PARTS
    & money_step.c.done_at.is_not(None)
    & or_(_IS_PART, money_step.c.error.is_(None), payment.c.state == PaymentState.REFUNDED.value)
)
"""That it is back. A capture that came to nothing, since all was asked back first, lets go with the refund only."""
