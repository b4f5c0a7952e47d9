"""Joining a group buy: one person, one seat, held until it is paid."""

from typing import TypeAlias

from groupbuys import books, invoices, keeping, newcomers, units
from groupbuys.belongings import Belongings, belongings
from groupbuys.facts import Offer, group_and_offer, lock_person
from groupbuys.model import (
    AlreadyIn,
    GroupBuy,
    Reason,
    Refused,
    SeatState,
    Wish,
)
from groupbuys.rules import may_enter, may_take
from groupbuys.seating import seat_at_pickup
from storage.outbox import Notice, owe_anew
from storage.transaction import Conflict, Transaction

_Wish: TypeAlias = tuple[int, int]
"""The variant's number and how many units of it."""


def join(
    tx: Transaction, person_id: int, group_buy_id: int, variant_id: int, quantity: int
) -> Wish:
    """Take a seat in a group buy, at the price that it was opened with.

    Whoever holds a seat here is given its invoice again; another variant or quantity replaces the held one. Whoever
    has a paid seat is told so (promise 9).
    """
    lock_person(tx, person_id)
    found = group_and_offer(tx, person_id, group_buy_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    group, offer = found
    has = belongings(tx, person_id, group.deal_id)
    if has.in_group(group.id) is not None:
        return _in_already(tx, group, offer, has, (variant_id, quantity))
    no = may_enter(group, tx.now) or may_sit(tx, group, offer, has, (person_id, quantity))
    if no is not None:
        return no
    if not take_units(tx, group, offer, (variant_id, quantity)):
        return Refused(Reason.SOLD_OUT)
    return sit(tx, person_id, group, offer, (variant_id, quantity))


def may_sit(
    tx: Transaction, group: GroupBuy, offer: Offer, has: Belongings, who: tuple[int, int]
) -> Refused | None:
    """Say whether somebody (their number, and how many units) may have a seat where there is one."""
    person_id, quantity = who
    no = newcomers.may_join(tx, group, person_id)
    return no or may_take(has.standing(tx.now), quantity, offer.limit)


def _in_already(
    tx: Transaction, group: GroupBuy, offer: Offer, has: Belongings, wish: _Wish
) -> Wish:
    mine = has.in_group(group.id)
    seat = None if mine is None else books.locked_seat(tx, mine.id)
    if seat is None or mine is None or seat.state.value != mine.state:
        raise Conflict
    if seat.state is not SeatState.HELD:
        return AlreadyIn(group, seat)
    if group.closes_at is not None and tx.now >= group.closes_at:
        return Refused(Reason.CLOSED)
    if (bar := newcomers.may_join(tx, group, seat.person_id)) is not None:
        return bar
    if (seat.variant_id, seat.quantity) != wish:
        no = may_take(has.standing(tx.now, besides=mine), wish[1], offer.limit)
        return no or keeping.change(tx, group, seat, offer, wish)
    invoice = invoices.ask_again(tx, seat)
    if invoice is None:
        return AlreadyIn(group, seat)
    books.change_seat(tx, seat, SeatState.HELD, invoice.until)
    return invoice


def take_units(tx: Transaction, group: GroupBuy, offer: Offer, wish: _Wish) -> bool:
    """One unit of each seat was set aside when the group opened; only what is beyond it is taken now."""
    variant_id, quantity = wish
    return units.take(tx, group.product_id, variant_id, quantity, quantity - 1, offer)


def sit(tx: Transaction, person_id: int, group: GroupBuy, offer: Offer, wish: _Wish) -> Wish:
    """Seat somebody whose units are taken, in a group buy that has room: held, or paid at pickup."""
    wished = books.new_seat(tx, group, person_id, *wish, offer)
    if not offer.provider:
        return seat_at_pickup(tx, group, wished, new=True)
    seat = books.add_seat(tx, group, wished)
    books.count(tx, group, taken=1, paid=0)
    owe_anew(tx, Notice("cards", group.id))
    return invoices.ask_for_seat(tx, group, seat, offer.provider)
