"""What a shop sold, day by day or week by week."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from groupbuys import given_back
from groupbuys.figures.asked import quarter, values
from groupbuys.figures.days import Period
from groupbuys.model import ORDERED
from groupbuys.tables import costs, purchase
from storage.transaction import Transaction

_SOLD = (
    select(
        quarter(purchase.c.placed_at).label("quarter"),
        func.count().label("orders"),
        func.sum(costs(purchase)).label("money"),
    )
    .where(
        purchase.c.shop_id == bindparam("shop_id"),
        purchase.c.placed_at >= bindparam("since"),
        purchase.c.state.in_([state.value for state in ORDERED]),
    )
    .group_by("quarter")
)


@dataclass(frozen=True, slots=True)
class Sales:
    """Orders that stand and what they come to (minor units), for each column of a period; paid back ones are none.

    `back`: what was given back in part on those days, whenever its order was placed; `money` is without it, and may be
    below zero.
    """

    orders: tuple[int, ...]
    money: tuple[int, ...]
    back: tuple[int, ...] = ()


def sales(tx: Transaction, shop_id: int, period: Period) -> Sales:
    """What was sold in a period, by the day that an order was placed or some of its money was given back."""
    orders, money, back = ([0] * period.columns for _ in range(3))
    for row in tx.all(_SOLD, values(shop_id, period)):
        column = period.column(row.quarter)
        orders[column] += int(row.orders)
        money[column] += int(row.money)
    for quarters, given in given_back.by_quarter(tx, shop_id, period.since):
        column = period.column(quarters)
        money[column] -= given
        back[column] += given
    return Sales(tuple(orders), tuple(money), tuple(back))
