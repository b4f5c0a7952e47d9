"""Asking for money: one row per invoice, found again by an unguessable token."""

import secrets

from sqlalchemy import bindparam, insert, select, update

from catalog.money import Money
from payments.model import Payment, PaymentState
from payments.tables import payment
from storage.transaction import Found, Transaction

_ASK = insert(payment)
COLUMNS = (
    payment.c.id,
    payment.c.token,
    payment.c.shop_id,
    payment.c.person_id,
    payment.c.purpose,
    payment.c.subject_id,
    payment.c.provider,
    payment.c.amount,
    payment.c.currency,
    payment.c.state,
    payment.c.charge,
    payment.c.taken_at,
    payment.c.deal_id,
)
_PEEK = select(*COLUMNS).where(payment.c.token == bindparam("token_"))
_BY_ID = select(*COLUMNS).where(payment.c.id == bindparam("id_"))
_OF_CHARGE = select(*COLUMNS).where(
    payment.c.provider == bindparam("provider_"), payment.c.charge == bindparam("charge_")
)
_POINT = (
    update(payment)
    .where(payment.c.id == bindparam("id_"))
    .values(subject_id=bindparam("to_subject"))
)


def new_token() -> str:
    """An invoice's payload: 96 random bits in letters that every messenger carries."""
    return secrets.token_urlsafe(12)


def ask(
    tx: Transaction,
    *,
    shop_id: int,
    person_id: int,
    purpose: str,
    subject_id: int,
    provider: str,
    amount: Money,
    deal_id: int | None,
) -> Payment:
    """Write down that this amount is asked for, under a new token."""
    values = {
        "token": new_token(),
        "shop_id": shop_id,
        "person_id": person_id,
        "purpose": purpose,
        "subject_id": subject_id,
        "provider": provider,
        "amount": amount.minor,
        "currency": amount.currency,
        "deal_id": deal_id,
        "state": PaymentState.ASKED.value,
        "asked_at": tx.now,
    }
    number = tx.add(_ASK, values)
    return Payment(
        id=number,
        token=str(values["token"]),
        shop_id=shop_id,
        person_id=person_id,
        purpose=purpose,
        subject_id=subject_id,
        provider=provider,
        amount=amount,
        state=PaymentState.ASKED,
        charge=None,
        taken_at=None,
        deal_id=deal_id,
    )


def peek(tx: Transaction, token: str) -> Payment | None:
    """The payment asked for under this token, as it stands."""
    return read(tx.first(_PEEK, {"token_": token}))


def by_id(tx: Transaction, payment_id: int) -> Payment | None:
    """The payment of that number."""
    return read(tx.first(_BY_ID, {"id_": payment_id}))


def of_charge(tx: Transaction, provider: str, charge: str) -> Payment | None:
    """The payment that a provider knows by this number."""
    return read(tx.first(_OF_CHARGE, {"provider_": provider, "charge_": charge}))


def point_at(tx: Transaction, payment_id: int, subject_id: int) -> None:
    """The same money pays for another seat from now on."""
    tx.write(_POINT, {"id_": payment_id, "to_subject": subject_id})


def read(row: Found | None) -> Payment | None:
    """A row as the value that it stands for."""
    if row is None:
        return None
    return Payment(
        id=row.id,
        token=row.token,
        shop_id=row.shop_id,
        person_id=row.person_id,
        purpose=row.purpose,
        subject_id=row.subject_id,
        provider=row.provider,
        amount=Money(row.amount, row.currency),
        state=PaymentState(row.state),
        charge=row.charge,
        taken_at=row.taken_at,
        deal_id=row.deal_id,
    )
