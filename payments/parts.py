"""Giving some of a payment back while the rest stays: never more than what is left, each part once."""

from collections.abc import Sequence

from sqlalchemy import bindparam, insert, select, update

from catalog.money import Money
from payments import recording
from payments.model import Part, PaymentState, StepKind, StepState
from payments.tables import money_step, payment
from storage.transaction import Found, Transaction

_TAKE_OFF = (
    update(payment)
    .where(
        payment.c.id == bindparam("id_"),
        payment.c.currency == bindparam("currency_"),
        payment.c.state.in_([PaymentState.HELD.value, PaymentState.CAPTURED.value]),
        payment.c.back + bindparam("some") < payment.c.amount,
    )
    .values(back=payment.c.back + bindparam("some"))
)
_STEP = insert(money_step)
_STEPS = insert(money_step).inline()
_PARTS = (
    select(
        money_step.c.id,
        money_step.c.amount,
        payment.c.currency,
        money_step.c.created_at,
        money_step.c.done_at,
        money_step.c.attempts,
        money_step.c.state,
        money_step.c.reason,
    )
    .join_from(money_step, payment, payment.c.id == money_step.c.payment_id)
    .where(money_step.c.payment_id == bindparam("payment"), money_step.c.kind == StepKind.PART)
    .order_by(money_step.c.id)
)


def owe_part(tx: Transaction, payment_id: int, amount: Money, key: str, reason: str) -> bool:
    """Owe some of a payment back under this idempotency key; False, with nothing changed, where it cannot be.

    It has to leave something: all of it goes back by `payments.owing.owe_refunds`. What two ask for at the same
    instant is taken off one after the other, so that together it is never more than was paid. Raises Conflict where
    the key was used before.
    """
    values = {"id_": payment_id, "currency_": amount.currency, "some": amount.minor}
    if amount.minor <= 0 or tx.write(_TAKE_OFF, values) != 1:
        return False
    step = {"payment_id": payment_id, "kind": StepKind.PART.value, "amount": amount.minor}
    owed = {"state": StepState.OWED.value, "due_at": tx.now, "created_at": tx.now}
    step_id = tx.add(_STEP, {**step, **owed, "key": key, "reason": reason})
    recording.part_asked(tx, step_id)
    return True


def owe_parts(tx: Transaction, wanted: Sequence[tuple[int, Money, str]], reason: str) -> None:
    """The same for several payments at once: its number, how much, under which key.

    The caller has locked them and seen that each can give that much and has no such step yet.
    """
    if not wanted:
        return
    some = [
        {"id_": number, "currency_": amount.currency, "some": amount.minor}
        for number, amount, _ in wanted
    ]
    tx.write(_TAKE_OFF, some)
    owed = {"kind": StepKind.PART.value, "state": StepState.OWED.value, "reason": reason}
    when = {"due_at": tx.now, "created_at": tx.now}
    tx.write(
        _STEPS,
        [
            {"payment_id": number, "amount": amount.minor, "key": key, **owed, **when}
            for number, amount, key in wanted
        ],
    )
    recording.parts_asked(tx, [key for _, _, key in wanted])


def parts_of(tx: Transaction, payment_id: int) -> tuple[Part, ...]:
    """What was asked back of a payment in parts, the oldest first."""
    return tuple(_read(row) for row in tx.all(_PARTS, {"payment": payment_id}))


def _read(row: Found) -> Part:
    return Part(
        step_id=row.id,
        amount=Money(row.amount, row.currency),
        asked_at=row.created_at,
        done_at=row.done_at,
        attempts=row.attempts,
        stuck=row.state == StepState.STUCK.value,
        reason=row.reason,
    )
