"""The group buys that somebody leads: those that run, and those whose goods are still on their way."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select

from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.model import GroupBuy, GroupState, OrderState
from groupbuys.tables import group_buy, purchase, seat
from storage.transaction import Transaction

TRAVEL = timedelta(days=5)
"""What was sent counts as there after so long (as for claims): nobody says when a parcel came."""

_FORMING = group_buy.c.state == GroupState.FORMING.value
_TO_COME = (purchase.c.state == OrderState.PLACED.value) | (
    (purchase.c.state == OrderState.SHIPPED.value) & (purchase.c.shipped_at > bindparam("sent"))
)
_goods = seat.alias("goods")
_COMES = (group_buy.c.state == GroupState.SUCCEEDED.value) & (
    select(purchase.c.id)
    .join_from(_goods, purchase, purchase.c.seat_id == _goods.c.id)
    .where(_goods.c.group_buy_id == group_buy.c.id, _TO_COME)
    .correlate(group_buy)
    .exists()
)
_MINE = (
    group_buy.c.id.in_(
        select(seat.c.group_buy_id).where(seat.c.person_id == bindparam("person_id"))
    )
    & (group_buy.c.leader_id == bindparam("person_id"))
    & (_FORMING | _COMES)
)
"""Sought among the seats of that person, which have an index: whoever leads has or had one."""


def _page() -> Select[Any]:
    return (
        select(*GROUP_COLUMNS)
        .where(_MINE)
        .order_by(
            case((_FORMING, 0), else_=1),
            case((_FORMING, group_buy.c.closes_at)),
            group_buy.c.closed_at.desc(),
            group_buy.c.id.desc(),
        )
        .limit(bindparam("most"))
        .offset(bindparam("skip"))
    )


_PAGE = _page()
_COUNT = select(func.count()).select_from(group_buy).where(_MINE)


def led(tx: Transaction, person_id: int, offset: int, limit: int) -> tuple[GroupBuy, ...]:
    """A page of the group buys that a person leads: running ones first, of those the soonest to close."""
    asked = {"person_id": person_id, "sent": _sent(tx.now), "skip": offset, "most": limit}
    return tuple(read_group(row) for row in tx.all(_PAGE, asked))


def count_led(tx: Transaction, person_id: int) -> int:
    """How many there are of them."""
    return int(tx.value(_COUNT, {"person_id": person_id, "sent": _sent(tx.now)}))


def _sent(now: datetime) -> datetime:
    return now - TRAVEL
