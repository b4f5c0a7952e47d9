"""What a person bought or paid for, and where that money is: the lines of "My orders" (promise 20)."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    String,
    Table,
    bindparam,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)

from catalog.money import Money
from catalog.tables import variant
from groupbuys.costs import cost, taken_off
from groupbuys.model import OrderState, SeatState
from groupbuys.tables import purchase, seat
from payments.finding import money_of_all
from payments.model import MoneyState, Part
from payments.parts import parts_of
from payments.tables import payment
from people.tables import person
from storage.transaction import Found, Transaction


def _nowhere(places: Table, whose: str = "person_id") -> ColumnElement[bool]:
    """The money of a payment is in none of these places of its person."""
    mine = places.c[whose] == payment.c.person_id
    return ~select(places.c.id).where(mine, places.c.payment_id == payment.c.id).exists()


_ORDERS = (
    select(
        literal("o").label("what"),
        purchase.c.id,
        purchase.c.number,
        purchase.c.state,
        purchase.c.variant_id,
        variant.c.product_id,
        purchase.c.quantity,
        purchase.c.price,
        purchase.c.currency,
        purchase.c.payment_id,
        purchase.c.seat_id,
        seat.c.group_buy_id,
        purchase.c.held_until,
        purchase.c.created_at,
        purchase.c.carrier,
        purchase.c.tracking,
        purchase.c.off,
        purchase.c.credit,
        seat.c.payer_id.label("other_id"),
    )
    .join_from(purchase, variant, variant.c.id == purchase.c.variant_id)
    .outerjoin(seat, seat.c.id == purchase.c.seat_id)
    .where(
        purchase.c.person_id == bindparam("person_id"),
        purchase.c.state != OrderState.RELEASED.value,
    )
)
_SEATS = (
    select(
        literal("s"),
        seat.c.id,
        cast(null(), String),
        seat.c.state,
        seat.c.variant_id,
        variant.c.product_id,
        seat.c.quantity,
        seat.c.price,
        seat.c.currency,
        seat.c.payment_id,
        seat.c.id,
        seat.c.group_buy_id,
        seat.c.held_until,
        seat.c.created_at,
        cast(literal(""), String),
        cast(literal(""), String),
        seat.c.off,
        seat.c.credit,
        seat.c.payer_id,
    )
    .join_from(seat, variant, variant.c.id == seat.c.variant_id)
    .outerjoin(purchase, purchase.c.seat_id == seat.c.id)
    .where(
        seat.c.person_id == bindparam("person_id"),
        seat.c.state.in_(
            [
                SeatState.HELD.value,
                SeatState.PAID.value,
                SeatState.UNPLACED.value,
                SeatState.REFUNDING.value,
                SeatState.REFUNDED.value,
            ]
        ),
        purchase.c.id.is_(None),
    )
)
_GIVEN = (
    select(
        literal("g"),
        seat.c.id,
        cast(null(), String),
        func.coalesce(purchase.c.state, seat.c.state),
        seat.c.variant_id,
        variant.c.product_id,
        seat.c.quantity,
        seat.c.price,
        seat.c.currency,
        seat.c.payment_id,
        seat.c.id,
        seat.c.group_buy_id,
        cast(null(), seat.c.held_until.type),
        seat.c.created_at,
        cast(literal(""), String),
        cast(literal(""), String),
        seat.c.off,
        seat.c.credit,
        seat.c.person_id,
    )
    .join_from(seat, variant, variant.c.id == seat.c.variant_id)
    .outerjoin(purchase, purchase.c.seat_id == seat.c.id)
    .where(seat.c.payer_id == bindparam("person_id"))
)
_PAYMENTS = select(
    literal("p"),
    payment.c.id,
    cast(null(), String),
    payment.c.state,
    cast(literal(0), BigInteger),
    cast(literal(0), BigInteger),
    cast(literal(1), Integer),
    payment.c.amount,
    payment.c.currency,
    payment.c.id,
    cast(null(), BigInteger),
    cast(null(), BigInteger),
    cast(null(), payment.c.taken_at.type),
    payment.c.taken_at,
    cast(literal(""), String),
    cast(literal(""), String),
    cast(literal(0), BigInteger),
    cast(literal(0), BigInteger),
    cast(null(), BigInteger),
).where(
    payment.c.person_id == bindparam("person_id"),
    payment.c.taken_at.is_not(None),
    _nowhere(seat),
    _nowhere(seat, "payer_id"),
    _nowhere(purchase),
)
_LINES = union_all(_ORDERS, _SEATS, _GIVEN, _PAYMENTS).subquery()
_WITH_NAMES = select(_LINES, person.c.name.label("other")).outerjoin_from(
    _LINES, person, person.c.id == _LINES.c.other_id
)
_PAGE = (
    _WITH_NAMES.order_by(_LINES.c.created_at.desc(), _LINES.c.what, _LINES.c.id.desc())
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_COUNT = select(func.count()).select_from(_LINES)
_ONE = _WITH_NAMES.where(_LINES.c.what == bindparam("what_"), _LINES.c.id == bindparam("id_"))


@dataclass(frozen=True, slots=True)
class OrderLine:
    """Something bought ("o", with its `number`), a seat that is no order ("s"), or money that found no place ("p").

    Or ("g") a seat that the reader paid for and somebody else has. `other`: the name of who has that, or ("o", "s") of
    who paid for the reader's; None where there is nobody else.

    "p" is of no product and goes back: an invoice paid twice, a wrong amount, a payment that nobody asked for.
    `price` is of one unit; `money` None where nothing was taken (not paid yet, or paid at pickup). `carrier` and
    `tracking` are the shop's words about an order that it sent. `parts`: what went back of it in parts; only one line
    alone has them. `off`: what a coupon took off all of it, `credit`: what credit
    paid of it.
    """

    what: str
    id: int
    number: str | None
    state: str
    variant_id: int
    product_id: int
    quantity: int
    price: Money
    group_buy_id: int | None
    held_until: datetime | None
    created_at: datetime
    money: MoneyState | None
    parts: tuple[Part, ...] = ()
    carrier: str = ""
    tracking: str = ""
    off: Money | None = None
    other: str | None = None
    credit: Money | None = None

    @property
    def total(self) -> Money:
        """What it costs altogether."""
        return cost(self.price, self.quantity, self.off, self.credit)

    @property
    def let_go(self) -> Money | None:
        """What was paid and is not taken, since a price ladder was settled lower; None where all of it is."""
        if self.money is None or self.money.back is None:
            return None
        rest = sum((part.amount for part in self.parts), Money(0, self.price.currency))
        gone = self.money.back - rest
        return gone if gone.minor > 0 else None


def orders(
    tx: Transaction, person_id: int, offset: int = 0, limit: int = 10
) -> tuple[OrderLine, ...]:
    """A page of what a person bought or paid for, the newest first, with the state of the money."""
    rows = tx.all(_PAGE, {"person_id": person_id, "skip": offset, "most": limit})
    money = money_of_all(tx, [row.payment_id for row in rows if row.payment_id is not None])
    return tuple(_line(row, money.get(row.payment_id or 0)) for row in rows)


def count_orders(tx: Transaction, person_id: int) -> int:
    """How many lines there are."""
    return int(tx.value(_COUNT, {"person_id": person_id}))


def order(tx: Transaction, person_id: int, what: str, line_id: int) -> OrderLine | None:
    """One line of a person's own; another's looks like one that does not exist."""
    row = tx.first(_ONE, {"person_id": person_id, "what_": what, "id_": line_id})
    if row is None:
        return None
    money = {} if row.payment_id is None else money_of_all(tx, [row.payment_id])
    line = _line(row, money.get(row.payment_id or 0))
    if line.money is None or line.money.back is None:
        return line
    return replace(line, parts=parts_of(tx, line.money.payment_id))


def _line(row: Found, money: MoneyState | None) -> OrderLine:
    return OrderLine(
        what=row.what,
        id=row.id,
        number=row.number,
        state=row.state,
        variant_id=row.variant_id,
        product_id=row.product_id,
        quantity=row.quantity,
        price=Money(row.price, row.currency),
        group_buy_id=row.group_buy_id,
        held_until=row.held_until,
        created_at=row.created_at,
        money=money,
        carrier=row.carrier,
        tracking=row.tracking,
        off=taken_off(row.off, row.currency),
        credit=taken_off(row.credit, row.currency),
        other=None if row.other_id is None else row.other,
    )
