"""Paying: may this invoice be paid, and where does money go that has arrived? It always ends somewhere (promise 7)."""

from dataclasses import replace
from datetime import timedelta
from itertools import islice

from catalog.money import Money
from groupbuys import books, finding, leaving, newcomers, places
from groupbuys.belongings import Has, belongings
from groupbuys.coupons import using
from groupbuys.facts import group_of, lock_person, locked_group
from groupbuys.fulfilment import orders
from groupbuys.model import (
    LIVE_SEATS,
    ORDERED,
    AlreadyIn,
    GivenBack,
    GroupBuy,
    GroupState,
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
from groupbuys.rules import Placing, place
from groupbuys.seating import is_too_late, seat_paid
from payments import asking, taking
from payments.model import Payment, PaymentState
from payments.owing import owe_refunds
from people import guests
from storage.alarms import raise_alarm
from storage.outbox import PROMPTS, Notice, owe_anew
from storage.transaction import Transaction

DECIDE_WITHIN = timedelta(minutes=15)
"""How long somebody may think about where their late money goes before it goes back by itself."""

_INTO_THE_GROUP = {"pay", "pay the other", "seat again"}

_MAY_FIT = timedelta(minutes=15)
"""How long the money of an invoice that we do not know stays here: its notice may only have overtaken the invoice."""


def check(tx: Transaction, person_id: int, token: str, amount: Money) -> Refused | None:
    """May this invoice be paid right now? Asked by the messenger just before it takes the money. Reads only."""
    asked = asking.peek(tx, token)
    if asked is None:
        return Refused(Reason.GONE)
    if asked.person_id != person_id and not _speaks_for(tx, person_id, asked.person_id):
        return Refused(Reason.NOT_YOURS)
    if asked.amount != amount:
        return Refused(Reason.WRONG_AMOUNT)
    if asked.state is not PaymentState.ASKED:
        return Refused(Reason.ALREADY_PAID)
    if asked.purpose == "order":
        return places.order_payable(tx, asked.subject_id)
    return places.seat_payable(tx, asked.subject_id)


def _speaks_for(tx: Transaction, person_id: int, guest_id: int) -> bool:
    return guests.looked_after(tx, person_id, guest_id) is not None


def take(tx: Transaction, arrival: taking.Arrival) -> Taking:
    """Money has arrived: write it down once, and give it its place.

    A second notice of the same charge changes nothing. A second charge of one invoice goes back; so do a wrong amount,
    somebody else's money and the money of an unknown invoice, which are raised to the operator too. Word of no money is
    only raised.
    """
    lock_person(tx, arrival.person_id)
    match taking.arrive(tx, arrival):
        case taking.Taken(payment):
            return _settle(tx, payment)
        case taking.KnownAlready(payment):
            return known(tx, payment)
        case taking.Extra(payment):
            owe_refunds(tx, [payment.id], "paid twice")
            return GivenBack(None, payment.amount)
        case taking.Odd(payment, asked):
            raise_alarm(tx, "odd payment", payment.id, _odd(payment, asked))
            owe_refunds(tx, [payment.id], "not what was asked")
            return NotOurs(Reason.WRONG_AMOUNT, payment.amount)
        case taking.Unknown(payment):
            said = f"charge {payment.charge}: no such invoice; it goes back"
            raise_alarm(tx, "unknown payment", payment.id, said)
            owe_refunds(tx, [payment.id], "no such invoice", _MAY_FIT)
            return NotOurs(Reason.GONE, payment.amount)
        case taking.Nothing(of):
            number = 0 if of is None else of.id
            said = f"charge {arrival.charge}: word of {arrival.amount.minor} {arrival.amount.currency}; nothing came"
            raise_alarm(tx, "odd payment", number, said)
            return NotOurs(Reason.WRONG_AMOUNT, arrival.amount)


def ask_again(tx: Transaction, person_id: int, what: str, subject_id: int) -> ToPay | Refused:
    """The invoice of a held seat ("s") or order ("o") again; its 15 minutes go on."""
    lock_person(tx, person_id)
    return places.ask_again(tx, person_id, what, subject_id)


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
    if not places.take_for_move(tx, target, old):
        return Refused(Reason.SOLD_OUT)
    books.change_seat(tx, old, SeatState.MOVED)
    using.give_back(tx, old)
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
    using.give_back(tx, seat)
    owe_refunds(tx, [seat.payment_id or 0], "no seat left")
    return GivenBack(refunding, seat.total)


def _settle(tx: Transaction, payment: Payment) -> Taking:
    if payment.purpose == "order":
        return _settle_order(tx, payment)
    group = group_of(tx, payment.subject_id)
    seat = books.locked_seat(tx, payment.subject_id)
    if group is None or seat is None:
        raise LookupError(f"payment {payment.id} is for a seat that is not there")
    if group.state is GroupState.OPENING and is_too_late(tx, group):
        return _homeless(tx, group, seat, payment)
    other = _other_seat(tx, seat)
    match _placing(tx, group, seat, other):
        case "pay":
            return seat_paid(tx, group, seat, payment.id)
        case "pay the other":
            return places.pay_other(tx, group, seat, other.id if other else 0, payment)
        case "seat again":
            if places.take_again(tx, group, seat):
                return seat_paid(tx, group, seat, payment.id, new=True)
            return _homeless(tx, group, seat, payment)
        case "elsewhere":
            return _homeless(tx, group, seat, payment)
        case "back":
            owe_refunds(tx, [payment.id], "paid for already")
            return GivenBack(None, payment.amount, group)


def _placing(tx: Transaction, group: GroupBuy, seat: Seat, other: Has | None) -> Placing:
    placing = place(seat.state, group, tx.now, SeatState(other.state) if other else None)
    if placing in _INTO_THE_GROUP and _bar(tx, group, seat) is not None:
        return "elsewhere"  # promise 34: new at the click, but not any more
    return placing


def _other_seat(tx: Transaction, seat: Seat) -> Has | None:
    """The person's other live seat in the same group; whoever holds this one has no other."""
    if seat.state is SeatState.HELD:
        return None
    return belongings(tx, seat.person_id, seat.deal_id).in_group(seat.group_buy_id)


def _homeless(tx: Transaction, group: GroupBuy, seat: Seat, payment: Payment) -> Taking:
    """No seat for this money: ask where it should go if there is a choice, else give it back."""
    after = group
    if seat.state is SeatState.HELD:
        after = leaving.let_go(tx, group, seat).group or group
        seat = replace(seat, state=SeatState.RELEASED)
    owned, why = books.own_payment(tx, seat, payment.id), _bar(tx, group, seat)
    # A price that a coupon made is none without it, and it may be gone: it was free for a while.
    elsewhere = _elsewhere(tx, owned) if using.bind_again(tx, owned) else ()
    if not elsewhere:
        return replace(give_back(tx, owned), group=after, why=why)
    until = tx.now + DECIDE_WITHIN
    waiting = books.change_seat(tx, owned, SeatState.UNPLACED, until)
    return Unplaced(waiting, payment.amount, elsewhere, until, why)


def _bar(tx: Transaction, group: GroupBuy, seat: Seat) -> Reason | None:
    """The rule of the group that keeps this seat's person out, if there is one."""
    no = newcomers.may_join(tx, group, seat.person_id)
    return None if no is None else no.reason


def _elsewhere(tx: Transaction, seat: Seat) -> tuple[GroupBuy, ...]:
    """Where late money of this seat could go, at most three groups."""
    near = finding.nearest_open(tx, seat.deal_id, seat.person_id, limit=9)
    fits = (
        group
        for group in near
        if group.id != seat.group_buy_id and places.may_move(tx, seat, group) is None
    )
    return tuple(islice(fits, 3))


def _settle_order(tx: Transaction, payment: Payment) -> Taking:
    order = orders.locked(tx, payment.subject_id)
    if order is None:
        raise LookupError(f"payment {payment.id} is for an order that is not there")
    if order.state not in {OrderState.HELD, OrderState.RELEASED}:
        owe_refunds(tx, [payment.id], "paid for already")
        return GivenBack(None, payment.amount)
    if order.state is OrderState.HELD or places.take_order_again(tx, order):
        placed = replace(order, state=OrderState.PLACED, held_until=None, payment_id=payment.id)
        orders.change(tx, order, placed)
        using.use(tx, placed)
        places.owe_capture(tx, payment)
        owe_anew(tx, Notice(PROMPTS, order.id))
        return Ordered(placed)
    orders.change(tx, order, replace(order, state=OrderState.REFUNDING, payment_id=payment.id))
    owe_refunds(tx, [payment.id], "sold out meanwhile")
    return GivenBack(None, payment.amount)


def known(tx: Transaction, payment: Payment) -> Taking:
    """The answer to a notice that came before: what has become of that money by now."""
    if payment.purpose == "seat":
        return _known_seat(tx, payment)
    if payment.purpose in {"unknown", "odd"}:
        reason = Reason.GONE if payment.purpose == "unknown" else Reason.WRONG_AMOUNT
        return NotOurs(reason, payment.amount)
    order = orders.by_id(tx, payment.subject_id) if payment.purpose == "order" else None
    if order is not None and order.state in ORDERED and order.payment_id == payment.id:
        return Ordered(order)
    return GivenBack(None, payment.amount)


def _known_seat(tx: Transaction, payment: Payment) -> Taking:
    seat = books.seat_now(tx, payment.subject_id)
    group = None if seat is None else finding.group(tx, seat.group_buy_id)
    if seat is None or group is None or seat.payment_id != payment.id:
        return GivenBack(None, payment.amount, group)
    if seat.state in LIVE_SEATS:
        return AlreadyIn(group, seat)
    if seat.state is SeatState.UNPLACED and seat.held_until is not None:
        elsewhere, why = _elsewhere(tx, seat), _bar(tx, group, seat)
        return Unplaced(seat, payment.amount, elsewhere, seat.held_until, why)
    return GivenBack(seat, payment.amount, group, _bar(tx, group, seat))


def _odd(payment: Payment, asked: Payment) -> str:
    return (
        f"invoice {asked.id} asked person {asked.person_id} for {asked.amount.minor} {asked.amount.currency}, "
        f"but person {payment.person_id} paid {payment.amount.minor} {payment.amount.currency}"
    )
