"""Opening a group buy: the stock of the whole group is set aside, the leader's seat is held until it is paid."""

from datetime import datetime

from groupbuys import books, invoices
from groupbuys.facts import Belongings, Offer, belongings, deal_and_offer, group_of, lock_person
from groupbuys.model import (
    GroupBuy,
    GroupState,
    Reason,
    Refused,
    SeatState,
    ToPay,
    Wish,
)
from groupbuys.rules import may_take
from groupbuys.seating import seat_at_pickup
from storage.transaction import Found, Transaction


def start(tx: Transaction, person_id: int, deal_id: int, variant_id: int, quantity: int) -> Wish:
    """Open a group buy of a deal, led by this person.

    It is `opening` until they have paid (promise 1), or at once `forming` where one pays at pickup. Somebody whose own
    group of this deal still waits for their payment is given that invoice again.
    """
    lock_person(tx, person_id)
    found = deal_and_offer(tx, deal_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    row, offer = found
    if not is_live(row, tx.now):
        return Refused(Reason.DEAL_NOT_LIVE)
    has = belongings(tx, person_id, deal_id)
    if (again := _already_opening(tx, has, variant_id, quantity)) is not None:
        return again
    if (no := may_take(has.standing(tx.now), quantity, offer.limit)) is not None:
        return no
    return _open(tx, person_id, row, offer, variant_id, quantity)


def is_live(deal: Found, now: datetime) -> bool:
    """Whether a deal (a row with state, starts_at, ends_at) may be bought just now."""
    return (
        deal.state == "live"
        and deal.starts_at <= now
        and (deal.ends_at is None or now < deal.ends_at)
        and bool(deal.active)
    )


def _already_opening(
    tx: Transaction, has: Belongings, variant_id: int, quantity: int
) -> ToPay | None:
    """A second press on `Start a group` is the same wish, not a second group (promise 9)."""
    for thing in has.things:
        if thing.what != "s" or thing.deal_id != has.deal_id or thing.state != SeatState.HELD.value:
            continue
        group = group_of(tx, thing.id)
        if group is None or group.state is not GroupState.OPENING:
            continue
        seat = books.locked_seat(tx, thing.id)
        if seat is None or seat.state is not SeatState.HELD:
            continue
        if (seat.variant_id, seat.quantity) != (variant_id, quantity):
            continue
        invoice = invoices.ask_again(tx, "s", seat.id, group.id)
        if invoice is not None:
            books.change_seat(tx, seat, SeatState.HELD, invoice.until)
            return invoice
    return None


def _open(
    tx: Transaction, person_id: int, deal: Found, offer: Offer, variant_id: int, quantity: int
) -> Wish:
    whole = deal.capacity + quantity - 1
    if not books.take_units(
        tx, deal.product_id, variant_id, quantity, whole, several=offer.several
    ):
        return Refused(Reason.SOLD_OUT)
    group = books.open_group(tx, _new_group(deal, person_id))
    wished = books.new_seat(group, person_id, variant_id, quantity, offer, tx.now)
    if not offer.provider:
        return seat_at_pickup(tx, group, wished, new=False)
    seat = books.add_seat(tx, group, wished)
    return invoices.ask_for_seat(
        tx,
        shop_id=group.shop_id,
        person_id=person_id,
        seat_id=seat.id,
        group_buy_id=group.id,
        provider=offer.provider,
        amount=seat.total,
    )


def _new_group(deal: Found, leader_id: int) -> GroupBuy:
    return GroupBuy(
        id=0,
        shop_id=deal.shop_id,
        deal_id=deal.id,
        product_id=deal.product_id,
        terms_id=deal.terms_id,
        leader_id=leader_id,
        state=GroupState.OPENING,
        minimum=deal.minimum,
        capacity=deal.capacity,
        taken=1,
        paid=0,
        opened_at=None,
        closes_at=None,
        closed_at=None,
        version=1,
    )
