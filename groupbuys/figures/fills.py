"""How long group buys take to fill, by how many people they need."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import quantiles

from sqlalchemy import bindparam, select

from groupbuys.figures.asked import OPENED, values
from groupbuys.figures.days import Period
from groupbuys.model import GroupState
from groupbuys.tables import group_buy
from storage.transaction import Transaction

NEWEST = 5000
"""Group buys that are looked at, the newest of a period."""

_FILLED = (
    select(group_buy.c.capacity, group_buy.c.opened_at, group_buy.c.closed_at)
    .where(
        OPENED,
        group_buy.c.state == GroupState.SUCCEEDED.value,
        group_buy.c.paid == group_buy.c.capacity,
        group_buy.c.closed_at.is_not(None),
    )
    .order_by(group_buy.c.opened_at.desc())
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True)
class Fill:
    """Of so many full group buys of `size` places: a quarter took at most `low` seconds, half `mid`, three `high`."""

    size: int
    groups: int
    low: float
    mid: float
    high: float


def fills(tx: Transaction, shop_id: int, period: Period) -> tuple[Fill, ...]:
    """From opened to the last seat paid, by size. One that closed at its deadline with free seats says nothing."""
    asked = {**values(shop_id, period), "most": NEWEST}
    found = tx.all(_FILLED, asked)
    return by_size([(row.capacity, row.opened_at, row.closed_at) for row in found])


def by_size(found: Iterable[tuple[int, datetime, datetime]]) -> tuple[Fill, ...]:
    """The same of (size, opened, closed), the smallest size first."""
    seconds: dict[int, list[float]] = {}
    for size, opened, closed in found:
        seconds.setdefault(size, []).append(max(0.0, (closed - opened).total_seconds()))
    return tuple(_fill(size, taken) for size, taken in sorted(seconds.items()))


def _fill(size: int, seconds: Sequence[float]) -> Fill:
    if len(seconds) == 1:
        return Fill(size, 1, seconds[0], seconds[0], seconds[0])
    low, mid, high = quantiles(seconds, n=4, method="inclusive")
    return Fill(size, len(seconds), low, mid, high)
