"""What a money step's end means for seats and orders, and taking one delivered thing back after success."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import bindparam, or_, update

from catalog import stock
from catalog.money import Money
from groupbuys import books, units
from groupbuys.coupons import giving, purse, using
from groupbuys.facts import group_of
from groupbuys.friends import payers
from groupbuys.friends.payers import TWICE
from groupbuys.fulfilment import orders
from groupbuys.model import (
    ORDERED,
    GivenBack,
    GroupBuy,
    GroupState,
    Order,
    OrderState,
    Reason,
    Refused,
    SeatState,
)
from groupbuys.rewards import falling
from groupbuys.rewards.model import Why
from groupbuys.tables import purchase, seat
from payments import by_hand, stepping
from payments.by_hand import Barred
from payments.finding import money_of
from payments.model import Step, StepKind
from payments.owing import owe_refunds
from storage.outbox import Notice, bring_forward, owe, owe_anew, withdraw
from storage.transaction import Transaction

_SEAT = (
    update(seat)
    .where(
        seat.c.payment_id == bindparam("payment"),
        or_(seat.c.person_id == bindparam("person"), seat.c.payer_id == bindparam("person")),
        seat.c.state == SeatState.REFUNDING.value,
    )
    .values(state=SeatState.REFUNDED.value)
    .returning(seat.c.id, seat.c.group_buy_id, seat.c.person_id)
)
_ENDS = {GroupState.FAILED.value, GroupState.CANCELLED.value}
"""Why money goes back when a group comes to nothing; the news of that are called the same (see groupbuys.closing)."""

_PAID = (purchase.c.payment_id == bindparam("payment")) & (
    purchase.c.state == OrderState.REFUNDING.value
)
_ORDERS = (
    update(purchase)
    .where(purchase.c.seat_id.in_(bindparam("seats", expanding=True)), _PAID)
    .values(state=OrderState.REFUNDED.value)
)
_SOLO = (
    update(purchase)
    .where(purchase.c.person_id == bindparam("person"), _PAID)
    .values(state=OrderState.REFUNDED.value)
)
"""Either is found by an index of its own; asked for both at once, a database walks all orders there are."""


def step_done(tx: Transaction, step: Step, why: str = "", who: str = "") -> bool:
    """The provider did what a step asked: the payment moves on, and with a refund its seat and order too.

    Or somebody did, by hand: `who`, and `why`, which the ledger keeps. Whoever was refunded hears of it: with the end
    of their group where that is still to be said, else by itself.
    """
    if not stepping.done(tx, step, why, who):
        return False
    if step.kind is StepKind.REFUND:
        whose = {"payment": step.payment_id, "person": step.person_id}
        seats = tx.returning(_SEAT, whose)
        if seats:
            tx.write(_ORDERS, {"payment": step.payment_id, "seats": [row.id for row in seats]})
        else:
            tx.write(_SOLO, whose)
        own = [row.group_buy_id for row in seats if row.person_id == step.person_id]
        if len(own) < len(seats) and step.reason != TWICE:  # "it is back" says all the rest
            withdraw(tx, "refunding", step.payment_id, step.person_id)
        if not _is_said_with_the_end(tx, step, own):
            owe(tx, Notice("refunded", step.payment_id, step.person_id))
    return True


def done_by_hand(tx: Transaction, step_id: int, why: str, who: str) -> Step | Barred:
    """A stuck step was done by a person instead of its provider: all moves on as if the provider had done it.

    `why` and `who` stand in the ledger. A worker that asks the provider at this moment goes first.
    """
    step = by_hand.locked(tx, step_id)
    if isinstance(step, Step):
        step_done(tx, step, why, who)
    return step


def _is_said_with_the_end(tx: Transaction, step: Step, groups: Sequence[int]) -> bool:
    """Whether the money is back before the end of its group was told: one message then says both (promises 20, 28)."""
    return step.reason in _ENDS and any(
        bring_forward(tx, step.reason, group_buy_id, step.person_id) for group_buy_id in groups
    )


def take_back(tx: Transaction, order_id: int, *, told: bool = True) -> GivenBack | Refused:
    """Refund what is left of one placed order, and let its buyer know (not `told`: somebody else does).

    Its group buy stays what it was for the others (promise 16). What was not shipped yet is free to be sold again; what
    was comes back into stock when the merchant counts it. A coupon that was used for it is its buyer's again, and what
    friends have not taken yet of the packet that its group buy brought goes back, as does what its leader got for it.
    """
    seen = orders.by_id(tx, order_id)
    group = None if seen is None or seen.seat_id is None else group_of(tx, seen.seat_id)
    order = orders.locked(tx, order_id)
    if order is None:
        return Refused(Reason.GONE)
    if order.state not in ORDERED:
        return Refused(Reason.TOO_LATE)
    if group is not None and order.seat_id is not None:
        group = _unseat(tx, group, order.seat_id, paid=order.payment_id is not None)
    if order.state is OrderState.PLACED:
        product_id = stock.product_of(tx, order.variant_id)
        units.give(tx, product_id, order.variant_id, order.quantity)
    reward = falling.locked_of(tx, order.id) if group is not None and group.rewarded else None
    moves = (using.unuse(tx, order), giving.take_packet_back(tx, order))
    if told:
        owe(tx, Notice("taken_back", order.id, order.person_id))
    back = GivenBack(None, _give_money_back(tx, order), group)
    falling.fall(tx, reward, Why.RETURNED)
    purse.move(tx, *moves)
    return back


def _unseat(tx: Transaction, group: GroupBuy, seat_id: int, *, paid: bool) -> GroupBuy:
    seat = books.locked_seat(tx, seat_id)
    if seat is not None:
        books.change_seat(tx, seat, SeatState.REFUNDING if paid else SeatState.RELEASED)
        payers.tell(tx, [seat])
    owe_anew(tx, Notice("cards", group.id))
    return books.save(tx, group)


def _give_money_back(tx: Transaction, order: Order) -> Money | None:
    if order.payment_id is None:
        orders.change(tx, order, replace(order, state=OrderState.TAKEN_BACK))
        return None
    orders.change(tx, order, replace(order, state=OrderState.REFUNDING))
    owe_refunds(tx, [order.payment_id], "returned")
    money = money_of(tx, order.payment_id)
    return order.total if money is None else money.left
