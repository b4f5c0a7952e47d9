"""Whether a place can still be paid, asked for again, taken again or taken elsewhere."""

from dataclasses import replace

from groupbuys import books, endings, invoices, newcomers, units
from groupbuys.belongings import belongings
from groupbuys.coupons import using
from groupbuys.facts import Offer, deal_and_offer, group_of, offer_in
from groupbuys.finding import group as group_now
from groupbuys.fulfilment import orders
from groupbuys.model import (
    GivenBack,
    GroupBuy,
    Order,
    OrderState,
    Reason,
    Refused,
    Seat,
    SeatState,
    Taking,
    ToPay,
)
from groupbuys.rules import Standing, may_enter, may_take
from groupbuys.seating import is_too_late, seat_paid
from payments import asking
from payments.model import Payment
from payments.owing import owe_captures, owe_refunds
from storage.transaction import Transaction


def seat_payable(tx: Transaction, seat_id: int) -> Refused | None:
    """Whether a seat is still kept for its payment: held, in an open group, before the deadline, as its rule has it."""
    seat = books.seat_now(tx, seat_id)
    found = None if seat is None else group_now(tx, seat.group_buy_id)
    if seat is None or found is None:
        return Refused(Reason.GONE)
    if seat.state is not SeatState.HELD:
        return Refused(endings.of_seat(seat, found))
    if is_too_late(tx, found):
        return Refused(Reason.CLOSED)
    return newcomers.may_join(tx, found, seat.person_id)


def order_payable(tx: Transaction, order_id: int) -> Refused | None:
    """Whether a solo purchase is still kept for its payment."""
    order = orders.by_id(tx, order_id)
    if order is None:
        return Refused(Reason.GONE)
    return None if order.state is OrderState.HELD else Refused(endings.of_order(tx, order_id))


def ask_again(tx: Transaction, person_id: int, what: str, subject_id: int) -> ToPay | Refused:
    """The open invoice of a held place again; it is kept no longer for that."""
    if what == "o":
        return _ask_again_for_order(tx, person_id, subject_id)
    group = group_of(tx, subject_id)
    seat = None if group is None else books.locked_seat(tx, subject_id)
    if group is None or seat is None or seat.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if (no := seat_payable(tx, seat.id)) is not None:
        return no
    invoice = invoices.ask_again(tx, seat)
    if invoice is None:
        return Refused(Reason.ALREADY_PAID)
    if not invoice.payable:
        return Refused(Reason.WAY_CLOSED)
    books.change_seat(tx, seat, SeatState.HELD, invoice.until)
    return invoice


def _ask_again_for_order(tx: Transaction, person_id: int, order_id: int) -> ToPay | Refused:
    order = orders.locked(tx, order_id)
    if order is None or order.person_id != person_id:
        return Refused(Reason.NOT_YOURS)
    if order.state is OrderState.RELEASED:
        return Refused(endings.of_order(tx, order_id))
    invoice = invoices.ask_again(tx, order) if order.state is OrderState.HELD else None
    if invoice is None:
        return Refused(Reason.ALREADY_PAID)
    if not invoice.payable:
        return Refused(Reason.WAY_CLOSED)
    orders.hold_until(tx, order, invoice.until)
    return invoice


def take_again(tx: Transaction, group: GroupBuy, seat: Seat) -> bool:
    """Take the units of a released seat once more, within the limits, and its coupon; its own unit is the group's."""
    offer = offer_in(tx, group, seat.variant_id)
    if offer is None or _fits(tx, seat, offer) is not None or not using.bind_again(tx, seat):
        return False
    if _take(tx, group, seat, offer):
        return True
    using.give_back(tx, seat)
    return False


def take_order_again(tx: Transaction, order: Order) -> bool:
    """Take the units of a released solo purchase once more, unless its deal was called off or the limit is reached."""
    found = deal_and_offer(tx, order.person_id, order.deal_id, order.variant_id)
    if found is None or found[0].state == "cancelled":
        return False
    deal, offer = found
    if _fits(tx, order, offer) is not None or not using.bind_again(tx, order):
        return False
    quantity = order.quantity
    if units.take(tx, deal.product_id, order.variant_id, quantity, quantity, offer):
        return True
    using.give_back(tx, order)
    return False


def may_move(tx: Transaction, seat: Seat, target: GroupBuy) -> Refused | None:
    """Whether late money of this seat may sit in that group: open, a seat free, the same price, not in it already."""
    no = may_enter(target, tx.now) or newcomers.may_join(tx, target, seat.person_id)
    if no is not None:
        return no
    offer = offer_in(tx, target, seat.variant_id)
    if offer is None or offer.price != seat.price:
        return Refused(Reason.GONE)
    if belongings(tx, seat.person_id, seat.deal_id).in_group(target.id) is not None:
        return Refused(Reason.NOT_FORMING)
    return _fits(tx, seat, offer)


def take_for_move(tx: Transaction, target: GroupBuy, seat: Seat) -> bool:
    """Take the units of late money in its new group; a seat without a place holds none."""
    offer = offer_in(tx, target, seat.variant_id)
    return offer is not None and _take(tx, target, seat, offer)


def _fits(tx: Transaction, late: Seat | Order, offer: Offer) -> Refused | None:
    """Late money takes its place only within the limits; its person's other holds do not matter any more."""
    has = belongings(tx, late.person_id, late.deal_id).standing(tx.now)
    return may_take(Standing(holds=0, units=has.units), late.quantity, offer.limit)


def _take(tx: Transaction, group: GroupBuy, seat: Seat, offer: Offer) -> bool:
    return units.take(
        tx,
        group.product_id,
        seat.variant_id,
        seat.quantity,
        seat.quantity - 1,
        offer,
    )


def pay_other(
    tx: Transaction, group: GroupBuy, old: Seat, other_id: int, payment: Payment
) -> Taking:
    """An old invoice was paid although its person holds a new seat here: the money pays that, if it fits."""
    other = books.locked_seat(tx, other_id)
    if other is None or other.total != payment.amount:
        owned = books.own_payment(tx, old, payment.id)
        books.change_seat(tx, owned, SeatState.REFUNDING)
        owe_refunds(tx, [payment.id], "no seat left")
        return GivenBack(replace(owned, state=SeatState.REFUNDING), payment.amount, group)
    asking.point_at(tx, payment.id, other.id)
    return seat_paid(tx, group, other, payment.id)


def owe_capture(tx: Transaction, payment: Payment) -> None:
    """A solo purchase is sure as soon as it is paid: take its money for good."""
    owe_captures(tx, [payment.id], "bought alone")
