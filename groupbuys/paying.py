"""Paying: may this invoice be paid, and where does money go that has arrived? It always ends somewhere (promise 7)."""

from dataclasses import replace
from datetime import timedelta

from catalog.money import Money
from groupbuys import books, finding, orders, places
from groupbuys.facts import belongings, lock_person, locked_group
from groupbuys.model import (
    AlreadyIn,
    GivenBack,
    GroupBuy,
    NotOurs,
    Ordered,
    OrderState,
    Reason,
    Refused,
    Seat,
    SeatState,
    Taking,
    ToPay,
    Unplaced,
)
from groupbuys.rules import place
from groupbuys.seating import seat_paid
from payments import asking, taking
from payments.model import Payment, PaymentState
from payments.owing import owe_refunds
from storage.alarms import raise_alarm
from storage.transaction import Transaction

DECIDE_WITHIN = timedelta(minutes=15)
"""How long somebody may think about where their late money goes before it goes back by itself."""


def check(tx: Transaction, person_id: int, token: str, amount: Money) -> Refused | None:
    """May this invoice be paid right now? Asked by the messenger just before it takes the money. Reads only."""
    asked = asking.peek(tx, token)
    if asked is None:
        return Refused(Reason.GONE)
    if asked.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if asked.amount != amount:
        return Refused(Reason.WRONG_AMOUNT)
    if asked.state is not PaymentState.ASKED:
        return Refused(Reason.ALREADY_PAID)
    if asked.purpose == "order":
        return places.order_payable(tx, asked.subject_id)
    return places.seat_payable(tx, asked.subject_id)


def take(tx: Transaction, arrival: taking.Arrival) -> Taking:
    """Money has arrived: write it down once, and give it its place.

    A second notice of the same charge changes nothing. A wrong amount or payer is raised to the operator and goes
    back, a second charge of one invoice goes back, an unknown invoice's money is kept and raised.
    """
    lock_person(tx, arrival.person_id)
    match taking.arrive(tx, arrival):
        case taking.Taken(payment):
            return _settle(tx, payment)
        case taking.KnownAlready(payment):
            return _known(tx, payment)
        case taking.Extra(payment):
            owe_refunds(tx, [payment.id], "paid twice")
            return GivenBack(None, payment.amount)
        case taking.Odd(payment, asked):
            raise_alarm(tx, "odd payment", payment.id, _odd(payment, asked))
            owe_refunds(tx, [payment.id], "not what was asked")
            return NotOurs(Reason.WRONG_AMOUNT)
        case taking.Unknown(payment):
            raise_alarm(
                tx, "unknown payment", payment.id, f"charge {payment.charge}: no such invoice"
            )
            return NotOurs(Reason.GONE)


def ask_again(tx: Transaction, person_id: int, what: str, subject_id: int) -> ToPay | Refused:
    """The invoice of a held seat ("s") or order ("o") again; its 15 minutes start anew."""
    lock_person(tx, person_id)
    return places.renew(tx, person_id, what, subject_id)


def move(tx: Transaction, person_id: int, seat_id: int, group_buy_id: int) -> Taking | Refused:
    """Put late money into another open group buy of the same deal, as its person agreed to."""
    lock_person(tx, person_id)
    target = locked_group(tx, group_buy_id)
    old = books.locked_seat(tx, seat_id)
    if old is None or old.person_id != person_id or target is None or target.deal_id != old.deal_id:
        return Refused(Reason.NOT_YOURS)
    if old.state is not SeatState.UNPLACED:
        return Refused(Reason.TOO_LATE)
    refused = places.may_move(tx, old, target)
    if refused is not None:
        return refused
    books.change_seat(tx, old, SeatState.MOVED)
    new = replace(old, id=0, group_buy_id=target.id, state=SeatState.HELD, held_until=None)
    seat = books.add_seat(tx, target, replace(new, payment_id=None))
    asking.point_at(tx, old.payment_id or 0, seat.id)
    return seat_paid(tx, target, seat, old.payment_id, new=True)


def take_back(tx: Transaction, person_id: int, seat_id: int) -> GivenBack | Refused:
    """Give late money back instead."""
    lock_person(tx, person_id)
    seat = books.locked_seat(tx, seat_id)
    if seat is None or seat.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if seat.state is not SeatState.UNPLACED:
        return Refused(Reason.TOO_LATE)
    return give_back(tx, seat)


def give_back(tx: Transaction, seat: Seat) -> GivenBack:
    """Owe the money of a seat that has no place back to its person."""
    refunding = books.change_seat(tx, seat, SeatState.REFUNDING)
    owe_refunds(tx, [seat.payment_id or 0], "no seat left")
    return GivenBack(refunding, seat.total)


def _settle(tx: Transaction, payment: Payment) -> Taking:
    if payment.purpose == "order":
        return _settle_order(tx, payment)
    seen = books.seat_now(tx, payment.subject_id)
    group = None if seen is None else locked_group(tx, seen.group_buy_id)
    seat = books.locked_seat(tx, payment.subject_id)
    if group is None or seat is None:
        raise LookupError(f"payment {payment.id} is for a seat that is not there")
    other = belongings(tx, seat.person_id, seat.deal_id).in_group(group.id)
    sits_anew = other is not None and other.id != seat.id
    match place(seat.state, group, tx.now, sits_anew=sits_anew):
        case "pay":
            return seat_paid(tx, group, seat, payment.id)
        case "seat again":
            if places.take_again(tx, group, seat):
                return seat_paid(tx, group, seat, payment.id, new=True)
            return _homeless(tx, group, seat, payment)
        case "elsewhere":
            if other is not None and sits_anew and other.state == SeatState.HELD.value:
                return places.pay_other(tx, group, seat, other.id, payment)
            return _homeless(tx, group, seat, payment)


def _homeless(tx: Transaction, group: GroupBuy, seat: Seat, payment: Payment) -> Taking:
    """No seat for this money: ask where it should go if there is a choice, else give it back."""
    if seat.state is SeatState.HELD:
        books.release(tx, group, seat)
        seat = replace(seat, state=SeatState.RELEASED)
    owned = books.own_payment(tx, seat, payment.id)
    elsewhere = tuple(
        other
        for other in finding.nearest_open(tx, group.deal_id, seat.person_id, limit=3)
        if other.id != group.id and places.may_move(tx, owned, other) is None
    )
    if not elsewhere:
        return replace(give_back(tx, owned), group=group)
    until = tx.now + DECIDE_WITHIN
    waiting = books.change_seat(tx, owned, SeatState.UNPLACED, until)
    return Unplaced(waiting, payment.amount, elsewhere, until)


def _settle_order(tx: Transaction, payment: Payment) -> Taking:
    order = orders.locked(tx, payment.subject_id)
    if order is None:
        raise LookupError(f"payment {payment.id} is for an order that is not there")
    if order.state is OrderState.HELD or (
        order.state is OrderState.RELEASED and places.take_order_again(tx, order)
    ):
        placed = replace(order, state=OrderState.PLACED, held_until=None, payment_id=payment.id)
        orders.change(tx, order, placed)
        places.owe_capture(tx, payment)
        return Ordered(placed)
    orders.change(tx, order, replace(order, state=OrderState.REFUNDING, payment_id=payment.id))
    owe_refunds(tx, [payment.id], "sold out meanwhile")
    return GivenBack(None, payment.amount)


def _known(tx: Transaction, payment: Payment) -> Taking:
    """The answer to a notice that came before: what has become of that money by now."""
    if payment.purpose == "order":
        order = orders.by_id(tx, payment.subject_id)
        return Ordered(order) if order is not None else GivenBack(None, payment.amount)
    seat = books.seat_now(tx, payment.subject_id) if payment.purpose == "seat" else None
    group = None if seat is None else locked_group(tx, seat.group_buy_id)
    if seat is None or group is None:
        return GivenBack(None, payment.amount)
    if seat.state in {SeatState.PAID, SeatState.CONFIRMED}:
        return AlreadyIn(group, seat)
    return GivenBack(seat, payment.amount, group)


def _odd(payment: Payment, asked: Payment) -> str:
    return (
        f"invoice {asked.id} asked person {asked.person_id} for {asked.amount.minor} {asked.amount.currency}, "
        f"but person {payment.person_id} paid {payment.amount.minor} {payment.amount.currency}"
    )
