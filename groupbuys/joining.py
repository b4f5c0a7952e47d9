"""Joining a group buy: one person, one seat, held until it is paid."""

from dataclasses import replace

from groupbuys import books, invoices
from groupbuys.facts import Has, Offer, belongings, group_and_offer, lock_person
from groupbuys.model import HOLD, AlreadyIn, GroupBuy, Reason, Refused, SeatState, Wish
from groupbuys.rules import may_enter, may_take
from groupbuys.seating import seat_paid
from storage.transaction import Conflict, Transaction


def join(
    tx: Transaction, person_id: int, group_buy_id: int, variant_id: int, quantity: int
) -> Wish:
    """Take a seat in a group buy, at the price that it was opened with.

    Whoever holds a seat here is given its invoice again; another variant or quantity replaces the held one. Whoever
    has a paid seat is told so (promise 9).
    """
    lock_person(tx, person_id)
    found = group_and_offer(tx, group_buy_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    group, offer = found
    has = belongings(tx, person_id, group.deal_id)
    mine = has.in_group(group.id)
    if mine is not None:
        return _in_already(tx, group, offer, mine, (variant_id, quantity))
    if (no := may_enter(group, tx.now)) is not None:
        return no
    if (no := may_take(has.standing(tx.now), quantity, offer.limit)) is not None:
        return no
    return _take_seat(tx, person_id, group, offer, (variant_id, quantity))


def _in_already(
    tx: Transaction, group: GroupBuy, offer: Offer, mine: Has, wish: tuple[int, int]
) -> Wish:
    seat = books.locked_seat(tx, mine.id)
    if seat is None or seat.state.value != mine.state:
        raise Conflict
    if seat.state is not SeatState.HELD:
        return AlreadyIn(group, seat)
    if (seat.variant_id, seat.quantity) != wish and seat.person_id != group.leader_id:
        books.release(tx, group, seat)
        return join(tx, seat.person_id, group.id, *wish)
    invoice = invoices.ask_again(tx, "s", seat.id, group.id)
    if invoice is None or not offer.provider:
        return AlreadyIn(group, seat)
    books.change_seat(tx, seat, SeatState.HELD, invoice.until)
    return invoice


def _take_seat(
    tx: Transaction, person_id: int, group: GroupBuy, offer: Offer, wish: tuple[int, int]
) -> Wish:
    variant_id, quantity = wish
    if not books.take_units(
        tx, group.product_id, variant_id, quantity, quantity - 1, several=offer.several
    ):
        return Refused(Reason.SOLD_OUT)
    wished = books.new_seat(group, person_id, variant_id, quantity, offer)
    if not offer.provider:
        return seat_paid(tx, group, books.add_seat(tx, group, wished), None, new=True)
    seat = books.add_seat(tx, group, replace(wished, held_until=tx.now + HOLD))
    books.save(tx, replace(group, taken=group.taken + 1))
    return invoices.ask_for_seat(
        tx,
        shop_id=group.shop_id,
        person_id=person_id,
        seat_id=seat.id,
        group_buy_id=group.id,
        provider=offer.provider,
        amount=seat.total,
    )
