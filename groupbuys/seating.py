"""A seat becomes paid: the group opens or fills, the inviter is credited, others are owed the news."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import bindparam, select

from catalog.tables import deal, shop, terms
from groupbuys import books, closing
from groupbuys.model import GroupBuy, GroupState, Seat, Seated, SeatState
from groupbuys.reminding import Quiet, next_reminder
from groupbuys.rules import closes_at
from groupbuys.tables import invitation, invite
from groupbuys.telling import arrivals
from people.tables import person
from storage.outbox import Notice, owe, owe_anew
from storage.transaction import Transaction

_Times: TypeAlias = tuple[datetime, datetime]
"""When a group buy opened, and when it closes."""

_WINDOW = (
    select(terms.c.window_seconds, deal.c.ends_at)
    .join_from(terms, deal, deal.c.id == terms.c.deal_id)
    .where(terms.c.id == bindparam("terms_id"))
)
_MEMBER = (
    select(
        person.c.quiet_from,
        person.c.quiet_to,
        person.c.zone,
        shop.c.zone.label("house"),
        invite.c.id.label("invite_id"),
        invite.c.inviter_id,
    )
    .select_from(
        person.join(shop, shop.c.id == bindparam("shop_id"))
        .outerjoin(
            invitation,
            (invitation.c.group_buy_id == bindparam("group_buy_id"))
            & (invitation.c.person_id == person.c.id),
        )
        .outerjoin(invite, invite.c.id == invitation.c.invite_id)
    )
    .where(person.c.id == bindparam("person_id"))
)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is written beside a paid seat: when to remind its person, and the invite that gets the credit."""

    remind_at: datetime | None
    invite_id: int | None
    inviter_id: int | None


def seat_paid(
    tx: Transaction, group: GroupBuy, seat: Seat, payment_id: int | None, *, new: bool = False
) -> Seated:
    """A held or released seat of this group buy is paid now.

    The group is locked by the caller and has room for it; `new`: it does not count this seat as taken yet. The last
    paid seat closes it (promise 2).
    """
    times = _times(tx, group)
    standing = _standing(tx, group, seat, times)
    paid = books.pay_seat(tx, seat, payment_id, standing.invite_id, standing.remind_at)
    return _tell(tx, _count_in(tx, group, times, new=new), paid, standing.inviter_id)


def seat_at_pickup(tx: Transaction, group: GroupBuy, wished: Seat, *, new: bool) -> Seated:
    """The same for a seat that is not written down yet and is paid at pickup."""
    times = _times(tx, group)
    standing = _standing(tx, group, wished, times)
    seat = books.add_seat(tx, group, wished, standing.invite_id, standing.remind_at)
    return _tell(tx, _count_in(tx, group, times, new=new), seat, standing.inviter_id)


def _standing(tx: Transaction, group: GroupBuy, seat: Seat, times: _Times) -> _Standing:
    opened_at, closing_at = times
    asked = {"person_id": seat.person_id, "shop_id": group.shop_id, "group_buy_id": group.id}
    row = tx.first(_MEMBER, asked)
    if row is None:
        raise LookupError(f"person {seat.person_id} or shop {group.shop_id}")
    quiet = Quiet(row.quiet_from, row.quiet_to, row.zone or row.house)
    remind_at = next_reminder(opened_at, closing_at, quiet, tx.now, 0)
    return _Standing(remind_at, row.invite_id, row.inviter_id)


def _count_in(tx: Transaction, group: GroupBuy, times: _Times, *, new: bool) -> GroupBuy:
    if group.state is GroupState.FORMING:
        return books.count(tx, group, taken=int(new), paid=1)
    forming = replace(
        group,
        state=GroupState.FORMING,
        taken=group.taken + new,
        paid=group.paid + 1,
        opened_at=times[0],
        closes_at=times[1],
    )
    return books.save(tx, forming)


def _tell(tx: Transaction, group: GroupBuy, seat: Seat, inviter_id: int | None) -> Seated:
    if group.paid >= group.capacity:
        closed = closing.succeed(tx, group)
        settled = books.seat_now(tx, seat.id) if group.ladder else None
        return Seated(closed, settled or replace(seat, state=SeatState.CONFIRMED))
    listeners = {group.leader_id, inviter_id} - {None, seat.person_id}
    told = sorted(filter(None, listeners))
    owe(tx, *(arrivals.news(group, seat, listener, tx.now) for listener in told))
    owe_anew(tx, Notice("cards", group.id))
    return Seated(group, seat)


def _times(tx: Transaction, group: GroupBuy) -> _Times:
    """When the group opened and closes: from now on, if this is its leader paying."""
    if group.opened_at is not None and group.closes_at is not None:
        return group.opened_at, group.closes_at
    row = tx.first(_WINDOW, {"terms_id": group.terms_id})
    if row is None:
        raise LookupError(f"terms {group.terms_id} of group buy {group.id}")
    window = timedelta(seconds=row.window_seconds)
    return tx.now, closes_at(tx.now, window, row.ends_at)


def is_too_late(tx: Transaction, group: GroupBuy) -> bool:
    """Whether a group buy takes no money any more: it is closed, or its end came (before it opened: its deal's)."""
    if group.state not in {GroupState.OPENING, GroupState.FORMING}:
        return True
    return _times(tx, group)[1] <= tx.now
