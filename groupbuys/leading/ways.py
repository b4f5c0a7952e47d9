"""Which way people came into a group buy: opened, joined and paid, for each link that was passed on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, case, func, select

from groupbuys.model import GroupBuy, SeatState
from groupbuys.tables import invitation, invite, seat
from people.tables import person
from storage.transaction import Found, Transaction

MOST = 300
"""Ways that are looked at: of a leader's own links the newest, of all others those that brought the most."""

_PAID = [
    SeatState.PAID.value,
    SeatState.CONFIRMED.value,
    SeatState.SHIPPED.value,
    SeatState.RECEIVED.value,
]


def _has_seat(*wanted: ColumnElement[bool]) -> ColumnElement[int]:
    theirs = (seat.c.group_buy_id == invitation.c.group_buy_id) & (
        seat.c.person_id == invitation.c.person_id
    )
    found = select(seat.c.id).where(theirs, *wanted).correlate(invitation).exists()
    return func.sum(case((found, 1), else_=0))


_CAME = (
    select(
        invite.c.inviter_id,
        invite.c.source,
        func.min(invite.c.created_at).label("since"),
        person.c.name,
        func.count().label("opened"),
        _has_seat().label("joined"),
        _has_seat(seat.c.state.in_(_PAID)).label("paid"),
    )
    .join_from(invitation, invite, invite.c.id == invitation.c.invite_id)
    .join(person, person.c.id == invite.c.inviter_id)
    .where(invitation.c.group_buy_id == bindparam("group_buy_id"))
    .group_by(invite.c.inviter_id, invite.c.source, person.c.name)
    .order_by(func.count().desc(), invite.c.inviter_id, invite.c.source)
    .limit(MOST)
)
_PASSED_ON = (
    select(invite.c.inviter_id, invite.c.source, invite.c.created_at.label("since"))
    .where(
        invite.c.group_buy_id == bindparam("group_buy_id"),
        invite.c.inviter_id == bindparam("person_id"),
    )
    .order_by(invite.c.id.desc())
    .limit(MOST)
)
_BY_THEMSELVES = (
    select(
        func.count(func.distinct(seat.c.person_id)).label("joined"),
        func.count(func.distinct(case((seat.c.state.in_(_PAID), seat.c.person_id)))).label("paid"),
    )
    .select_from(seat)
    .where(
        seat.c.group_buy_id == bindparam("group_buy_id"),
        seat.c.person_id != bindparam("person_id"),
        ~select(invitation.c.invite_id)
        .where(
            invitation.c.group_buy_id == seat.c.group_buy_id,
            invitation.c.person_id == seat.c.person_id,
        )
        .correlate(seat)
        .exists(),
    )
)


@dataclass(frozen=True, slots=True)
class Way:
    """People who `opened` a link, of those who `joined` (and may have left again), and who have a paid place now.

    `source` says where it was passed on, `since` when it was made; `name` is the inviter's. Of other members all
    their links are one way, whose `source` is "". `inviter_id` 0: those who found the group buy themselves.
    """

    inviter_id: int
    name: str
    source: str
    since: datetime | None
    opened: int = 0
    joined: int = 0
    paid: int = 0


def ways(tx: Transaction, group: GroupBuy) -> tuple[Way, ...]:
    """All ways into a group buy: the leader's own links, best first, then other members', then without any."""
    leader = group.leader_id
    rows = tx.all(_CAME, {"group_buy_id": group.id})
    came = [_way(row) for row in rows]
    own = [way for way in came if way.inviter_id == leader]
    known = {way.source for way in own}
    passed_on = tx.all(_PASSED_ON, {"group_buy_id": group.id, "person_id": leader})
    own += [Way(leader, "", row.source, row.since) for row in passed_on if row.source not in known]
    others = _by_member(way for way in came if way.inviter_id != leader)
    return (*_best_first(own), *_best_first(others), *_by_themselves(tx, group))


def _way(row: Found) -> Way:
    counted = int(row.opened), int(row.joined), int(row.paid)
    return Way(row.inviter_id, row.name, row.source, row.since, *counted)


def _by_member(came: Iterable[Way]) -> list[Way]:
    """A leader sees who brought people, and not into which chats others write."""
    found: dict[int, Way] = {}
    for way in came:
        so_far = found.get(way.inviter_id, Way(way.inviter_id, way.name, "", None))
        found[way.inviter_id] = replace(
            so_far,
            opened=so_far.opened + way.opened,
            joined=so_far.joined + way.joined,
            paid=so_far.paid + way.paid,
        )
    return list(found.values())


def _best_first(those: Sequence[Way]) -> list[Way]:
    return sorted(those, key=lambda way: (-way.paid, -way.joined, -way.opened))


def _by_themselves(tx: Transaction, group: GroupBuy) -> tuple[Way, ...]:
    row = tx.first(_BY_THEMSELVES, {"group_buy_id": group.id, "person_id": group.leader_id})
    if row is None or not row.joined:
        return ()
    return (Way(0, "", "", None, 0, int(row.joined), int(row.paid)),)
