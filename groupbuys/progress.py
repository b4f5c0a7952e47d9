"""How a deal goes at this moment, as everybody may see it: people in, groups open, and the fullest of them."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from groupbuys.finding import nearest_open
from groupbuys.model import GroupBuy, GroupState
from groupbuys.tables import group_buy
from storage.transaction import Transaction

_RUNNING = select(
    func.count().label("groups"), func.coalesce(func.sum(group_buy.c.paid), 0).label("people")
).where(
    group_buy.c.deal_id == bindparam("deal_id"),
    group_buy.c.state == GroupState.FORMING.value,
    group_buy.c.closes_at > bindparam("at"),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """`people` have paid for a seat in the `groups` that are open; `fullest` is one with a free seat, if any has."""

    groups: int
    people: int
    fullest: GroupBuy | None


def progress(tx: Transaction, deal_id: int) -> Progress:
    """How a deal goes now."""
    row = tx.first(_RUNNING, {"deal_id": deal_id, "at": tx.now})
    nearest = nearest_open(tx, deal_id, 0, limit=1)
    groups, people = (int(row.groups), int(row.people)) if row is not None else (0, 0)
    return Progress(groups, people, nearest[0] if nearest else None)
