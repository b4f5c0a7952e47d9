"""Why a place that was kept is kept no more: given up, changed, not paid in time, or its group buy is over."""

from sqlalchemy import bindparam, select

from catalog.tables import deal
from groupbuys.model import HOLD, LIVE_SEATS, GroupBuy, GroupState, OrderState, Reason, Seat
from groupbuys.tables import purchase
from storage.transaction import Transaction

_ORDER = (
    select(purchase.c.created_at, purchase.c.state, deal.c.state.label("deal"))
    .join_from(purchase, deal, deal.c.id == purchase.c.deal_id)
    .where(purchase.c.id == bindparam("id_"))
)
_OPEN = {GroupState.OPENING, GroupState.FORMING}


def of_seat(ended: Seat, group: GroupBuy) -> Reason:
    """Why a seat that is not held any more cannot be paid for."""
    if ended.state in LIVE_SEATS:
        return Reason.ALREADY_PAID
    if ended.ended_why is not None:
        return ended.ended_why
    return Reason.TOO_LATE if group.state in _OPEN else Reason.NOT_FORMING


def of_order(tx: Transaction, order_id: int) -> Reason:
    """The same of a solo purchase; when it ended is not known, so after its time both are simply too late."""
    row = tx.first(_ORDER, {"id_": order_id})
    if row is None:
        return Reason.GONE
    if row.state != OrderState.RELEASED.value:
        return Reason.ALREADY_PAID
    if row.deal == "cancelled":
        return Reason.DEAL_NOT_LIVE
    return Reason.GIVEN_UP if tx.now < row.created_at + HOLD else Reason.TOO_LATE
