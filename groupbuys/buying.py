"""Buying alone, at the solo price: held until it is paid, like a seat, but nobody else is needed."""

from groupbuys import invoices, units
from groupbuys.belongings import Belongings, belongings
from groupbuys.coupons import using
from groupbuys.facts import Offer, deal_and_offer, lock_person
from groupbuys.fulfilment import orders
from groupbuys.model import (
    HOLD,
    Order,
    Ordered,
    OrderState,
    Reason,
    Refused,
    ToPay,
    Wish,
)
from groupbuys.opening import is_live
from groupbuys.rewards import spending
from groupbuys.rules import may_take
from storage.transaction import Found, Transaction


def buy_alone(
    tx: Transaction, person_id: int, deal_id: int, variant_id: int, quantity: int
) -> Wish:
    """Buy at the solo price. An unpaid purchase of the very same is asked for again instead of made twice."""
    lock_person(tx, person_id)
    found = deal_and_offer(tx, person_id, deal_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    row, offer = found
    if not is_live(row, tx.now):
        return Refused(Reason.DEAL_NOT_LIVE)
    has = belongings(tx, person_id, deal_id)
    if (again := _asked_already(tx, has, variant_id, quantity)) is not None:
        return again
    if (no := may_take(has.standing(tx.now), quantity, offer.limit)) is not None:
        return no
    if not units.take(tx, row.product_id, variant_id, quantity, quantity, offer):
        return Refused(Reason.SOLD_OUT)
    wished = _order(tx, person_id, row, offer, variant_id, quantity)
    less = using.lowered(tx, row.shop_id, wished) if offer.coupons else wished
    return _buy(tx, row, offer, spending.lowered(less, offer.credit))


def _asked_already(
    tx: Transaction, has: Belongings, variant_id: int, quantity: int
) -> ToPay | None:
    for thing in has.things:
        if thing.what != "o" or thing.deal_id != has.deal_id or thing.state != OrderState.HELD:
            continue
        order = orders.locked(tx, thing.id)
        if order is None or (order.variant_id, order.quantity) != (variant_id, quantity):
            continue
        invoice = invoices.ask_again(tx, order)
        if invoice is not None:
            orders.hold_until(tx, order, invoice.until)
            return invoice
    return None


def _order(
    tx: Transaction, person_id: int, deal: Found, offer: Offer, variant_id: int, quantity: int
) -> Order:
    return Order(
        id=0,
        number=orders.new_number(),
        deal_id=deal.id,
        person_id=person_id,
        seat_id=None,
        variant_id=variant_id,
        quantity=quantity,
        price=offer.solo,
        state=OrderState.HELD if offer.provider else OrderState.PLACED,
        held_until=tx.now + HOLD if offer.provider else None,
        payment_id=None,
        created_at=tx.now,
    )


def _buy(tx: Transaction, deal: Found, offer: Offer, wished: Order) -> Wish:
    order = orders.add(tx, wished, deal.shop_id)
    if not offer.provider:
        using.use(tx, order)
        return Ordered(order)
    return invoices.ask_for_order(tx, deal.shop_id, order, offer.provider)
