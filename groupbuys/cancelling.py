"""Calling a deal off: no new groups, and everybody in its running groups is paid back and told why (promise 14)."""

from sqlalchemy import bindparam, select, update

from catalog.tables import deal
from groupbuys import closing
from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.model import GroupState
from groupbuys.tables import group_buy
from storage.transaction import Transaction

_CANCEL = (
    update(deal)
    .where(deal.c.id == bindparam("id_"), deal.c.state != "cancelled")
    .values(state="cancelled", why=bindparam("reason"))
)
_RUNNING = (
    select(*GROUP_COLUMNS)
    .where(
        group_buy.c.deal_id == bindparam("deal_id"),
        group_buy.c.state.in_([GroupState.OPENING.value, GroupState.FORMING.value]),
    )
    .order_by(group_buy.c.id)
    .with_for_update(key_share=True)
)


def cancel_deal(tx: Transaction, deal_id: int, why: str) -> int | None:
    """Call a deal off for the reason `why` (at most 300 characters), which people are told as it stands.

    A deal that has ended can be called off too: its last groups may still be running.
    Returns how many running group buys that ended, or None where there is no such deal to call off.
    """
    if tx.write(_CANCEL, {"id_": deal_id, "reason": why[:300]}) != 1:
        return None
    running = [read_group(row) for row in tx.all(_RUNNING, {"deal_id": deal_id})]
    closing.cancel_all(tx, running)
    return len(running)
