"""Where is the money? Read answers, for people and for whoever runs the shop."""

from collections.abc import Iterable

from sqlalchemy import bindparam, func, select

from catalog.money import Money
from payments.back import BACK, IN_PARTS, WENT_BACK
from payments.model import MoneyState, PaymentState, StepKind, StepState, StuckStep
from payments.tables import money_step, payment
from storage.transaction import Found, Transaction

_REFUND = (money_step.c.payment_id == payment.c.id) & (money_step.c.kind == StepKind.REFUND.value)
_STATES = (
    select(
        payment.c.id,
        payment.c.state,
        payment.c.amount,
        payment.c.currency,
        payment.c.provider,
        payment.c.back,
        money_step.c.created_at,
        money_step.c.attempts,
        money_step.c.done_at,
        money_step.c.state.label("step_state"),
        money_step.c.reason,
    )
    .outerjoin(money_step, _REFUND)
    .where(payment.c.id.in_(bindparam("ids", expanding=True)))
)
_SUMS = (
    select(
        payment.c.currency,
        payment.c.state,
        func.count().label("payments"),
        func.sum(payment.c.amount - payment.c.back).label("total"),
    )
    .where(payment.c.state != PaymentState.ASKED.value)
    .group_by(payment.c.currency, payment.c.state)
    .order_by(payment.c.currency, payment.c.state)
)
_PARTS = (
    select(
        payment.c.currency,
        WENT_BACK.label("done"),
        func.count().label("payments"),
        func.sum(BACK).label("total"),
    )
    .join_from(money_step, payment, payment.c.id == money_step.c.payment_id)
    .where(IN_PARTS)
    .group_by(payment.c.currency, WENT_BACK)
)
_STUCK = (
    select(
        money_step.c.id,
        money_step.c.kind,
        money_step.c.payment_id,
        payment.c.charge,
        payment.c.person_id,
        money_step.c.amount,
        payment.c.currency,
        money_step.c.attempts,
        money_step.c.created_at,
        money_step.c.due_at,
        money_step.c.error,
    )
    .join(payment, payment.c.id == money_step.c.payment_id)
    .where(money_step.c.done_at.is_(None), money_step.c.state == StepState.STUCK.value)
    .order_by(money_step.c.created_at, money_step.c.id)
    .limit(bindparam("most"))
)


def money_of(tx: Transaction, payment_id: int) -> MoneyState | None:
    """Where the money of one payment is."""
    return money_of_all(tx, [payment_id]).get(payment_id)


def money_of_all(tx: Transaction, payment_ids: Iterable[int]) -> dict[int, MoneyState]:
    """The same for several, by the payment's number."""
    ids = list(payment_ids)
    return {row.id: _read(row) for row in tx.all(_STATES, {"ids": ids})} if ids else {}


def sums(tx: Transaction) -> list[tuple[PaymentState, int, Money]]:
    """How many payments stand in each state, and their sum, per currency. Not-yet-paid invoices are left out.

    What goes back in parts is counted as such, and only the rest where its payment stands (promise 21).
    """
    counted: dict[tuple[str, PaymentState], tuple[int, int]] = {
        (row.currency, PaymentState(row.state)): (row.payments, int(row.total))
        for row in tx.all(_SUMS)
    }
    for row in tx.all(_PARTS):
        at = row.currency, PaymentState.REFUNDED if row.done else PaymentState.REFUNDING
        payments, total = counted.get(at, (0, 0))
        counted[at] = payments + row.payments, total + int(row.total)
    return [
        (state, payments, Money(total, currency))
        for (currency, state), (payments, total) in sorted(counted.items())
    ]


def stuck(tx: Transaction, limit: int = 100) -> list[StuckStep]:
    """The captures and refunds that keep failing, the oldest first (promise 19)."""
    return [
        StuckStep(
            id=row.id,
            kind=StepKind(row.kind),
            payment_id=row.payment_id,
            charge=row.charge or "",
            person_id=row.person_id,
            amount=Money(row.amount, row.currency),
            attempts=row.attempts,
            since=row.created_at,
            next_try=row.due_at,
            why=row.error or "",
        )
        for row in tx.all(_STUCK, {"most": limit})
    ]


def _read(row: Found) -> MoneyState:
    return MoneyState(
        payment_id=row.id,
        state=PaymentState(row.state),
        amount=Money(row.amount, row.currency),
        provider=row.provider,
        refund_asked_at=row.created_at,
        refund_attempts=row.attempts or 0,
        refund_done_at=row.done_at,
        refund_stuck=row.step_state == StepState.STUCK.value,
        back=Money(row.back, row.currency) if row.back else None,
        refund_reason=row.reason or "",
    )
