"""The invoice of a held place: asked for once, and asked for again under the same token."""

from sqlalchemy import bindparam, select

from catalog.money import Money
from groupbuys.model import HOLD, ToPay
from payments.asking import ask
from payments.model import PaymentState
from payments.tables import payment
from storage.transaction import Transaction

_OPEN = (
    select(payment.c.token, payment.c.amount, payment.c.currency, payment.c.provider)
    .where(
        payment.c.purpose == bindparam("purpose_"),
        payment.c.subject_id == bindparam("subject"),
        payment.c.state == PaymentState.ASKED.value,
    )
    .order_by(payment.c.id.desc())
    .limit(1)
)


def ask_for_seat(
    tx: Transaction,
    *,
    shop_id: int,
    person_id: int,
    seat_id: int,
    group_buy_id: int,
    provider: str,
    amount: Money,
) -> ToPay:
    """Ask for the money of a seat that was just held."""
    asked = ask(
        tx,
        shop_id=shop_id,
        person_id=person_id,
        purpose="seat",
        subject_id=seat_id,
        provider=provider,
        amount=amount,
    )
    return ToPay("s", seat_id, group_buy_id, asked.token, amount, provider, tx.now + HOLD)


def ask_for_order(
    tx: Transaction, *, shop_id: int, person_id: int, order_id: int, provider: str, amount: Money
) -> ToPay:
    """Ask for the money of a solo purchase that was just held."""
    asked = ask(
        tx,
        shop_id=shop_id,
        person_id=person_id,
        purpose="order",
        subject_id=order_id,
        provider=provider,
        amount=amount,
    )
    return ToPay("o", order_id, 0, asked.token, amount, provider, tx.now + HOLD)


def ask_again(tx: Transaction, what: str, subject_id: int, group_buy_id: int) -> ToPay | None:
    """The invoice that is still open for a seat ("s") or order ("o"), with its hold counted from now on."""
    purpose = {"s": "seat", "o": "order"}.get(what, "")
    row = tx.first(_OPEN, {"purpose_": purpose, "subject": subject_id})
    if row is None:
        return None
    return ToPay(
        what=what,
        id=subject_id,
        group_buy_id=group_buy_id,
        token=row.token,
        amount=Money(row.amount, row.currency),
        provider=row.provider,
        until=tx.now + HOLD,
        fresh=False,
    )
