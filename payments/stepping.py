"""Working money steps off: claimed on a lease, asked of the provider, settled, each on its own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from catalog.money import Money
from payments import recording
from payments.model import PaymentState, Step, StepKind, StepState
from payments.tables import money_step, payment
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

_STUCK_AFTER = timedelta(days=1)
_OPEN = money_step.c.done_at.is_(None)
_DUE = (
    select(money_step.c.id)
    .where(
        _OPEN,
        money_step.c.due_at <= bindparam("at"),
        money_step.c.leased_until.is_(None) | (money_step.c.leased_until <= bindparam("at")),
    )
    .order_by(money_step.c.due_at, money_step.c.id)
    .limit(bindparam("most"))
    .with_for_update(key_share=True, skip_locked=True)
    .cte("due")
)
_CLAIM = (
    update(money_step)
    .where(money_step.c.id.in_(select(_DUE.c.id)))
    .values(leased_until=bindparam("until"), attempts=money_step.c.attempts + 1)
    .returning(money_step.c.id)
)
_STEPS = (
    select(
        money_step.c.id,
        money_step.c.payment_id,
        money_step.c.kind,
        money_step.c.amount,
        money_step.c.key,
        money_step.c.attempts,
        money_step.c.created_at,
        money_step.c.reason,
        payment.c.person_id,
        payment.c.provider,
        payment.c.charge,
        payment.c.currency,
        payment.c.state.label("payment_state"),
    )
    .join(payment, payment.c.id == money_step.c.payment_id)
    .where(money_step.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(money_step.c.due_at, money_step.c.id)
)
_ONE = money_step.c.id == bindparam("id_")
_DONE = (
    update(money_step)
    .where(_ONE, _OPEN)
    .values(state=StepState.DONE.value, done_at=bindparam("at"), leased_until=None, error=None)
)
_AGAIN = (
    update(money_step)
    .where(_ONE, _OPEN)
    .values(
        state=bindparam("new_state"),
        due_at=bindparam("next_at"),
        leased_until=None,
        error=bindparam("why"),
    )
)
_MOVED = (
    update(payment)
    .where(payment.c.id == bindparam("id_"), payment.c.state == bindparam("from_state"))
    .values(state=bindparam("to_state"))
)


def claim(tx: Transaction, lease: timedelta, most: int) -> tuple[Step, ...]:
    """Take up to `most` steps that are due, for as long as `lease`: whoever crashes with them loses them then."""
    values = {"at": tx.now, "until": tx.now + lease, "most": most}
    ids = [row.id for row in tx.returning(_CLAIM, values)]
    return steps(tx, ids) if ids else ()


def steps(tx: Transaction, ids: Sequence[int]) -> tuple[Step, ...]:
    """The steps of these numbers, in the order in which they are due."""
    return tuple(_read(row) for row in tx.all(_STEPS, {"ids": ids}))


def done(tx: Transaction, step: Step, why: str = "", who: str = "") -> bool:
    """The provider did it, or somebody (`who`) by hand, and `why`.

    True the first time; whoever got some of their money back is then owed the news.
    """
    if tx.write(_DONE, {"id_": step.id, "at": tx.now}) != 1:
        return False
    if step.kind is StepKind.PART:
        recording.done(tx, step, why, who)
        owe(tx, Notice("part_refunded", step.payment_id, step.person_id, str(step.id)))
        return True
    before, after = _MOVES[step.kind]
    values = {"id_": step.payment_id, "from_state": before, "to_state": after}
    if tx.write(_MOVED, values) != 1:
        return False
    recording.done(tx, step, why, who)
    return True


def again(tx: Transaction, step: Step, next_at: datetime, why: str, *, rejected: bool) -> StepState:
    """It did not work: ask again at `next_at`.

    One that the provider rejects, or that has been failing for a day, is `stuck` from now on: it is still asked
    again, and everybody can see it. `done`: somebody did it meanwhile, by hand.
    """
    old = tx.now - step.created_at >= _STUCK_AFTER
    state = StepState.STUCK if rejected or old else StepState.OWED
    values = {"id_": step.id, "new_state": state.value, "next_at": next_at, "why": why[:400]}
    return state if tx.write(_AGAIN, values) == 1 else StepState.DONE


_MOVES = {
    StepKind.CAPTURE: (PaymentState.HELD.value, PaymentState.CAPTURED.value),
    StepKind.REFUND: (PaymentState.REFUNDING.value, PaymentState.REFUNDED.value),
}


def _read(row: Found) -> Step:
    return Step(
        id=row.id,
        payment_id=row.payment_id,
        person_id=row.person_id,
        kind=StepKind(row.kind),
        provider=row.provider,
        charge=row.charge or "",
        amount=Money(row.amount, row.currency),
        key=row.key,
        attempts=row.attempts,
        created_at=row.created_at,
        reason=row.reason,
        waits=row.kind == StepKind.PART.value and row.payment_state == PaymentState.HELD.value,
    )
