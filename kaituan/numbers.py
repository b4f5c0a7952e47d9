"""The numbers of a running shop, read from the books."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import BigInteger, func, select, type_coerce

from catalog.money import Money
from catalog.tables import deal, product, shop
from groupbuys.tables import group_buy
from payments import finding
from payments.model import PaymentState, StepKind, StepState, StuckStep
from payments.tables import money_step
from storage.alarms import Alarm, untold
from storage.tables import outbox
from storage.transaction import Transaction

LATEST = 10_000
"""So many closes tell how late we are; older ones tell how late we were."""


@dataclass(frozen=True, slots=True)
class ShopNumbers:
    """One shop: how many products and live deals it has, and its group buys by state."""

    name: str
    currency: str
    products: int
    deals: int
    groups: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Lateness:
    """How long after their deadlines the latest `closes` group buys were closed."""

    closes: int
    median: timedelta
    p99: timedelta
    longest: timedelta


@dataclass(frozen=True, slots=True)
class Numbers:
    """Everything that `kaituan stats` tells; `lateness` is None before the first close at a deadline."""

    shops: Sequence[ShopNumbers]
    money: Sequence[tuple[PaymentState, int, Money]]
    lateness: Lateness | None
    waiting: Mapping[str, int]
    stuck: Sequence[StuckStep]
    alarms: Sequence[Alarm]


_GROUPS = select(group_buy.c.shop_id, group_buy.c.state, func.count().label("many")).group_by(
    group_buy.c.shop_id, group_buy.c.state
)
_PRODUCTS = (
    select(product.c.shop_id, func.count().label("many"))
    .where(product.c.published == 1)
    .group_by(product.c.shop_id)
)
_DEALS = (
    select(deal.c.shop_id, func.count().label("many"))
    .where(deal.c.state == "live")
    .group_by(deal.c.shop_id)
)
_SHOPS = select(shop.c.id, shop.c.name, shop.c.currency).order_by(shop.c.id)
_LATE = (
    select(
        (
            type_coerce(group_buy.c.closed_at, BigInteger)
            - type_coerce(group_buy.c.closes_at, BigInteger)
        ).label("milliseconds")
    )
    .where(group_buy.c.closed_at >= group_buy.c.closes_at)
    .order_by(group_buy.c.closed_at.desc())
    .limit(LATEST)
)
_TO_TELL = select(func.count()).where(outbox.c.state.in_(["owed", "leased", "sending"]))
_STEPS = (
    select(money_step.c.kind, money_step.c.state, func.count().label("many"))
    .where(money_step.c.state != StepState.DONE.value)
    .group_by(money_step.c.kind, money_step.c.state)
)


def numbers(tx: Transaction) -> Numbers:
    """Read them all, of one moment."""
    return Numbers(
        shops=_shops(tx),
        money=finding.sums(tx),
        lateness=_lateness(tx),
        waiting=waiting(tx),
        stuck=finding.stuck(tx),
        alarms=untold(tx),
    )


def waiting(tx: Transaction) -> dict[str, int]:
    """What waits to be done: messages, captures, refunds, money that is stuck, alarms untold."""
    steps = {(row.kind, row.state): int(row.many) for row in tx.all(_STEPS)}
    return {
        "messages": int(tx.value(_TO_TELL)),
        "captures": steps.get((StepKind.CAPTURE, StepState.OWED), 0),
        "refunds": steps.get((StepKind.REFUND, StepState.OWED), 0),
        "captures_stuck": steps.get((StepKind.CAPTURE, StepState.STUCK), 0),
        "refunds_stuck": steps.get((StepKind.REFUND, StepState.STUCK), 0),
        "alarms": len(untold(tx)),
    }


def _shops(tx: Transaction) -> list[ShopNumbers]:
    products = {row.shop_id: int(row.many) for row in tx.all(_PRODUCTS)}
    deals = {row.shop_id: int(row.many) for row in tx.all(_DEALS)}
    groups: dict[int, dict[str, int]] = {}
    for row in tx.all(_GROUPS):
        groups.setdefault(row.shop_id, {})[row.state] = int(row.many)
    return [
        ShopNumbers(
            row.name,
            row.currency,
            products.get(row.id, 0),
            deals.get(row.id, 0),
            groups.get(row.id, {}),
        )
        for row in tx.all(_SHOPS)
    ]


def _lateness(tx: Transaction) -> Lateness | None:
    late = sorted(int(row.milliseconds) for row in tx.all(_LATE))
    if not late:
        return None
    at = (len(late) // 2, (len(late) * 99) // 100, -1)
    median, p99, longest = (timedelta(milliseconds=late[place]) for place in at)
    return Lateness(len(late), median, p99, longest)
