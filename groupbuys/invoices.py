"""The invoice of a held place: asked for once, and asked for again under the same token."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, select

from catalog.money import Money
from groupbuys.costs import taken_off
from groupbuys.model import HOLD, GroupBuy, Order, Seat, ToPay
from groupbuys.tables import purchase, seat
from payments.asking import ask
from payments.model import PaymentState
from payments.tables import payment
from storage.transaction import Transaction


def _open(places: Table, purpose: str) -> Select[Any]:
    return (
        select(
            payment.c.token,
            payment.c.amount,
            payment.c.currency,
            payment.c.provider,
            places.c.held_until,
            places.c.off,
        )
        .join_from(payment, places, places.c.id == payment.c.subject_id)
        .where(
            payment.c.purpose == purpose,
            payment.c.subject_id == bindparam("subject"),
            payment.c.state == PaymentState.ASKED.value,
        )
        .order_by(payment.c.id.desc())
        .limit(1)
    )


_OPEN = {"s": _open(seat, "seat"), "o": _open(purchase, "order")}


def ask_for_seat(
    tx: Transaction, group: GroupBuy, held: Seat, provider: str, until: datetime | None = None
) -> ToPay:
    """Ask for the money of a seat that is held `until` then; None: it was just taken."""
    asked = ask(
        tx,
        shop_id=group.shop_id,
        person_id=held.person_id,
        purpose="seat",
        subject_id=held.id,
        provider=provider,
        amount=held.total,
        deal_id=group.deal_id,
    )
    until = until or tx.now + HOLD
    return ToPay("s", held.id, group.id, asked.token, held.total, provider, until, off=held.off)


def ask_for_order(tx: Transaction, shop_id: int, held: Order, provider: str) -> ToPay:
    """Ask for the money of a solo purchase that was just held."""
    asked = ask(
        tx,
        shop_id=shop_id,
        person_id=held.person_id,
        purpose="order",
        subject_id=held.id,
        provider=provider,
        amount=held.total,
        deal_id=held.deal_id,
    )
    until = tx.now + HOLD
    return ToPay("o", held.id, 0, asked.token, held.total, provider, until, off=held.off)


def ask_again(tx: Transaction, what: str, subject_id: int, group_buy_id: int) -> ToPay | None:
    """The invoice that is still open for a seat ("s") or order ("o"), to be paid until the same moment as before."""
    row = tx.first(_OPEN[what], {"subject": subject_id})
    if row is None:
        return None
    return ToPay(
        what=what,
        id=subject_id,
        group_buy_id=group_buy_id,
        token=row.token,
        amount=Money(row.amount, row.currency),
        provider=row.provider,
        until=kept_until(row.held_until, tx.now),
        fresh=False,
        off=taken_off(row.off, row.currency),
    )


def kept_until(held_until: datetime | None, now: datetime) -> datetime:
    """When a hold ends that its person has asked about again: no later for that.

    One that ran out and that nobody has ended yet is held anew, as it could be a second later.
    """
    return held_until if held_until is not None and held_until > now else now + HOLD
