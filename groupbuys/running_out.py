"""What is held and about to run out is captured before its group buy has closed, by `payments.windows`' rule."""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, bindparam, exists, func, select, update

from groupbuys.due import Due, passed_over
from groupbuys.tables import group_buy, seat
from payments.model import PaymentState, StepKind
from payments.owing import owe_captures
from payments.tables import money_step, payment
from payments.windows import EARLY, CaptureEarly, Wait, capture_rule
from storage.transaction import Found, Transaction

_HELD = payment.c.state == PaymentState.HELD.value
_LOOK = _HELD & (payment.c.look_at <= bindparam("at"))
"""`look_at` is when the rule is asked; None: nobody needs to ask."""

_NO_STEP = ~exists().where(
    money_step.c.payment_id == payment.c.id, money_step.c.kind == StepKind.CAPTURE.value
)
