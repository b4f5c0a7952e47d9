"""Leaving: a seat is given up, the money goes back, the seat opens again, and somebody else leads if need be."""

from dataclasses import replace

from sqlalchemy import bindparam, select

from catalog import stock
from groupbuys import books, closing, endings, units
from groupbuys.belongings import belongings
from groupbuys.coupons import using
from groupbuys.facts import group_of, lock_person, locked_group
from groupbuys.friends import payers
from groupbuys.fulfilment import orders
from groupbuys.leading import merging, passing
from groupbuys.model import (
    GivenBack,
    GroupBuy,
    GroupState,
    Order,
    OrderState,
    Reason,
    Refused,
    Seat,
    SeatState,
)
from groupbuys.tables import seat as seats
from payments.owing import owe_refunds
from people.guests import is_guest
from storage.outbox import PROMPTS, Notice, owe, owe_anew
from storage.transaction import Transaction

_EARLIEST = (
    select(seats.c.person_id)
    .where(seats.c.group_buy_id == bindparam("group_buy_id"), seats.c.state == SeatState.PAID.value)
    .order_by(seats.c.paid_at, seats.c.id)
    .limit(1)
)
_EARLIEST_HERE = _EARLIEST.where(~is_guest(seats.c.person_id))
"""Who leads when the leader leaves: the earliest paid member, a guest only where nobody else is left."""


def leave(tx: Transaction, person_id: int, group_buy_id: int) -> GivenBack | Refused:
    """Give one's seat up while the group is forming; what was paid goes back (promise 8).

    If the leader leaves, the earliest paid member leads; the deadline and the links stay. The last paid one out
    cancels the group.
    """
    lock_person(tx, person_id)
    group = locked_group(tx, group_buy_id)
    if group is None:
        return Refused(Reason.GONE)
    mine = belongings(tx, person_id, group.deal_id).in_group(group.id)
    seat = None if mine is None else books.locked_seat(tx, mine.id)
    if seat is None:
        return Refused(Reason.NOT_IN)
    over = group.closes_at is not None and tx.now >= group.closes_at
    if group.state not in {GroupState.OPENING, GroupState.FORMING} or over:
        return Refused(Reason.TOO_LATE)
    return let_go(tx, group, seat, Reason.GIVEN_UP)


def let_go(tx: Transaction, group: GroupBuy, seat: Seat, why: Reason | None = None) -> GivenBack:
    """End a held or paid seat of a locked, open group buy, and all that follows from it; `why`: before its time."""
    refunds = seat.state is SeatState.PAID and seat.payment_id is not None
    state = SeatState.REFUNDING if refunds else SeatState.RELEASED
    left = books.release(tx, group, seat, state, why)
    using.give_back(tx, seat)
    if refunds:
        owe_refunds(tx, [seat.payment_id or 0], "left")
        payers.tell(tx, [seat])
    after = _lead_on(tx, left, seat)
    return GivenBack(replace(seat, state=state), seat.total if refunds else None, after)


def _lead_on(tx: Transaction, group: GroupBuy, gone: Seat) -> GroupBuy:
    if group.paid == 0 and (gone.state is SeatState.PAID or gone.person_id == group.leader_id):
        return closing.cancel(tx, group)
    if group.state is GroupState.FORMING:
        owe_anew(tx, Notice("cards", group.id))
    if gone.person_id != group.leader_id:
        return group
    asked = {"group_buy_id": group.id}
    leader_id: int | None = tx.value(_EARLIEST_HERE, asked) or tx.value(_EARLIEST, asked)
    if leader_id is None:
        return group
    passing.void(tx, group.id)
    merging.void(tx, group.id)
    owe(tx, Notice("leads", group.id, leader_id, str(gone.id), stale_at=group.closes_at))
    return books.save(tx, replace(group, leader_id=leader_id))


def give_up(tx: Transaction, person_id: int, what: str, subject_id: int) -> GivenBack | Refused:
    """Let an unpaid hold go before its time: of a seat ("s") or of a solo purchase ("o")."""
    lock_person(tx, person_id)
    if what == "o":
        return _give_order_up(tx, person_id, subject_id)
    group = group_of(tx, subject_id)
    seat = None if group is None else books.locked_seat(tx, subject_id)
    if group is None or seat is None or seat.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if seat.state is not SeatState.HELD:
        return Refused(endings.of_seat(seat, group))
    return let_go(tx, group, seat, Reason.GIVEN_UP)


def _give_order_up(tx: Transaction, person_id: int, order_id: int) -> GivenBack | Refused:
    order = orders.locked(tx, order_id)
    if order is None or order.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if order.state is not OrderState.HELD:
        return Refused(endings.of_order(tx, order_id))
    release_order(tx, order)
    return GivenBack(None, None)


def release_order(tx: Transaction, order: Order) -> None:
    """End an unpaid solo purchase: its units are free again."""
    orders.change(tx, order, replace(order, state=OrderState.RELEASED, held_until=None))
    product_id = stock.product_of(tx, order.variant_id)
    units.give(tx, product_id, order.variant_id, order.quantity)
    using.give_back(tx, order)
    owe_anew(tx, Notice(PROMPTS, order.id))
