"""Opening a group buy: the stock of the whole group is set aside, the leader's seat is held until it is paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from groupbuys import books, invoices, keeping, leaving, units
from groupbuys.belongings import Belongings, Has, belongings
from groupbuys.coupons import using
from groupbuys.facts import Offer, deal_and_offer, group_of, lock_person
from groupbuys.keeping import with_what_lowered
from groupbuys.model import (
    GroupBuy,
    GroupState,
    Reason,
    Refused,
    Seat,
    SeatState,
    ToPay,
    Wish,
)
from groupbuys.rules import may_take
from storage.transaction import Found, Transaction

_Choice: TypeAlias = tuple[int, int]
"""The variant's number and how many units of it."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A person's own group buy that waits for their payment, its rows locked."""

    has: Has
    group: GroupBuy
    seat: Seat


def start(tx: Transaction, person_id: int, deal_id: int, variant_id: int, quantity: int) -> Wish:
    """Open a group buy of a deal, led by this person.

    It is `opening` until they have paid (promise 1), or at once `forming` where one pays at pickup. Somebody whose own
    group of this deal still waits for their payment is given that invoice again; another choice replaces it.
    """
    lock_person(tx, person_id)
    found = deal_and_offer(tx, person_id, deal_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    row, offer = found
    if not is_live(row, tx.now):
        return Refused(Reason.DEAL_NOT_LIVE)
    has = belongings(tx, person_id, deal_id)
    waiting, choice = _waiting(tx, has), (variant_id, quantity)
    if waiting is not None and (again := _same(tx, waiting, choice)) is not None:
        return again
    besides = None if waiting is None else waiting.has
    if (no := may_take(has.standing(tx.now, besides=besides), quantity, offer.limit)) is not None:
        return no
    if waiting is not None:
        return _instead(tx, waiting, row, offer, choice)
    return _open(tx, person_id, row, offer, choice)


def is_live(deal: Found, now: datetime) -> bool:
    """Whether a deal (a row with state, starts_at, ends_at) may be bought just now."""
    return (
        deal.state == "live"
        and deal.starts_at <= now
        and (deal.ends_at is None or now < deal.ends_at)
        and bool(deal.active)
    )


def _waiting(tx: Transaction, has: Belongings) -> _Waiting | None:
    for thing in has.things:
        if thing.what != "s" or thing.deal_id != has.deal_id or thing.state != SeatState.HELD.value:
            continue
        group = group_of(tx, thing.id)
        if group is None or group.state is not GroupState.OPENING:
            continue
        seat = books.locked_seat(tx, thing.id)
        if seat is not None and seat.state is SeatState.HELD:
            return _Waiting(thing, group, seat)
    return None


def _same(tx: Transaction, waiting: _Waiting, choice: _Choice) -> ToPay | None:
    """A second press on `Start a group` is the same wish, not a second group (promise 9)."""
    seat = waiting.seat
    if (seat.variant_id, seat.quantity) != choice:
        return None
    invoice = invoices.ask_again(tx, seat)
    if invoice is not None:
        books.change_seat(tx, seat, SeatState.HELD, invoice.until)
    return invoice


def _instead(
    tx: Transaction, waiting: _Waiting, deal: Found, offer: Offer, choice: _Choice
) -> Wish:
    """Another choice is a change of mind, not a second hold (promise 6).

    Where the deal was edited meanwhile, its new terms are what the person sees: the unpaid group, which keeps its own,
    is given up for a new one.
    """
    if waiting.group.terms_id == deal.terms_id:
        return keeping.change(tx, waiting.group, waiting.seat, offer, choice)
    seat = waiting.seat
    opened = _open(tx, seat.person_id, deal, offer, choice, seat)
    if not isinstance(opened, Refused):
        leaving.let_go(tx, waiting.group, seat, Reason.REPLACED)
    return opened


def _open(
    tx: Transaction,
    person_id: int,
    deal: Found,
    offer: Offer,
    choice: _Choice,
    instead: Seat | None = None,
) -> Wish:
    """Open it; what lowered the seat `instead` of which it is opened lowers this one, where it can be had."""
    variant_id, quantity = choice
    whole = deal.capacity + quantity - 1
    if not units.take(tx, deal.product_id, variant_id, quantity, whole, offer):
        return Refused(Reason.SOLD_OUT)
    if instead is not None:
        using.give_back(tx, instead)
        offer = with_what_lowered(offer, instead)
    group = books.open_group(tx, _new_group(deal, person_id))
    wished = books.new_seat(tx, group, person_id, variant_id, quantity, offer)
    return keeping.keep(tx, group, wished, offer)


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
        newcomers=bool(deal.newcomers),
        ladder=bool(deal.ladder),
        rewarded=deal.reward_kind is not None,
    )
