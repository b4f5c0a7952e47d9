"""Money that a shop gave back in part while the order stood: taken off what it sold, on the day that it was given."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select, text

from groupbuys.claims.tables import claim
from groupbuys.figures.asked import quarter
from groupbuys.model import ORDERED
from groupbuys.tables import purchase
from storage.transaction import Transaction

_MONEY: ColumnElement[int] = func.coalesce(func.sum(claim.c.amount), 0)


def _given() -> Select[Any]:
    """What came off orders that stand: of one that was paid back whole later, nothing counts any more."""
    return (
        select(_MONEY.label("money"))
        .join_from(claim, purchase, purchase.c.id == claim.c.order_id)
        .where(
            claim.c.shop_id == bindparam("shop_id"),
            claim.c.closed_at >= bindparam("since", type_=claim.c.closed_at.type),
            text("claim.outcome = 'part'"),  # as the partial index says it
            purchase.c.state.in_([state.value for state in ORDERED]),
        )
    )


_SINCE = _given()
_QUARTERS = _given().add_columns(quarter(claim.c.closed_at).label("quarter")).group_by("quarter")
_OF_DEALS = (
    select(purchase.c.deal_id, _MONEY.label("money"))
    .join_from(claim, purchase, purchase.c.id == claim.c.order_id)
    .where(
        claim.c.shop_id == bindparam("shop_id"),
        text("claim.outcome = 'part'"),
        purchase.c.state.in_([state.value for state in ORDERED]),
        purchase.c.deal_id.in_(bindparam("ids", expanding=True)),
    )
    .group_by(purchase.c.deal_id)
)


def since(tx: Transaction, shop_id: int, moment: datetime) -> int:
    """Minor units that a shop has given back in part since then."""
    return int(tx.value(_SINCE, {"shop_id": shop_id, "since": moment}))


def by_quarter(tx: Transaction, shop_id: int, moment: datetime) -> list[tuple[int, int]]:
    """The same by the quarter of an hour that it was given in (counted since 1970)."""
    rows = tx.all(_QUARTERS, {"shop_id": shop_id, "since": moment})
    return [(int(row.quarter), int(row.money)) for row in rows]


def of_deals(tx: Transaction, shop_id: int, deal_ids: list[int]) -> dict[int, int]:
    """The same of all times, by the deal."""
    rows = tx.all(_OF_DEALS, {"shop_id": shop_id, "ids": deal_ids})
    return {int(row.deal_id): int(row.money) for row in rows}
