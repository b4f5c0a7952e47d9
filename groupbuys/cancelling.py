"""Calling a deal off: nothing new, and everybody in its running groups is paid back and told why (promise 14)."""

from sqlalchemy import bindparam, select, update

from catalog.tables import deal
from groupbuys import closing, leaving
from groupbuys.channels import freshness
from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.fulfilment import orders
from groupbuys.model import GroupState, OrderState
from groupbuys.tables import group_buy, purchase
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
_UNPAID = (
    select(purchase.c.id)
    .where(
        purchase.c.held_until.is_not(None),  # which has an index, unlike the deal
        purchase.c.deal_id == bindparam("deal_id"),
        purchase.c.state == OrderState.HELD.value,
    )
    .order_by(purchase.c.id)
)
"""Read before anything is written, and locked after their groups and before their stock, as everywhere."""


def cancel_deal(tx: Transaction, deal_id: int, why: str) -> int | None:
    """Call a deal off for the reason `why` (at most 300 characters), which people are told as it stands.

    A deal that has ended can be called off too: its last groups may still be running. Purchases for oneself that are
    not paid yet are let go; those that are paid are orders, and stay.
    Returns how many running group buys that ended, or None where there is no such deal to call off.
    """
    if tx.write(_CANCEL, {"id_": deal_id, "reason": why[:300]}) != 1:
        return None
    freshness.news_of_deal(
        tx, deal_id
    )  # the tick does not look at the posts of a deal that ended before
    running = [read_group(row) for row in tx.all(_RUNNING, {"deal_id": deal_id})]
    unpaid = [orders.locked(tx, row.id) for row in tx.all(_UNPAID, {"deal_id": deal_id})]
    closing.cancel_all(tx, running)
    for order in unpaid:
        if order is not None and order.state is OrderState.HELD:
            leaving.release_order(tx, order)
    return len(running)
