"""Places for friends who are not here: somebody takes and pays for them, within limits of their own."""

from dataclasses import dataclass

from sqlalchemy import bindparam, case, select

from catalog.tables import shop
from groupbuys import joining
from groupbuys.belongings import belongings
from groupbuys.facts import lock_person, locked_group
from groupbuys.model import (
    LIVE_SEATS,
    MOST_HOLDS,
    GroupBuy,
    Reason,
    Refused,
    SeatState,
    Wish,
)
from groupbuys.tables import invite, seat
from people import guests
from people.guest_tables import guest
from people.guests import Guest
from people.model import Person
from storage.transaction import Transaction

MOST = 5
"""Friends for whom one person may have places in one group buy."""

MOST_UNPAID = 1
"""The same where a shop takes no money before the goods come: what costs nothing fills no group."""

_LIVE = seat.c.state.in_([state.value for state in LIVE_SEATS])
_PROVIDER = select(shop.c.provider).where(shop.c.id == bindparam("shop_id"))
_BROUGHT = (
    select(guest.c.person_id, guest.c.host_id, guest.c.name, seat.c.state, seat.c.id)
    .join_from(guest, seat, seat.c.person_id == guest.c.person_id)
    .where(
        guest.c.host_id == bindparam("host"),
        seat.c.group_buy_id == bindparam("group_buy_id"),
        _LIVE,
    )
    .order_by(seat.c.id)
)
_RUNS = (
    select(seat.c.id)
    .where(
        seat.c.person_id == guest.c.person_id,
        seat.c.state.in_([SeatState.HELD.value, SeatState.PAID.value, SeatState.CONFIRMED.value]),
    )
    .exists()
)
_HAD_ONE = select(seat.c.id).where(seat.c.person_id == guest.c.person_id).exists()
_SEATED = (
    select(guest.c.person_id, guest.c.host_id, guest.c.name)
    .where(guest.c.host_id == bindparam("host"), _HAD_ONE)
    .order_by(case((_RUNS, 0), else_=1), guest.c.person_id.desc())
)
_PLACE = (
    select(seat.c.state)
    .where(
        seat.c.group_buy_id == bindparam("group_buy_id"),
        seat.c.person_id == bindparam("person_id"),
        _LIVE,
    )
    .limit(1)
)
_FROM = (
    select(invite.c.id)
    .join_from(seat, invite, invite.c.id == seat.c.invite_id)
    .where(seat.c.id == bindparam("seat_id"), invite.c.inviter_id == bindparam("inviter"))
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A friend with a live place, the seat of that number, in a group buy."""

    guest: Guest
    state: SeatState
    seat_id: int


def may_bring(tx: Transaction, host_id: int, group: GroupBuy, guest_id: int = 0) -> Refused | None:
    """Whether somebody may take a place here for a friend (0: one not named yet); not whether there is one.

    Somebody who is not here proves nothing about being new to a shop (promise 34). Unpaid places count for whoever
    holds them, whomever they are for (promise 6).
    """
    if group.newcomers:
        return Refused(Reason.FRIEND_NOT_NEW)
    here = brought(tx, host_id, group.id)
    theirs = next((one.seat_id for one in here if one.guest.person_id == guest_id), 0)
    most = MOST if tx.value(_PROVIDER, {"shop_id": group.shop_id}) else MOST_UNPAID
    if len(here) - bool(theirs) >= most:
        return Refused(Reason.ENOUGH_FRIENDS, most)
    has = belongings(tx, host_id, group.deal_id)
    changed = next((one for one in has.things if (one.what, one.id) == ("g", theirs)), None)
    if has.standing(tx.now, besides=changed).holds >= MOST_HOLDS:
        return Refused(Reason.TOO_MANY_HOLDS, MOST_HOLDS)
    return None


def join(
    tx: Transaction, friend: Person, group_buy_id: int, variant_id: int, quantity: int
) -> Wish:
    """Take a seat for a guest, or change their unpaid one; the limits per person count for each guest alone.

    The host is locked first, so that however often they press, their friends are counted one after the other; who was
    forgotten meanwhile for a friend of another name has no place.
    """
    lock_person(tx, friend.speaker)
    if guests.looked_after(tx, friend.speaker, friend.id) is None:
        return Refused(Reason.GONE)
    lock_person(tx, friend.id)
    group = locked_group(tx, group_buy_id)
    if group is None:
        return Refused(Reason.GONE)
    no = may_bring(tx, friend.speaker, group, friend.id)
    return no or joining.join(tx, friend.id, group_buy_id, variant_id, quantity)


def brought(tx: Transaction, host_id: int, group_buy_id: int) -> tuple[Brought, ...]:
    """The friends for whom somebody has places here, in the order in which they were taken."""
    rows = tx.all(_BROUGHT, {"host": host_id, "group_buy_id": group_buy_id})
    return tuple(
        Brought(Guest(row.person_id, row.host_id, row.name), SeatState(row.state), row.id)
        for row in rows
    )


def seated(tx: Transaction, host_id: int) -> tuple[Guest, ...]:
    """The friends of a host who ever had a place: those with one that is not over first, then the newest."""
    return tuple(Guest(*row) for row in tx.all(_SEATED, {"host": host_id}))


def place_of(tx: Transaction, group_buy_id: int, person_id: int) -> SeatState | None:
    """How the live seat of their own that somebody has in a group buy stands."""
    row = tx.first(_PLACE, {"group_buy_id": group_buy_id, "person_id": person_id})
    return None if row is None else SeatState(row.state)


def is_from(tx: Transaction, seat_id: int, inviter_id: int) -> bool:
    """Whether that seat's person came through this one."""
    return tx.first(_FROM, {"seat_id": seat_id, "inviter": inviter_id}) is not None
