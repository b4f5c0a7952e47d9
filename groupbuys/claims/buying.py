"""The order that a claim is about, with what of its money is left, and what may be claimed about it."""

from collections.abc import Mapping

from sqlalchemy import bindparam, select

from catalog.keeping.promising import DAYS, ship_days_at
from catalog.money import Money
from groupbuys.claims import books
from groupbuys.claims.model import Bought, Declined, NoClaim, Wrong
from groupbuys.claims.rules import is_settled, may_claim
from groupbuys.tables import costs, purchase
from payments.tables import payment
from people.tables import person
from storage.transaction import Transaction

_ORDER = (
    select(
        purchase.c.id,
        purchase.c.number,
        purchase.c.shop_id,
        purchase.c.person_id,
        purchase.c.state,
        purchase.c.placed_at,
        purchase.c.shipped_at,
        purchase.c.received_at,
        costs(purchase).label("total"),
        purchase.c.currency,
        purchase.c.payment_id,
        payment.c.amount,
        payment.c.back,
        person.c.name.label("payer"),
    )
    .outerjoin_from(purchase, payment, payment.c.id == purchase.c.payment_id)
    .outerjoin(person, (person.c.id == payment.c.person_id) & (person.c.id != purchase.c.person_id))
    .where(purchase.c.id == bindparam("id_"))
)
_LOCKED = _ORDER.with_for_update(of=purchase, key_share=True)


def bought(tx: Transaction, order_id: int, *, lock: bool = False) -> Bought | None:
    """An order as claims see it; `lock`: nobody else changes it until the turn ends."""
    row = tx.first(_LOCKED if lock else _ORDER, {"id_": order_id})
    if row is None:
        return None
    left = None if row.payment_id is None else Money(row.amount - row.back, row.currency)
    days = ship_days_at(tx, row.shop_id, row.placed_at) if row.placed_at else DAYS
    return Bought(
        id=row.id,
        number=row.number,
        shop_id=row.shop_id,
        person_id=row.person_id,
        state=row.state,
        placed_at=row.placed_at,
        shipped_at=row.shipped_at,
        received_at=row.received_at,
        ship_days=days,
        total=Money(row.total, row.currency),
        payment_id=row.payment_id,
        left=left,
        payer=row.payer or "",
    )


def own(tx: Transaction, person_id: int, order_id: int) -> Bought | None:
    """An order of one's own; another's looks like one that does not exist."""
    found = bought(tx, order_id)
    return found if found is not None and found.person_id == person_id else None


def choices(tx: Transaction, of: Bought) -> Mapping[Wrong, Declined | None]:
    """What may be claimed about an order now (None), and why the rest may not."""
    if books.has_open(tx, of.id):
        return dict.fromkeys(Wrong, Declined(NoClaim.OPEN_ALREADY))
    return {wrong: refused(tx, of, wrong) for wrong in Wrong}


def refused(tx: Transaction, of: Bought, wrong: Wrong) -> Declined | None:
    """Why that cannot be claimed about an order without an open claim; None: it can.

    What the operator decided for the shop stays decided: else its silence would pay the next time. What was settled
    for some of the money stays settled: else an offer would only be the beginning of the next one.
    """
    if books.is_decided(tx, of.id, wrong):
        return Declined(NoClaim.DECIDED)
    if is_settled(books.parts_given(tx, of.id, wrong)):
        return Declined(NoClaim.SETTLED)
    return may_claim(of, wrong, tx.now)
