"""A shop's orders page by page, however many, by their own numbers: the oldest first.

Each page begins behind the last row of the one before, straight from an index. A number never changes, so an order that
moves on or back meanwhile is met once, in the state it has then.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select

from catalog.money import Money
from catalog.skus import spoken
from catalog.tables import variant
from groupbuys.costs import cost, taken_off
from groupbuys.fulfilment.handover import Destination, destined, read_destination
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from people.tables import person
from storage.transaction import Found, Transaction

TAKEN_BACK = (OrderState.TAKEN_BACK, OrderState.REFUNDING, OrderState.REFUNDED)
STATES = (OrderState.PLACED, OrderState.SHIPPED, OrderState.RECEIVED, *TAKEN_BACK)
"""All that an order can be once it was placed, in the order of its life."""

_SINCE = bindparam("since", type_=purchase.c.placed_at.type)
_OURS = (purchase.c.shop_id == bindparam("shop_id"), purchase.c.placed_at >= _SINCE)
_THESE = purchase.c.state.in_(bindparam("states", expanding=True))
_PAGE = (
    destined(
        select(
            *purchase.c[
                "id",
                "number",
                "state",
                "deal_id",
                "variant_id",
                "quantity",
                "price",
                "off",
                "credit",
            ],
            *purchase.c["currency", "payment_id", "seat_id", "carrier", "tracking"],
            *purchase.c["placed_at", "shipped_at", "received_at"],
            variant.c.product_id,
            variant.c.sku,
            person.c.name.label("buyer"),
        )
        .join_from(purchase, variant, variant.c.id == purchase.c.variant_id)
        .join(person, person.c.id == purchase.c.person_id)
    )
    .where(*_OURS, _THESE, purchase.c.id > bindparam("after"))
    .order_by(purchase.c.id)
    .limit(bindparam("most"))
)
_SOME = select(purchase.c.id).where(*_OURS, _THESE).limit(bindparam("most")).subquery()
_COUNT = select(func.count()).select_from(_SOME)
_FIRST = select(func.min(purchase.c.id)).where(*_OURS, _THESE)


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """An order with all that its shop writes down of it; `in_group`: it came of a group buy. `price` is of one unit.

    `off`: what a coupon took off all of it.
    """

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
    off: Money | None = None
    credit: Money | None = None

    @property
    def total(self) -> Money:
        """What it costs altogether."""
        return cost(self.price, self.quantity, self.off, self.credit)


def count(
    tx: Transaction, shop_id: int, states: Sequence[OrderState], since: datetime, most: int
) -> int:
    """How many orders there are, counted up to `most`."""
    asked = {"shop_id": shop_id, "states": [one.value for one in states], "since": since}
    return int(tx.value(_COUNT, {**asked, "most": most}))


def before(tx: Transaction, shop_id: int, since: datetime) -> int:
    """The number behind which every order lies that was placed since then, whatever it becomes meanwhile."""
    asked = {"shop_id": shop_id, "states": [one.value for one in STATES], "since": since}
    return int(tx.value(_FIRST, asked) or 1) - 1


def page(
    tx: Transaction,
    shop_id: int,
    states: Sequence[OrderState],
    since: datetime,
    after: int,
    most: int,
) -> tuple[SheetOrder, ...]:
    """The next orders behind that number which are in one of these states now."""
    asked = {"shop_id": shop_id, "states": [one.value for one in states], "since": since}
    return tuple(map(_read, tx.all(_PAGE, {**asked, "after": after, "most": most})))


def _read(row: Found) -> SheetOrder:
    return SheetOrder(
        id=row.id,
        number=row.number,
        state=OrderState(row.state),
        deal_id=row.deal_id,
        in_group=row.seat_id is not None,
        product_id=row.product_id,
        variant_id=row.variant_id,
        sku=spoken(row.sku),
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
        off=taken_off(row.off, row.currency),
        credit=taken_off(row.credit, row.currency),
    )
