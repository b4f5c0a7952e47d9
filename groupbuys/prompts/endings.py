"""Why a place that was kept is kept no more: given up, not paid in time, or its group buy is over."""

from sqlalchemy import bindparam, select

from catalog.tables import deal
from groupbuys.model import HOLD, LIVE_SEATS, GroupBuy, GroupState, OrderState, Reason, Seat
from groupbuys.tables import purchase, seat
from storage.transaction import Transaction

_SEAT = select(seat.c.created_at, seat.c.ended_at).where(seat.c.id == bindparam("id_"))
_ORDER = (
    select(purchase.c.created_at, purchase.c.state, deal.c.state.label("deal"))
    .join_from(purchase, deal, deal.c.id == purchase.c.deal_id)
    .where(purchase.c.id == bindparam("id_"))
)
_OPEN = {GroupState.OPENING, GroupState.FORMING}


def of_seat(tx: Transaction, ended: Seat, group: GroupBuy) -> Reason:
    """Why a seat that is not held any more cannot be paid for."""
    if ended.state in LIVE_SEATS:
        return Reason.ALREADY_PAID
    if group.state not in _OPEN:
        return Reason.NOT_FORMING
    row = tx.first(_SEAT, {"id_": ended.id})
    # Nobody but its person ends a place before its time; late money comes after it.
    last = None if row is None else (ended.paid_at or row.ended_at)
    if row is not None and last is not None and last < row.created_at + HOLD:
        return Reason.GIVEN_UP
    return Reason.TOO_LATE


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
