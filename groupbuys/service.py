"""How a shop serves its buyers, in figures that shoppers see: complaints, refunds, late parcels, answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    type_coerce,
    union_all,
)

from catalog.keeping.promise_tables import ship_promise
from catalog.keeping.promising import DAYS, ship_days
from catalog.keeping.shopkeeping import Handover, kept
from groupbuys.claims.model import COMPLAINTS, Outcome
from groupbuys.claims.tables import claim
from groupbuys.model import OrderState
from groupbuys.tables import purchase
from payments.model import StepKind
from payments.tables import money_step
from storage.transaction import Found, Transaction

WINDOW = timedelta(days=90)
"""The figures are about orders and claims of these days."""

ENOUGH_ORDERS = 10
ENOUGH_CLAIMS = 3
"""Fewer say nothing about a shop, so nothing is said."""

_MOST_ORDERS = 1_000
_MOST_CLAIMS = 200
"""The newest ones stand for all: a question does not grow with a shop."""

_DAY_MS = 86_400_000
_STATES = (
    OrderState.PLACED,
    OrderState.SHIPPED,
    OrderState.RECEIVED,
    OrderState.REFUNDING,
    OrderState.REFUNDED,
    OrderState.TAKEN_BACK,
)


def _newest(state: OrderState) -> Select[tuple[int]]:
    """The newest orders in one state: straight from the index, however many there are."""
    page = (
        select(
            purchase.c.id,
            purchase.c.shop_id,
            purchase.c.state,
            purchase.c.placed_at,
            purchase.c.shipped_at,
            purchase.c.received_at,
        )
        .where(
            purchase.c.shop_id == bindparam("shop_id"),
            purchase.c.state == state.value,
            purchase.c.placed_at >= bindparam("since"),
        )
        .order_by(purchase.c.placed_at.desc())
        .limit(_MOST_ORDERS)
        .subquery()
    )
    return select(page)


_ALL = union_all(*map(_newest, _STATES)).subquery()
_RECENT = select(_ALL).order_by(_ALL.c.placed_at.desc()).limit(_MOST_ORDERS).subquery("recent")
_COMPLAINED = (
    select(claim.c.id)
    .where(
        claim.c.order_id == _RECENT.c.id,
        claim.c.wrong.in_([wrong.value for wrong in COMPLAINTS]),
        claim.c.outcome.not_in([Outcome.WITHDRAWN.value, Outcome.SHOP.value]),
    )
    .exists()
)
_DUE = type_coerce(_RECENT.c.placed_at, BigInteger) + (
    func.coalesce(ship_promise.c.days, DAYS) * _DAY_MS
)
_SENT = _RECENT.c.shipped_at.is_not(None)
_OVERDUE = and_(
    bindparam("delivers", type_=BigInteger) == 1,
    _RECENT.c.state == OrderState.PLACED.value,
    bindparam("at", type_=purchase.c.placed_at.type) > _DUE,
)


def _count(those: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((those, 1), else_=0)), 0)


_ORDERS = select(
    _count(or_(_SENT, _RECENT.c.received_at.is_not(None), _COMPLAINED)).label("orders"),
    _count(_COMPLAINED).label("complaints"),
    _count(or_(_SENT, _OVERDUE)).label("sent"),
    _count(or_(type_coerce(_RECENT.c.shipped_at, BigInteger) > _DUE, _OVERDUE)).label("late"),
).join_from(
    _RECENT,
    ship_promise,
    and_(
        ship_promise.c.shop_id == _RECENT.c.shop_id,
        ship_promise.c.since <= _RECENT.c.placed_at,
        or_(ship_promise.c.until.is_(None), ship_promise.c.until > _RECENT.c.placed_at),
    ),
    isouter=True,
)
_REFUNDED_AT = (
    select(func.max(money_step.c.done_at))
    .where(
        money_step.c.payment_id == purchase.c.payment_id,
        or_(
            and_(claim.c.outcome == Outcome.FULL.value, money_step.c.kind == StepKind.REFUND.value),
            money_step.c.key == literal("claim-") + cast(claim.c.id, String),
        ),
    )
    .correlate(claim, purchase)
    .scalar_subquery()
)
_CLAIMS = (
    select(claim.c.opened_at, claim.c.answered_at, _REFUNDED_AT.label("refunded_at"))
    .join_from(claim, purchase, purchase.c.id == claim.c.order_id)
    .where(claim.c.shop_id == bindparam("shop_id"), claim.c.opened_at >= bindparam("since"))
    .order_by(claim.c.opened_at.desc())
    .limit(_MOST_CLAIMS)
)


@dataclass(frozen=True, slots=True)
class Service:
    """A shop's service of the last 90 days, its newest 1,000 orders and 200 claims at most.

    Of `orders` that were delivered or complained about, `complaints` were complained about (not those that were
    withdrawn or decided for the shop). Of `sent`, those that went by parcel or should have, `late` went later than
    `ship_days` after the order. `answer_time`: the median until the shop answered a claim; `refund_time`: from the
    claim to the money being back. None, and no rate, where there are too few to say.
    """

    ship_days: int
    orders: int
    complaints: int
    sent: int
    late: int
    answers: int
    answer_time: timedelta | None
    refunds: int
    refund_time: timedelta | None

    @property
    def complaint_percent(self) -> int | None:
        """Whole percent of orders that were complained about, rounded to the nearest."""
        return _percent(self.complaints, self.orders)

    @property
    def late_percent(self) -> int | None:
        """Whole percent of parcels that went too late."""
        return _percent(self.late, self.sent)

    @property
    def is_silent(self) -> bool:
        """Whether there is too little of everything to say anything."""
        rates = (self.complaint_percent, self.late_percent, self.answer_time, self.refund_time)
        return all(one is None for one in rates)


def service_of(tx: Transaction, shop_id: int) -> Service:
    """How this shop serves its buyers; a shop that is not there has done nothing yet."""
    shop = kept(tx, shop_id)
    delivers = shop is not None and shop.handover is Handover.DELIVERY
    asked = {"shop_id": shop_id, "since": tx.now - WINDOW}
    counted = tx.first(_ORDERS, {**asked, "at": tx.now, "delivers": int(delivers)})
    claims = tx.all(_CLAIMS, asked)
    answers = _lengths(claims, "answered_at")
    refunds = _lengths(claims, "refunded_at")
    return Service(
        ship_days=ship_days(tx, shop_id),
        orders=int(counted.orders) if counted else 0,
        complaints=int(counted.complaints) if counted else 0,
        sent=int(counted.sent) if counted else 0,
        late=int(counted.late) if counted else 0,
        answers=len(answers),
        answer_time=_middle(answers),
        refunds=len(refunds),
        refund_time=_middle(refunds),
    )


def _lengths(claims: Sequence[Found], end: str) -> list[timedelta]:
    ends = ((row.opened_at, getattr(row, end)) for row in claims)
    return [end_at - opened_at for opened_at, end_at in ends if end_at is not None]


def _middle(lengths: Sequence[timedelta]) -> timedelta | None:
    if len(lengths) < ENOUGH_CLAIMS:
        return None
    return timedelta(seconds=median(one.total_seconds() for one in lengths))


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole >= ENOUGH_ORDERS else None
