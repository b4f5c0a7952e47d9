"""What a money step's end means for seats and orders, and taking one delivered thing back after success."""

from dataclasses import replace

from sqlalchemy import bindparam, update

from groupbuys import books, orders
from groupbuys.facts import locked_group
from groupbuys.model import GivenBack, GroupBuy, OrderState, Reason, Refused, SeatState
from groupbuys.tables import purchase, seat
from payments import stepping
from payments.model import Step, StepKind
from payments.owing import owe_refunds
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction

_SEAT = (
    update(seat)
    .where(
        seat.c.payment_id == bindparam("payment"),
        seat.c.person_id == bindparam("person"),
        seat.c.state == SeatState.REFUNDING.value,
    )
    .values(state=SeatState.REFUNDED.value)
)
_ORDER = (
    update(purchase)
    .where(
        purchase.c.payment_id == bindparam("payment"),
        purchase.c.person_id == bindparam("person"),
        purchase.c.state == OrderState.REFUNDING.value,
    )
    .values(state=OrderState.REFUNDED.value)
)


def step_done(tx: Transaction, step: Step) -> bool:
    """The provider did what a step asked: the payment moves on, and with a refund its seat and order too."""
    if not stepping.done(tx, step):
        return False
    if step.kind is StepKind.REFUND:
        whose = {"payment": step.payment_id, "person": step.person_id}
        tx.write(_SEAT, whose)
        tx.write(_ORDER, whose)
    return True


def take_back(tx: Transaction, order_id: int) -> GivenBack | Refused:
    """Refund one placed order. Its group buy stays what it was for everybody else (promise 16)."""
    order = orders.locked(tx, order_id)
    if order is None:
        return Refused(Reason.GONE)
    if order.state not in {OrderState.PLACED, OrderState.SHIPPED, OrderState.RECEIVED}:
        return Refused(Reason.TOO_LATE)
    paid = order.payment_id is not None
    orders.change(
        tx, order, replace(order, state=OrderState.REFUNDING if paid else OrderState.RELEASED)
    )
    if order.payment_id is not None:
        owe_refunds(tx, [order.payment_id], "returned")
    return GivenBack(None, order.total if paid else None, _unseat(tx, order.seat_id, paid=paid))


def _unseat(tx: Transaction, seat_id: int | None, *, paid: bool) -> GroupBuy | None:
    seen = None if seat_id is None else books.seat_now(tx, seat_id)
    group = None if seen is None else locked_group(tx, seen.group_buy_id)
    if seen is None or group is None:
        return None
    books.change_seat(tx, seen, SeatState.REFUNDING if paid else SeatState.RELEASED)
    owe_anew(tx, Notice("cards", group.id))
    return books.save(tx, group)
