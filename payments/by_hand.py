"""What a person does about a money step that keeps failing: have it tried now, or say that it was done by hand."""

from enum import StrEnum

from sqlalchemy import bindparam, select, update

from payments import stepping
from payments.model import Step, StepState
from payments.tables import money_step
from storage.transaction import Transaction

_STUCK = (
    money_step.c.id == bindparam("id_"),
    money_step.c.done_at.is_(None),
    money_step.c.state == StepState.STUCK.value,
)
_LOCK = (
    select(money_step.c.id, money_step.c.leased_until)
    .where(*_STUCK)
    .with_for_update(key_share=True)
)
_NOW = update(money_step).where(*_STUCK).values(due_at=bindparam("at"))


class Barred(StrEnum):
    """Why nobody may say of a step that it was done by hand."""

    NOT_STUCK = "not stuck"
    BEING_TRIED = "being tried"


def try_now(tx: Transaction, step_id: int) -> bool:
    """A stuck step is due now; False, with nothing changed, where none of that number is stuck."""
    return tx.write(_NOW, {"id_": step_id, "at": tx.now}) == 1


def locked(tx: Transaction, step_id: int) -> Step | Barred:
    """A stuck step, locked until the commit, unless a worker asks its provider at this moment."""
    row = tx.first(_LOCK, {"id_": step_id})
    if row is None:
        return Barred.NOT_STUCK
    if row.leased_until is not None and row.leased_until > tx.now:
        return Barred.BEING_TRIED
    (step,) = stepping.steps(tx, [row.id])
    return step
