"""What became of a shop's group buys: day by day, by how many people they need, and why some failed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import case, func, literal, select

from groupbuys.figures.asked import OPENED, quarter, values
from groupbuys.figures.days import Period
from groupbuys.model import GroupState
from groupbuys.tables import group_buy
from storage.transaction import Transaction


class Outcome(StrEnum):
    """How a group buy ended, or that it has not."""

    OPEN = "open"
    SUCCEEDED = "succeeded"
    SHORT = "short"
    LEFT = "left"
    CALLED_OFF = "called_off"


OUTCOME = case(
    (group_buy.c.state == GroupState.SUCCEEDED.value, literal(Outcome.SUCCEEDED.value)),
    (group_buy.c.state == GroupState.FAILED.value, literal(Outcome.SHORT.value)),
    (group_buy.c.state != GroupState.CANCELLED.value, literal(Outcome.OPEN.value)),
    (group_buy.c.paid > 0, literal(Outcome.CALLED_OFF.value)),
    else_=literal(Outcome.LEFT.value),
)
"""A cancelled group buy that has somebody in it was called off; one with nobody was left by all."""

_MISSING = case(
    (group_buy.c.state == GroupState.FAILED.value, group_buy.c.minimum - group_buy.c.paid),
    else_=0,
)
_DAILY = (
    select(
        quarter(group_buy.c.opened_at).label("quarter"),
        OUTCOME.label("outcome"),
        func.count().label("groups"),
    )
    .where(OPENED)
    .group_by("quarter", "outcome")
)
_WHY = (
    select(OUTCOME.label("outcome"), _MISSING.label("missing"), func.count().label("groups"))
    .where(OPENED)
    .group_by("outcome", "missing")
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Group buys by their end; those that were `short`, by how many people were missing."""

    ended: Mapping[Outcome, int]
    short: Mapping[int, int]


def daily(tx: Transaction, shop_id: int, period: Period) -> dict[Outcome, tuple[int, ...]]:
    """By the day on which they were opened, what has become of them: together, all that were opened."""
    found = {outcome: [0] * period.columns for outcome in Outcome}
    for row in tx.all(_DAILY, values(shop_id, period)):
        found[Outcome(row.outcome)][period.column(row.quarter)] += int(row.groups)
    return {outcome: tuple(columns) for outcome, columns in found.items()}


def reasons(tx: Transaction, shop_id: int, period: Period) -> Reasons:
    """Why the group buys that were opened in a period ended as they did."""
    ended: Counter[Outcome] = Counter()
    short: Counter[int] = Counter()
    for row in tx.all(_WHY, values(shop_id, period)):
        ended[Outcome(row.outcome)] += int(row.groups)
        if row.outcome == Outcome.SHORT.value:
            short[int(row.missing)] += int(row.groups)
    return Reasons(dict(ended), dict(short))
