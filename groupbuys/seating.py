"""A seat becomes paid: the group opens or fills, the inviter is credited, others are owed the news."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select

from catalog.tables import deal, shop, terms
from groupbuys import books, closing
from groupbuys.invites import credited
from groupbuys.model import GroupBuy, GroupState, Seat, Seated, SeatState
from groupbuys.reminding import Quiet, next_reminder
from groupbuys.rules import closes_at
from people.tables import person
from storage.outbox import Notice, owe, owe_anew
from storage.transaction import Transaction

_WINDOW = (
    select(terms.c.window_seconds, deal.c.ends_at)
    .join_from(terms, deal, deal.c.id == terms.c.deal_id)
    .where(terms.c.id == bindparam("terms_id"))
)
_QUIET = select(
    person.c.quiet_from,
    person.c.quiet_to,
    person.c.zone,
    select(shop.c.zone).where(shop.c.id == bindparam("shop_id")).scalar_subquery().label("house"),
).where(person.c.id == bindparam("person_id"))


@dataclass(frozen=True, slots=True)
class _Times:
    opened_at: datetime
    closes_at: datetime


def seat_paid(
    tx: Transaction, group: GroupBuy, seat: Seat, payment_id: int | None, *, new: bool = False
) -> Seated:
    """A held or released seat of this group buy is paid now (`payment_id` None: at pickup).

    The group is locked by the caller and has room for it; `new`: it does not count this seat as taken yet. The last
    paid seat closes it (promise 2).
    """
    times = _times(tx, group)
    invite = credited(tx, group.id, seat.person_id)
    remind_at = next_reminder(
        times.opened_at, times.closes_at, quiet_of(tx, seat.person_id, group.shop_id), tx.now, 0
    )
    paid = books.pay_seat(tx, seat, payment_id, invite and invite[0], remind_at)
    now_in = books.save(
        tx,
        replace(
            group,
            state=GroupState.FORMING,
            taken=group.taken + new,
            paid=group.paid + 1,
            opened_at=times.opened_at,
            closes_at=times.closes_at,
        ),
    )
    return _tell(tx, now_in, paid, invite and invite[1])


def _tell(tx: Transaction, group: GroupBuy, seat: Seat, inviter_id: int | None) -> Seated:
    if group.paid >= group.capacity:
        closed = closing.succeed(tx, group)
        return Seated(closed, replace(seat, state=SeatState.CONFIRMED))
    listeners = {group.leader_id, inviter_id} - {None, seat.person_id}
    owe(
        tx,
        *(
            Notice("joined", group.id, listener, str(seat.id), stale_at=group.closes_at)
            for listener in sorted(filter(None, listeners))
        ),
    )
    owe_anew(tx, Notice("cards", group.id))
    return Seated(group, seat)


def _times(tx: Transaction, group: GroupBuy) -> _Times:
    """When the group opened and closes: from now on, if this is its leader paying."""
    if group.opened_at is not None and group.closes_at is not None:
        return _Times(group.opened_at, group.closes_at)
    row = tx.first(_WINDOW, {"terms_id": group.terms_id})
    if row is None:
        raise LookupError(f"terms {group.terms_id} of group buy {group.id}")
    window = timedelta(seconds=row.window_seconds)
    return _Times(tx.now, closes_at(tx.now, window, row.ends_at))


def is_too_late(tx: Transaction, group: GroupBuy) -> bool:
    """Whether a group buy takes no money any more: it is closed, or its end came (before it opened: its deal's)."""
    if group.state not in {GroupState.OPENING, GroupState.FORMING}:
        return True
    return _times(tx, group).closes_at <= tx.now


def quiet_of(tx: Transaction, person_id: int, shop_id: int) -> Quiet:
    """A person's quiet hours, in their own zone or else the shop's."""
    row = tx.first(_QUIET, {"person_id": person_id, "shop_id": shop_id})
    if row is None:
        return Quiet(0, 0, "UTC")
    return Quiet(row.quiet_from, row.quiet_to, row.zone or row.house or "UTC")
