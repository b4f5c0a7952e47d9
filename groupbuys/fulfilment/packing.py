"""What a shop has to deliver, as its keepers look at it: orders by where they stand, and what to fetch for them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import bindparam, func, select

from catalog.money import Money
from catalog.tables import variant
from groupbuys.costs import cost, taken_off
from groupbuys.fulfilment.handover import destined
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from people.tables import person
from storage.transaction import Found, Transaction


class Shelf(StrEnum):
    """Where a shop looks for its orders: still to be packed, sent, or in the buyer's hands."""

    PACK = "p"
    SENT = "s"
    DONE = "d"


_STATE: Mapping[Shelf, OrderState] = {
    Shelf.PACK: OrderState.PLACED,
    Shelf.SENT: OrderState.SHIPPED,
    Shelf.DONE: OrderState.RECEIVED,
}
"""One state a shelf, so that a page comes straight from the index, however many there are."""

_keeper = person.alias("keeper")
_LOOK = (
    select(
        purchase.c.id,
        purchase.c.number,
        purchase.c.state,
        person.c.name,
        variant.c.product_id,
        purchase.c.variant_id,
        purchase.c.quantity,
        purchase.c.price,
        purchase.c.off,
        purchase.c.credit,
        purchase.c.currency,
        purchase.c.payment_id,
        purchase.c.carrier,
        purchase.c.tracking,
        purchase.c.placed_at,
        purchase.c.shipped_at,
        purchase.c.received_at,
        purchase.c.packed_at,
        _keeper.c.name.label("handed_by"),
    )
    .join_from(purchase, variant, variant.c.id == purchase.c.variant_id)
    .join(person, person.c.id == purchase.c.person_id)
    .outerjoin(_keeper, _keeper.c.id == purchase.c.handed_by)
    .where(purchase.c.shop_id == bindparam("shop_id"), purchase.c.placed_at.is_not(None))
)
_SHOP_OF = select(purchase.c.shop_id).where(purchase.c.id == bindparam("id_"))
_ONE = _LOOK.where(purchase.c.id == bindparam("id_"))
_NUMBERED = _LOOK.where(purchase.c.number == bindparam("number_"))
_STANDS = _LOOK.where(purchase.c.state == bindparam("state_"))
_PAGE = _STANDS.limit(bindparam("most")).offset(bindparam("skip"))
_OLDEST = _PAGE.order_by(purchase.c.placed_at, purchase.c.id)
_NEWEST = _PAGE.order_by(purchase.c.placed_at.desc(), purchase.c.id.desc())
_PLACED = destined(
    select(purchase.c.id).where(
        purchase.c.shop_id == bindparam("shop_id"), purchase.c.state == OrderState.PLACED.value
    )
).subquery()
_AT = (
    _LOOK.join(_PLACED, _PLACED.c.id == purchase.c.id)
    .where(_PLACED.c.place == bindparam("at_place"))
    .order_by(purchase.c.placed_at, purchase.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNTS = (
    select(purchase.c.state, func.count().label("orders"))
    .where(
        purchase.c.shop_id == bindparam("shop_id"),
        purchase.c.state.in_([state.value for state in _STATE.values()]),
    )
    .group_by(purchase.c.state)
)
_PACKED = select(func.count()).where(
    purchase.c.shop_id == bindparam("shop_id"),
    purchase.c.state == OrderState.PLACED.value,
    purchase.c.packed_at.is_not(None),
)
_WHOSE = select(purchase.c.id, purchase.c.shop_id, purchase.c.person_id).where(
    purchase.c.number == bindparam("number_"), purchase.c.placed_at.is_not(None)
)
_PICK = (
    select(
        variant.c.product_id,
        purchase.c.variant_id,
        func.sum(purchase.c.quantity).label("units"),
    )
    .join_from(purchase, variant, variant.c.id == purchase.c.variant_id)
    .where(
        purchase.c.shop_id == bindparam("shop_id"),
        purchase.c.state == OrderState.PLACED.value,
        purchase.c.packed_at.is_(None),
    )
    .group_by(variant.c.product_id, purchase.c.variant_id)
    .order_by(variant.c.product_id, purchase.c.variant_id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class ShopOrder:
    """An order as its shop sees it, `buyer` by name. `price` is of one unit; not `paid`: that is still to be done.

    `carrier` and `tracking` are the shop's own words, "" where it said none. `packed_at`: it lies ready since then.
    `handed_by`: the name of the keeper who handed it out. `off`: what a coupon took off all of it,
    `credit`: what the buyer's credit paid.
    """

    id: int
    number: str
    state: OrderState
    buyer: str
    product_id: int
    variant_id: int
    quantity: int
    price: Money
    paid: bool
    carrier: str
    tracking: str
    placed_at: datetime
    shipped_at: datetime | None
    received_at: datetime | None
    packed_at: datetime | None
    handed_by: str | None
    off: Money | None = None
    credit: Money | None = None

    @property
    def total(self) -> Money:
        """What it costs altogether."""
        return cost(self.price, self.quantity, self.off, self.credit)


@dataclass(frozen=True, slots=True)
class Pick:
    """So many `units` of one variant are to be fetched for all orders that are to pack."""

    product_id: int
    variant_id: int
    units: int


@dataclass(frozen=True, slots=True)
class Whose:
    """Which shop owes an order to whom."""

    id: int
    shop_id: int
    person_id: int


def order(tx: Transaction, shop_id: int, order_id: int) -> ShopOrder | None:
    """An order of this shop that was placed once; another shop's looks like one that does not exist."""
    row = tx.first(_ONE, {"shop_id": shop_id, "id_": order_id})
    return None if row is None else _read(row)


def numbered(tx: Transaction, shop_id: int, number: str) -> ShopOrder | None:
    """The same, by the number that its buyer reads out."""
    row = tx.first(_NUMBERED, {"shop_id": shop_id, "number_": number})
    return None if row is None else _read(row)


def page(
    tx: Transaction, shop_id: int, shelf: Shelf, offset: int, limit: int
) -> tuple[ShopOrder, ...]:
    """Some orders of a shelf: those to pack the oldest first, the others the newest first."""
    asked = {"shop_id": shop_id, "state_": _STATE[shelf].value, "most": limit, "skip": offset}
    found = tx.all(_OLDEST if shelf is Shelf.PACK else _NEWEST, asked)
    return tuple(_read(row) for row in found)


def page_at(
    tx: Transaction, shop_id: int, place: int, offset: int, limit: int
) -> tuple[ShopOrder, ...]:
    """Some orders that are to pack and go to that place (see groupbuys.fulfilment.handover), the oldest first."""
    asked = {"shop_id": shop_id, "at_place": place, "most": limit, "skip": offset}
    return tuple(_read(row) for row in tx.all(_AT, asked))


def shop_of(tx: Transaction, order_id: int) -> int | None:
    """The number of the shop that has to deliver this order."""
    number: int | None = tx.value(_SHOP_OF, {"id_": order_id})
    return number


def counts(tx: Transaction, shop_id: int) -> dict[Shelf, int]:
    """How many orders stand on each shelf."""
    rows = {row.state: int(row.orders) for row in tx.all(_COUNTS, {"shop_id": shop_id})}
    return {shelf: rows.get(state.value, 0) for shelf, state in _STATE.items()}


def packed(tx: Transaction, shop_id: int) -> int:
    """How many of the orders to pack lie ready."""
    return int(tx.value(_PACKED, {"shop_id": shop_id}))


def whose(tx: Transaction, number: str) -> Whose | None:
    """The order with that number, in whatever shop."""
    row = tx.first(_WHOSE, {"number_": number})
    return None if row is None else Whose(row.id, row.shop_id, row.person_id)


def pick_list(tx: Transaction, shop_id: int, limit: int) -> tuple[Pick, ...]:
    """What to fetch for everything that is to pack and not packed yet, product by product."""
    rows = tx.all(_PICK, {"shop_id": shop_id, "most": limit})
    return tuple(Pick(row.product_id, row.variant_id, int(row.units)) for row in rows)


def _read(row: Found) -> ShopOrder:
    return ShopOrder(
        id=row.id,
        number=row.number,
        state=OrderState(row.state),
        buyer=row.name,
        product_id=row.product_id,
        variant_id=row.variant_id,
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        paid=row.payment_id is not None,
        carrier=row.carrier,
        tracking=row.tracking,
        placed_at=row.placed_at,
        shipped_at=row.shipped_at,
        received_at=row.received_at,
        packed_at=row.packed_at,
        handed_by=row.handed_by,
        off=taken_off(row.off, row.currency),
        credit=taken_off(row.credit, row.currency),
    )
