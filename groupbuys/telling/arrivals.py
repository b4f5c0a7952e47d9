"""News of who joined: one by one in a small group buy, gathered every few minutes in a large one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, func, select

from groupbuys.model import LIVE_SEATS, GroupBuy, Seat
from groupbuys.tables import invite, seat
from people.guest_tables import guest
from people.tables import person
from storage.outbox import Notice
from storage.transaction import Transaction

FEW = 20
"""Up to so many people may be in, and each is told of by themselves."""

TOGETHER = timedelta(minutes=10)
"""In a larger one, all who joined in so long are told of together."""

_GATHERED = "~"
"""Begins the detail of news that gathers all who joined in one stretch of time, which it numbers."""

_NAMED = 2

_HOST = select(guest.c.host_id).where(guest.c.person_id == bindparam("listener"))
_SPEAKER = func.coalesce(_HOST.scalar_subquery(), bindparam("listener"))
_OF_SPEAKER = (
    select(guest.c.person_id)
    .where(guest.c.person_id == seat.c.person_id, guest.c.host_id == _SPEAKER)
    .correlate(seat)
    .exists()
)
_JOINED = (
    (seat.c.group_buy_id == bindparam("group"))
    & seat.c.state.in_([state.value for state in LIVE_SEATS])
    & (seat.c.paid_at >= bindparam("since", type_=seat.c.paid_at.type))
    & (seat.c.paid_at < bindparam("until", type_=seat.c.paid_at.type))
    & (seat.c.person_id != _SPEAKER)
    & ~_OF_SPEAKER
)
"""Who joined, but for the listener (or, where that is a guest, who speaks for them) and their guests."""

_THROUGH = (
    select(invite.c.id)
    .where(invite.c.id == seat.c.invite_id, invite.c.inviter_id == bindparam("listener"))
    .exists()
)
_FIRST = (
    select(person.c.name)
    .join_from(seat, person, person.c.id == seat.c.person_id)
    .where(_JOINED)
    .order_by(seat.c.paid_at, seat.c.id)
    .limit(_NAMED)
)
_COUNT = select(func.count()).select_from(seat).where(_JOINED)
_NAMES = {True: _FIRST, False: _FIRST.where(_THROUGH)}
_COUNTS = {True: _COUNT, False: _COUNT.where(_THROUGH)}


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Who joined in one stretch of time: the first of them by name, and how many in all."""

    names: tuple[str, ...]
    people: int


def news(group: GroupBuy, joined: Seat, listener: int, now: datetime) -> Notice:
    """What a listener is owed for one more seat that is paid."""
    if group.capacity <= FEW:
        return Notice("joined", group.id, listener, str(joined.id), stale_at=group.closes_at)
    number = _stretch(now)
    due = _begin(number + 1)
    return Notice("joined", group.id, listener, f"{_GATHERED}{number}", due, group.closes_at)


def gathered(tx: Transaction, group: GroupBuy, listener: int, detail: str) -> Arrivals | None:
    """Who joined in the stretch that such news is of: all for its leader, else who came through the listener.

    None for news of one seat alone.
    """
    number = detail.removeprefix(_GATHERED)
    if number == detail or not (number.isascii() and number.isdecimal()):
        return None
    since, until = _begin(int(number)), _begin(int(number) + 1)
    asked = {"group": group.id, "since": since, "until": until, "listener": listener}
    leads = group.leader_id == listener
    names = tuple(row.name for row in tx.all(_NAMES[leads], asked))
    return Arrivals(names, int(tx.value(_COUNTS[leads], asked)))


def in_all(tx: Transaction, group: GroupBuy, listener: int, details: Collection[str]) -> Arrivals:
    """The same of several such news together, the first names first."""
    found = [gathered(tx, group, listener, detail) for detail in details]
    several = [one for one in found if one is not None]
    names = [name for one in several for name in one.names]
    return Arrivals(tuple(names), sum(one.people for one in several))


def _stretch(now: datetime) -> int:
    return int(now.timestamp() // TOGETHER.total_seconds())


def _begin(number: int) -> datetime:
    return datetime.fromtimestamp(number * TOGETHER.total_seconds(), UTC)
