"""Owing money steps: a capture or a refund of whole payments, written in the turn's own commit."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Executable,
    String,
    bindparam,
    cast,
    delete,
    exists,
    insert,
    literal,
    select,
    update,
)

from payments import recording
from payments.model import PaymentState, StepKind, StepState
from payments.tables import money_step, payment
from storage.transaction import Transaction

_CHUNK = 5_000
"""Numbers in one IN list: PostgreSQL carries 65,535 parameters, SQLite 32,766."""

_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_AT = bindparam("at", type_=money_step.c.due_at.type)
_DUE_AT = bindparam("first_at", type_=money_step.c.due_at.type)
_AT_ONCE = timedelta()


def _step(
    kind: StepKind, amount: ColumnElement[int], state: PaymentState, *only: ColumnElement[bool]
) -> Executable:
    wanted = select(
        payment.c.id,
        literal(kind.value),
        amount,
        literal(f"{kind.value}-") + cast(payment.c.id, String),
        bindparam("reason", type_=String),
        literal(StepState.OWED.value),
        _DUE_AT,
        _AT,
    ).where(payment.c.id.in_(_IDS), payment.c.state == state.value, *only)
    columns = ["payment_id", "kind", "amount", "key", "reason", "state", "due_at", "created_at"]
    return insert(money_step).from_select(columns, wanted, include_defaults=False)


_NOT_YET = ~exists().where(
    money_step.c.payment_id == payment.c.id, money_step.c.kind == StepKind.CAPTURE.value
)
"""What runs out is captured early (see groupbuys.running_out); its group may close before that was done."""

_CAPTURE = _step(StepKind.CAPTURE, payment.c.amount - payment.c.back, PaymentState.HELD, _NOT_YET)
_REFUND = _step(StepKind.REFUND, payment.c.amount - payment.c.back, PaymentState.REFUNDING)
_REFUNDING = (
    update(payment)
    .where(
        payment.c.id.in_(_IDS),
        payment.c.state.in_([PaymentState.HELD.value, PaymentState.CAPTURED.value]),
    )
    .values(state=PaymentState.REFUNDING.value)
    .returning(payment.c.id)
)
_NO_CAPTURE = (
    update(money_step)
    .where(
        money_step.c.payment_id.in_(_IDS),
        money_step.c.kind == StepKind.CAPTURE.value,
        money_step.c.state != StepState.DONE.value,
    )
    .values(state=StepState.DONE.value, done_at=_AT, error="given back instead")
)
_WITHDRAW = delete(money_step).where(
    money_step.c.payment_id == bindparam("payment"),
    money_step.c.kind == StepKind.REFUND.value,
    money_step.c.attempts == 0,
)


def owe_captures(tx: Transaction, payment_ids: Iterable[int], reason: str) -> None:
    """Owe the capture of each payment that is held, once; the others are left alone.

    Only what is to stay is taken where less than all of it is (see payments.lowering).
    """
    for ids in _chunks(payment_ids):
        tx.write(_CAPTURE, {"ids": ids, "reason": reason, "at": tx.now, "first_at": tx.now})


def owe_refunds(
    tx: Transaction, payment_ids: Iterable[int], reason: str, wait: timedelta = _AT_ONCE
) -> None:
    """Owe all that is left of each payment back, once, under a key of its own.

    A payment that is not held or captured (already going back, never taken) is left alone. The provider is asked
    after `wait`.
    """
    for ids in _chunks(payment_ids):
        going = [row.id for row in tx.returning(_REFUNDING, {"ids": ids})]
        if not going:
            continue
        values = {"ids": going, "reason": reason, "at": tx.now, "first_at": tx.now + wait}
        tx.write(_REFUND, values)
        tx.write(_NO_CAPTURE, {"ids": going, "at": tx.now})
        recording.asked_back(tx, going)


def withdraw_refund(tx: Transaction, payment_id: int) -> bool:
    """Owe a refund no more that the provider was never asked for; False, with nothing changed, where it was.

    What becomes of the payment is for the caller to say.
    """
    return tx.write(_WITHDRAW, {"payment": payment_id}) == 1


def _chunks(payment_ids: Iterable[int]) -> Iterator[Sequence[int]]:
    ids = list(payment_ids)
    for start in range(0, len(ids), _CHUNK):
        yield ids[start : start + _CHUNK]
