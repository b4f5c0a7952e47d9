"""What of a product's stock open group buys and unpaid places hold, counted from them: where a count begins."""

from collections import Counter

from sqlalchemy import bindparam, func, select

from catalog import stock
from catalog.stock import Aside
from catalog.tables import deal, variant
from groupbuys.model import GroupState, OrderState, SeatState
from groupbuys.tables import group_buy, purchase, seat
from storage.transaction import Transaction

_OPEN = (
    deal.c.product_id == bindparam("product_id"),
    group_buy.c.state.in_([GroupState.OPENING.value, GroupState.FORMING.value]),
)
_PLACES = (
    select(
        group_buy.c.terms_id,
        func.sum(group_buy.c.capacity).label("places"),
        func.sum(group_buy.c.capacity - group_buy.c.taken).label("unchosen"),
    )
    .join(deal, deal.c.id == group_buy.c.deal_id)
    .where(*_OPEN)
    .group_by(group_buy.c.terms_id)
)
_SEATS = (
    select(
        group_buy.c.terms_id,
        seat.c.variant_id,
        func.sum(seat.c.quantity).label("units"),
        func.sum(seat.c.quantity - 1).label("beyond"),
    )
    .join_from(group_buy, deal, deal.c.id == group_buy.c.deal_id)
    .join(seat, seat.c.group_buy_id == group_buy.c.id)
    .where(*_OPEN, seat.c.state.in_([SeatState.HELD.value, SeatState.PAID.value]))
    .group_by(group_buy.c.terms_id, seat.c.variant_id)
)
_ORDERS = (
    select(purchase.c.variant_id, func.sum(purchase.c.quantity).label("units"))
    .join(variant, variant.c.id == purchase.c.variant_id)
    .where(
        variant.c.product_id == bindparam("product_id"),
        purchase.c.held_until.is_not(None),
        purchase.c.state == OrderState.HELD.value,
    )
    .group_by(purchase.c.variant_id)
)


def set_aside(tx: Transaction, product_id: int) -> Aside:
    """Units by variant, and places that nobody took yet where there is a choice (see `catalog.stock`).

    What was bought is no part of it. Exact while the caller holds the rows of the product and its variants.
    """
    places = tx.all(_PLACES, {"product_id": product_id})
    sole = stock.sole_variants(tx, [row.terms_id for row in places]) if places else {}
    units: Counter[int] = Counter()
    for row in places:
        if row.terms_id in sole:
            units[sole[row.terms_id]] += int(row.places)
    for row in tx.all(_SEATS, {"product_id": product_id}):
        units[row.variant_id] += int(row.beyond if row.terms_id in sole else row.units)
    for row in tx.all(_ORDERS, {"product_id": product_id}):
        units[row.variant_id] += int(row.units)
    return Aside(units, sum(int(row.unchosen) for row in places if row.terms_id not in sole))
