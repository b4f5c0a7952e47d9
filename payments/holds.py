"""Payments that their provider only holds: which these are, and how long where it says something else than usual."""

from datetime import datetime

from sqlalchemy import bindparam, update

from payments import windows
from payments.account import holds
from payments.model import MoneyState, Payment, PaymentState
from payments.tables import payment
from storage.transaction import Transaction

_HOLD = (
    update(payment)
    .where(payment.c.id == bindparam("id_"), payment.c.state == PaymentState.HELD.value)
    .values(runs_out_at=bindparam("out_at"), look_at=bindparam("next_at"))
)


def hold_until(tx: Transaction, taken: Payment, runs_out_at: datetime) -> bool:
    """The bank says that this payment's hold runs out then; False, with nothing changed, where it is held no more."""
    first = windows.first_look(taken.taken_at or tx.now, runs_out_at)
    values = {"id_": taken.id, "out_at": runs_out_at, "next_at": first}
    return tx.write(_HOLD, values) == 1


def is_only_held(of: MoneyState) -> bool:
    """Whether the money is only set aside on a card; other kinds of account take it at once, and pay it back."""
    return of.state is PaymentState.HELD and holds(of.provider)
