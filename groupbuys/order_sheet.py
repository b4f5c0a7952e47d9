"""A shop's orders page by page, however many: state by state and in the order in which they were placed.

Each page begins behind the last row of the one before, straight from the index that the shop's shelves use. An order
that moves on meanwhile may be met again in a later state, and none is missed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, or_, select

from catalog.money import Money
from catalog.tables import variant
from groupbuys.handover import Destination, destined, read_destination
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from people.tables import person
from storage.transaction import Found, Transaction

TAKEN_BACK = (OrderState.TAKEN_BACK, OrderState.REFUNDING, OrderState.REFUNDED)
STATES = (OrderState.PLACED, OrderState.SHIPPED, OrderState.RECEIVED, *TAKEN_BACK)
"""All that an order can be once it was placed, in the order of its life."""

_AT = bindparam("at", type_=purchase.c.placed_at.type)
_SINCE = bindparam("since", type_=purchase.c.placed_at.type)
_OURS = (purchase.c.shop_id == bindparam("shop_id"), purchase.c.placed_at >= _SINCE)
_BEHIND = or_(
    purchase.c.placed_at > _AT,
    and_(purchase.c.placed_at == _AT, purchase.c.id > bindparam("after")),
)
_PAGE = (
    destined(
        select(
            *purchase.c["id", "number", "state", "deal_id", "variant_id", "quantity", "price"],
            *purchase.c["currency", "payment_id", "seat_id", "carrier", "tracking"],
            *purchase.c["placed_at", "shipped_at", "received_at"],
            variant.c.product_id,
            variant.c.sku,
            person.c.name.label("buyer"),
        )
        .join_from(purchase, variant, variant.c.id == purchase.c.variant_id)
        .join(person, person.c.id == purchase.c.person_id)
    )
    .where(*_OURS, purchase.c.state == bindparam("state_"), _BEHIND)
    .order_by(purchase.c.placed_at, purchase.c.id)
    .limit(bindparam("most"))
)
_SOME = (
    select(purchase.c.id)
    .where(*_OURS, purchase.c.state.in_(bindparam("states", expanding=True)))
    .limit(bindparam("most"))
    .subquery()
)
_COUNT = select(func.count()).select_from(_SOME)


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """An order with all that its shop writes down of it; `in_group`: it came of a group buy. `price` is of one unit."""

    id: int
    number: str
    state: OrderState
    deal_id: int
    in_group: bool
    product_id: int
    variant_id: int
    sku: str
    quantity: int
    price: Money
    paid: bool
    buyer: str
    goes_to: Destination | None
    carrier: str
    tracking: str
    placed_at: datetime
    shipped_at: datetime | None
    received_at: datetime | None


def count(
    tx: Transaction, shop_id: int, states: Sequence[OrderState], since: datetime, most: int
) -> int:
    """How many orders there are, counted up to `most`."""
    asked = {"shop_id": shop_id, "states": [one.value for one in states], "since": since}
    return int(tx.value(_COUNT, {**asked, "most": most}))


def page(
    tx: Transaction,
    shop_id: int,
    state: OrderState,
    since: datetime,
    behind: tuple[datetime, int],
    most: int,
) -> tuple[SheetOrder, ...]:
    """The next orders of one state behind the one placed at that moment under that number."""
    at, after = behind
    asked = {"shop_id": shop_id, "state_": state.value, "since": since, "at": at, "after": after}
    return tuple(map(_read, tx.all(_PAGE, {**asked, "most": most})))


def _read(row: Found) -> SheetOrder:
    return SheetOrder(
        id=row.id,
        number=row.number,
        state=OrderState(row.state),
        deal_id=row.deal_id,
        in_group=row.seat_id is not None,
        product_id=row.product_id,
        variant_id=row.variant_id,
        sku=row.sku,
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        paid=row.payment_id is not None,
        buyer=row.buyer,
        goes_to=read_destination(row),
        carrier=row.carrier,
        tracking=row.tracking,
        placed_at=row.placed_at,
        shipped_at=row.shipped_at,
        received_at=row.received_at,
    )
