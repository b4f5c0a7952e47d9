"""Giving one's paid place in a group buy to a friend: offered by a link, taken once, by whoever accepts it first."""

from dataclasses import dataclass, replace

from groupbuys import books, finding, leaving, newcomers
from groupbuys.belongings import belongings
from groupbuys.facts import group_of, lock_person, offer_in
from groupbuys.friends import gifts, heirs
from groupbuys.friends.gifts import Gift
from groupbuys.leading import merging, passing
from groupbuys.model import (
    LIVE_SEATS,
    GroupBuy,
    GroupState,
    Reason,
    Refused,
    Seat,
    SeatState,
)
from groupbuys.rules import may_take
from groupbuys.waiting import line
from storage.outbox import Notice, owe, owe_anew
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Offered:
    """A place that is given away: its link, the group buy and the seat as they stand."""

    gift: Gift
    group: GroupBuy
    seat: Seat


def offer(tx: Transaction, person_id: int, seat_id: int) -> Offered | Refused:
    """Give one's paid place away; asked again, the same link as long as nobody took it."""
    own = _own(tx, person_id, seat_id)
    if isinstance(own, Refused):
        return own
    group, seat = own
    if (no := _may_give(tx, group, seat)) is not None:
        return no
    return Offered(gifts.open_of(tx, seat) or gifts.make(tx, seat, person_id), group, seat)


def keep(tx: Transaction, person_id: int, seat_id: int) -> Offered | Refused:
    """Keep it after all: the link leads nowhere any more."""
    own = _own(tx, person_id, seat_id)
    if isinstance(own, Refused):
        return own
    group, seat = own
    gift = gifts.open_of(tx, seat)
    if gift is None:
        return Refused(Reason.NOT_GIVEN)
    gifts.end(tx, gift, None)
    owe_anew(tx, Notice("cards", group.id))
    return Offered(replace(gift, ended_at=tx.now), group, seat)


def seen(tx: Transaction, gift: Gift, person_id: int) -> Offered | Refused:
    """What a link gives to this person just now, or why not. Reads only."""
    seat = books.seat_now(tx, gift.seat_id)
    group = None if seat is None else finding.group(tx, seat.group_buy_id)
    if group is None or seat is None:
        return Refused(Reason.GONE)
    no = _may_have(tx, Offered(gift, group, seat), person_id)
    return no or Offered(gift, group, seat)


def take(tx: Transaction, person_id: int, token: str) -> Offered | Refused:
    """Take the place over: seat and goods are this person's now, the payment stays the payer's.

    A place of their own that they have not paid for is given up for it. What was said about where it goes is
    forgotten. Whoever takes a leader's place leads. The credit for the invite that led to the seat stays where it is
    (promise 33).
    """
    lock_person(tx, person_id)
    found = gifts.by_token(tx, token)
    group = None if found is None else group_of(tx, found.seat_id)
    gift = gifts.by_token(
        tx, token
    )  # again: somebody may have taken it while we waited for the group
    seat = None if gift is None else books.locked_seat(tx, gift.seat_id)
    if gift is None or group is None or seat is None:
        return Refused(Reason.GONE)
    if (no := _may_have(tx, Offered(gift, group, seat), person_id)) is not None:
        return no
    group = _without_hold(tx, group, person_id)
    gifts.end(tx, gift, person_id)
    theirs = heirs.hand_over(tx, group, seat, person_id)
    leader_id = person_id if group.leader_id == seat.person_id else group.leader_id
    if leader_id != group.leader_id:
        passing.void(tx, group.id)
        merging.void(tx, group.id)
    after = line.served(tx, books.save(tx, replace(group, leader_id=leader_id)), person_id)
    owe_anew(tx, Notice("cards", group.id))
    concerned = {gift.giver_id, theirs.payer_id} - {None, person_id}
    told = sorted(filter(None, concerned))
    owe(tx, *(Notice("seat_given", group.id, one, str(gift.id)) for one in told))
    return Offered(gift, after, theirs)


def _without_hold(tx: Transaction, group: GroupBuy, person_id: int) -> GroupBuy:
    """The same group buy without the place in it that this person has not paid for."""
    has = belongings(tx, person_id, group.deal_id).in_group(group.id)
    held = None if has is None else finding.seat_of(tx, group.id, person_id)
    seat = None if held is None else books.locked_seat(tx, held.id)
    if seat is None or seat.state is not SeatState.HELD:
        return group
    return leaving.let_go(tx, group, seat).group or group


def _own(tx: Transaction, person_id: int, seat_id: int) -> tuple[GroupBuy, Seat] | Refused:
    """A live seat of this person with its group buy, both locked; somebody else's looks like one that is not there."""
    group = group_of(tx, seat_id)
    seat = None if group is None else books.locked_seat(tx, seat_id)
    if group is None or seat is None or seat.person_id != person_id:
        return Refused(Reason.NOT_IN)
    return (group, seat) if seat.state in LIVE_SEATS else Refused(Reason.NOT_IN)


def _may_give(tx: Transaction, group: GroupBuy, seat: Seat) -> Refused | None:
    if seat.state is SeatState.HELD:
        return Refused(Reason.NOT_PAID)
    over = group.closes_at is not None and tx.now >= group.closes_at
    if group.state is not GroupState.FORMING or over:
        return Refused(Reason.NOT_FORMING)
    return None


def _may_have(tx: Transaction, offered: Offered, person_id: int) -> Refused | None:
    """Whether this person may take it: still given, one seat a person, new where that is asked, within the limit."""
    gift, group, seat = offered.gift, offered.group, offered.seat
    is_given = gift.ended_at is None and seat.state is SeatState.PAID
    if not is_given or _may_give(tx, group, seat) is not None:
        return Refused(Reason.NOT_GIVEN)
    has = belongings(tx, person_id, group.deal_id)
    own = has.in_group(group.id)
    if own is not None and own.state != SeatState.HELD.value:
        return Refused(Reason.IN_ALREADY)
    if (no := newcomers.may_join(tx, group, person_id)) is not None:
        return no
    terms = offer_in(tx, group, seat.variant_id)
    standing = replace(has.standing(tx.now, own), holds=0)
    return may_take(standing, seat.quantity, None if terms is None else terms.limit)
