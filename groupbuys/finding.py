"""Reading group buys and seats: what people look at; nothing here locks or writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    select,
    type_coerce,
    union_all,
)

from groupbuys.books import SEAT_COLUMNS, read_seat
from groupbuys.facts import GROUP_COLUMNS, read_group
from groupbuys.model import LIVE_SEATS, GroupBuy, GroupState, Seat, SeatState
from groupbuys.tables import group_buy, seat
from people.guest_tables import guest
from people.tables import person
from storage.transaction import Found, Transaction

_LIVE = [state.value for state in LIVE_SEATS]
_SHOWN = [SeatState.PAID, SeatState.CONFIRMED, SeatState.SHIPPED, SeatState.RECEIVED]
_LOOKED_AT = 200
"""Open groups of a deal among which the nearest is sought: those that close the soonest."""
_GROUP = select(*GROUP_COLUMNS).where(group_buy.c.id == bindparam("id_"))
_SEAT_OF = (
    select(*SEAT_COLUMNS)
    .where(
        seat.c.group_buy_id == bindparam("group_buy_id"), seat.c.person_id == bindparam("person_id")
    )
    .order_by(case((seat.c.state.in_(_LIVE), 0), else_=1), seat.c.id.desc())
    .limit(1)
)
_SEATED = (
    select(seat.c.person_id, person.c.name, type_coerce(seat.c.paid_at, BigInteger).label("paid"))
    .join_from(seat, person, person.c.id == seat.c.person_id)
    .where(
        seat.c.group_buy_id == bindparam("group_buy_id"), seat.c.state == bindparam("wanted_state")
    )
    .order_by(seat.c.paid_at, seat.c.id)
    .limit(bindparam("most"))
)
"""The first of them in the order of payment: straight from the index, however many there are."""

_OPEN = (
    (group_buy.c.state == GroupState.FORMING.value)
    & (group_buy.c.closes_at > bindparam("at"))
    & (group_buy.c.taken < group_buy.c.capacity)
    & (group_buy.c.waiting == 0)
)
_OF_SHOP = _OPEN & (group_buy.c.shop_id == bindparam("shop_id"))
_OF_DEAL = _OF_SHOP & (group_buy.c.deal_id == bindparam("deal_id"))


def _page_of(wanted: ColumnElement[bool]) -> Select[Any]:
    return (
        select(*GROUP_COLUMNS)
        .where(wanted)
        .order_by(group_buy.c.closes_at, group_buy.c.id)
        .limit(bindparam("most"))
        .offset(bindparam("skip"))
    )


def _count_of(wanted: ColumnElement[bool]) -> Select[Any]:
    return select(func.count()).select_from(group_buy).where(wanted)


_PAGE_OF_SHOP, _PAGE_OF_DEAL = _page_of(_OF_SHOP), _page_of(_OF_DEAL)
_COUNT_OF_SHOP, _COUNT_OF_DEAL = _count_of(_OF_SHOP), _count_of(_OF_DEAL)
_SOON = (
    select(*GROUP_COLUMNS)
    .where(_OPEN, group_buy.c.deal_id == bindparam("deal_id"))
    .order_by(group_buy.c.closes_at, group_buy.c.id)
    .limit(_LOOKED_AT)
    .subquery()
)
_NEAREST = (
    select(_SOON)
    .where(
        ~select(seat.c.id)
        .where(
            seat.c.group_buy_id == _SOON.c.id,
            seat.c.person_id == bindparam("person_id"),
            seat.c.state.in_(_LIVE),
        )
        .exists()
    )
    .order_by(_SOON.c.minimum - _SOON.c.paid, _SOON.c.closes_at, _SOON.c.id)
    .limit(bindparam("most"))
)
_NEVER_THEIRS = (seat.c.state == SeatState.RELEASED.value) & seat.c.paid_at.is_(None)
"""A place that was let go before it was paid: given up, run out, or not paid in time."""

_OWN = seat.c.person_id == bindparam("person_id")
_IS_LIVE = seat.c.state.in_(_LIVE)
_THEIRS = union_all(
    select(person.c.id.label("id")).where(person.c.id == bindparam("person_id")),
    select(guest.c.person_id).where(guest.c.host_id == bindparam("person_id")),
).subquery()
"""A person and the guests whom they speak for."""

_NEWEST = (
    select(
        func.coalesce(
            func.max(case((_IS_LIVE & _OWN, seat.c.id))),
            func.max(case((_IS_LIVE, seat.c.id))),
            func.max(case((_OWN, seat.c.id))),
            func.max(seat.c.id),
        ).label("seat_id")
    )
    .join_from(_THEIRS, seat, seat.c.person_id == _THEIRS.c.id)
    .where(~_NEVER_THEIRS)
    .group_by(seat.c.group_buy_id)
    .subquery()
)
"""One seat for each group buy: what lives before what is over, and one's own before that of a guest."""

_MINE_COLUMNS = [column.label(f"g_{column.name}") for column in GROUP_COLUMNS]
_MINE = (
    select(*_MINE_COLUMNS, *SEAT_COLUMNS)
    .join_from(_NEWEST, seat, seat.c.id == _NEWEST.c.seat_id)
    .join(group_buy, group_buy.c.id == seat.c.group_buy_id)
    .order_by(
        case((group_buy.c.state.in_(["forming", "opening"]) & seat.c.state.in_(_LIVE), 0), else_=1),
        seat.c.id.desc(),
    )
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_OPEN_OF = (
    select(group_buy.c.id)
    .join_from(seat, group_buy, group_buy.c.id == seat.c.group_buy_id)
    .where(
        _OPEN,
        seat.c.person_id == bindparam("person_id"),
        seat.c.deal_id == bindparam("of_deal"),
        seat.c.state == SeatState.PAID.value,
    )
    .order_by(group_buy.c.closes_at, group_buy.c.id)
    .limit(1)
)
_MINE_COUNT = select(func.count()).select_from(_NEWEST)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a group buy, as the others see them; `state` held means that they are paying just now."""

    person_id: int
    name: str
    leader: bool
    state: SeatState


def group(tx: Transaction, group_buy_id: int) -> GroupBuy | None:
    """The group buy of that number."""
    row = tx.first(_GROUP, {"id_": group_buy_id})
    return None if row is None else read_group(row)


def seat_of(tx: Transaction, group_buy_id: int, person_id: int) -> Seat | None:
    """A person's live seat in a group buy, else the last one that they had there."""
    row = tx.first(_SEAT_OF, {"group_buy_id": group_buy_id, "person_id": person_id})
    return None if row is None else read_seat(row)


def members(tx: Transaction, group: GroupBuy, most: int = 100) -> tuple[Member, ...]:
    """Who is in a group buy: the leader first, then in the order in which they paid, then who is paying."""
    running = group.state in {GroupState.OPENING, GroupState.FORMING}
    states = [SeatState.PAID] if running else _SHOWN
    leader = group.leader_id
    found = [(row, state) for state in states for row in _seated(tx, group, state, most)]
    found.sort(key=lambda one: (one[0].person_id != leader, one[0].paid))
    if running and len(found) < most:
        found += [(row, SeatState.HELD) for row in _seated(tx, group, SeatState.HELD, most)]
    return tuple(
        [Member(row.person_id, row.name, row.person_id == leader, as_) for row, as_ in found[:most]]
    )


def _seated(tx: Transaction, group: GroupBuy, state: SeatState, most: int) -> Sequence[Found]:
    asked = {"group_buy_id": group.id, "wanted_state": state.value, "most": most}
    return tx.all(_SEATED, asked)


def open_groups(
    tx: Transaction, shop_id: int, deal_id: int = 0, offset: int = 0, limit: int = 10
) -> tuple[GroupBuy, ...]:
    """The group buys of a shop (and, unless 0, of one deal) that one can join now; the soonest to close first."""
    values = {"shop_id": shop_id, "deal_id": deal_id, "at": tx.now, "skip": offset, "most": limit}
    wanted = _PAGE_OF_DEAL if deal_id else _PAGE_OF_SHOP
    return tuple(read_group(row) for row in tx.all(wanted, values))


def count_open(tx: Transaction, shop_id: int, deal_id: int = 0) -> int:
    """How many there are of them."""
    wanted = _COUNT_OF_DEAL if deal_id else _COUNT_OF_SHOP
    return int(tx.value(wanted, {"shop_id": shop_id, "deal_id": deal_id, "at": tx.now}))


def nearest_open(
    tx: Transaction, deal_id: int, person_id: int, limit: int = 3
) -> tuple[GroupBuy, ...]:
    """Open group buys of a deal that this person is not in, those first that miss the fewest (promise 10).

    Sought among the 200 that close the soonest, so that a deal with any number of groups is answered as fast.
    """
    values = {"deal_id": deal_id, "person_id": person_id, "at": tx.now, "most": limit}
    return tuple(read_group(row) for row in tx.all(_NEAREST, values))


def open_of(tx: Transaction, deal_id: int, person_id: int) -> int:
    """The open group buy of a deal that this person is in, the soonest to close; 0 where there is none."""
    asked = {"of_deal": deal_id, "person_id": person_id, "at": tx.now}
    return int(tx.value(_OPEN_OF, asked) or 0)


def mine(
    tx: Transaction, person_id: int, offset: int = 0, limit: int = 10
) -> tuple[tuple[GroupBuy, Seat], ...]:
    """The group buys that a person or a guest of theirs is or was in, each with a live or else the newest seat.

    Running ones come first, and one's own seat comes before that of a guest (`seat.person_id` tells whose it is).
    A place that they never paid is theirs while it is kept, and no history afterwards.
    """
    rows = tx.all(_MINE, {"person_id": person_id, "skip": offset, "most": limit})
    return tuple((read_group(row), read_seat(row)) for row in rows)


def count_mine(tx: Transaction, person_id: int) -> int:
    """How many there are of them."""
    return int(tx.value(_MINE_COUNT, {"person_id": person_id}))
