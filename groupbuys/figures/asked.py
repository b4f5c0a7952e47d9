"""What the questions for figures have in common: a shop's group buys of some time, counted by the quarter hour."""

from typing import Any

from sqlalchemy import BigInteger, Column, ColumnElement, bindparam, literal_column, type_coerce

from groupbuys.figures.days import QUARTER, Period
from groupbuys.model import GroupState
from groupbuys.tables import group_buy

_LENGTH: ColumnElement[int] = literal_column(str(int(QUARTER.total_seconds() * 1000)))

OPENED = (group_buy.c.shop_id == bindparam("shop_id")) & (
    (group_buy.c.opened_at >= bindparam("since")) & (group_buy.c.state != GroupState.MERGED.value)
)
"""Group buys of this shop that were opened in that time; its index holds none that were never paid for.

One that went on in another one is counted there, with all who were in it.
"""


def quarter(moment: Column[Any]) -> ColumnElement[int]:
    """The quarter of an hour of a moment, counted since 1970."""
    return type_coerce(moment, BigInteger) // _LENGTH


def values(shop_id: int, period: Period) -> dict[str, object]:
    """What those questions ask with."""
    return {"shop_id": shop_id, "since": period.since}
