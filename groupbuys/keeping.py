"""Keeping a place of an open group buy until it is paid, and keeping something else there instead."""

from dataclasses import replace

from groupbuys import books, invoices, units
from groupbuys.coupons import using
from groupbuys.facts import Offer
from groupbuys.model import GroupBuy, Reason, Refused, Seat, SeatState, Wish
from groupbuys.seating import seat_at_pickup
from storage.outbox import Notice, owe_anew
from storage.transaction import Transaction


def keep(tx: Transaction, group: GroupBuy, wished: Seat, offer: Offer) -> Wish:
    """Write a seat down that the group buy counts as taken already: held until it is paid, or paid at pickup."""
    if not offer.provider:
        return seat_at_pickup(tx, group, wished, new=False)
    seat = books.add_seat(tx, group, wished)
    return invoices.ask_for_seat(tx, group, seat, offer.provider, seat.held_until)


def change(
    tx: Transaction, group: GroupBuy, old: Seat, offer: Offer, wish: tuple[int, int]
) -> Wish:
    """Hold another variant (its number) or quantity instead of an unpaid one, until the same moment as that.

    Group buy and seat are locked by the caller. Where there is not that much, the old seat stays held.
    """
    units.give_of_seat(tx, group, old)
    if not _take_units(tx, group, offer, *wish):
        units.give_of_seat(tx, group, old, times=-1)
        return Refused(Reason.SOLD_OUT)
    books.change_seat(tx, old, SeatState.RELEASED, why=Reason.REPLACED)
    using.give_back(tx, old)
    owe_anew(tx, Notice("cards", group.id))  # what asks for the old one is put right
    offer = with_what_lowered(offer, old)
    wished = books.new_seat(tx, group, old.person_id, *wish, offer)
    if wished.state is SeatState.HELD:
        wished = replace(wished, held_until=invoices.kept_until(old.held_until, tx.now))
    return keep(tx, group, wished, offer)


def with_what_lowered(offer: Offer, old: Seat) -> Offer:
    """The offer to somebody who has just been given back what lowered another seat of theirs."""
    credit = offer.credit + (0 if old.credit is None else old.credit.minor)
    return replace(offer, coupons=offer.coupons or old.coupon_id is not None, credit=credit)


def _take_units(
    tx: Transaction, group: GroupBuy, offer: Offer, variant_id: int, quantity: int
) -> bool:
    """One unit of the seat is the group's already."""
    return units.take(tx, group.product_id, variant_id, quantity, quantity - 1, offer)
