"""Reminders: members of a group that still misses somebody are owed a word, twice at most of one end (promise 25)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from catalog.tables import shop
from groupbuys.due import Due, passed_over
from groupbuys.model import GroupState, SeatState
from groupbuys.reminding import Quiet, behind, next_reminder
from groupbuys.tables import group_buy, seat
from people.guest_tables import guest
from people.tables import person
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction

_OF = "."
"""In a notice's detail, before the end of the group buy that it is of."""

_PAST = (seat.c.remind_at <= bindparam("at")) & (seat.c.state == SeatState.PAID.value)
_SEAT = (
    seat.c.id,
    seat.c.shop_id,
    seat.c.group_buy_id,
    seat.c.person_id,
    seat.c.remind_at,
    seat.c.reminded,
)
_SEATS = (
    select(*_SEAT)
    .where(_PAST)
    .order_by(seat.c.remind_at)
    .with_for_update(key_share=True, skip_locked=True)
)


def _with_their_groups(seats: Select[Any]) -> Select[Any]:
    """What a reminder depends on, of seats that were chosen (and locked) by themselves before anything is joined."""
    due = seats.subquery("due")
    return (
        select(
            due.c.id,
            due.c.group_buy_id,
            due.c.person_id,
            due.c.reminded,
            group_buy.c.state,
            group_buy.c.opened_at,
            group_buy.c.closes_at,
            group_buy.c.paid,
            group_buy.c.minimum,
            person.c.quiet_from,
            person.c.quiet_to,
            person.c.zone,
            shop.c.zone.label("house"),
        )
        .join_from(due, group_buy, group_buy.c.id == due.c.group_buy_id)
        .join(person, person.c.id == due.c.person_id)
        .join(shop, shop.c.id == due.c.shop_id)
    )


_DUE = _with_their_groups(
    _SEATS.where(seat.c.id.not_in(bindparam("besides", expanding=True))).limit(bindparam("most"))
)
_ONE = _with_their_groups(_SEATS.where(seat.c.id == bindparam("seat_id")))
_OF_PERSON = _with_their_groups(
    select(*_SEAT)
    .where(
        seat.c.person_id.in_(
            select(person.c.id)
            .where(person.c.id == bindparam("person_id"))
            .union_all(select(guest.c.person_id).where(guest.c.host_id == bindparam("person_id")))
        ),
        seat.c.state == SeatState.PAID.value,
    )
    .order_by(seat.c.group_buy_id, seat.c.id)
    .with_for_update(key_share=True, of=seat)
)
"""Of their guests, too: whoever speaks for them hears it, and sleeps when they sleep."""

_OF_GROUP = _with_their_groups(
    select(*_SEAT)
    .where(seat.c.group_buy_id == bindparam("of_group"), seat.c.state == SeatState.PAID.value)
    .order_by(seat.c.id)
    .with_for_update(key_share=True)
)
_NAMES = select(seat.c.id).where(_PAST).order_by(seat.c.remind_at).limit(bindparam("most"))
_NEXT = (
    update(seat)
    .where(seat.c.id == bindparam("id_"))
    .values(remind_at=bindparam("next_at"), reminded=bindparam("count"))
)


def remind_due(tx: Transaction, limit: int = 500, besides: Collection[Due] = ()) -> int:
    """Owe the reminders that are due, at most `limit`; returns how many seats were looked at.

    A group that needs nobody any more reminds nobody. What was due while the machine was down is not made
    up for: only the newest of two missed reminders is owed, and it goes stale with the deadline (promise 24). What is
    named in `besides` is passed over.
    """
    values = {"at": tx.now, "most": limit, "besides": passed_over(besides, "reminder")}
    return _remind(tx, tx.all(_DUE, values))


def remind_one(tx: Transaction, due: Due) -> int:
    """The same for one seat alone."""
    return _remind(tx, tx.all(_ONE, {"at": tx.now, "seat_id": due.id}))


def move_reminders(tx: Transaction, person_id: int) -> int:
    """Somebody keeps other quiet hours now: what would fall into them comes earlier instead (promise 26).

    What they hear of their guests, too. Returns how many seats in running group buys that were.
    """
    rows = tx.all(_OF_PERSON, {"person_id": person_id})
    running = [row for row in rows if row.state == GroupState.FORMING.value]
    if running:
        tx.write(_NEXT, [_after(tx, row, row.reminded) for row in running])
    return len(running)


def renew_reminders(tx: Transaction, group_buy_id: int, *, later: bool) -> None:
    """A group buy (locked) closes at another time now: its reminders come at the times of that (promise 25).

    `later`: both come, whatever was said of the end that it had before. Else it closes earlier, and what was said is
    said. Nobody is reminded at once by this: a time that is over already is not made up for.
    """
    rows = tx.all(_OF_GROUP, {"of_group": group_buy_id})
    if rows:
        counts = [_times(tx, row) if later else _behind(tx, row) for row in rows]
        tx.write(_NEXT, [_after(tx, *pair) for pair in zip(rows, counts, strict=True)])


def is_of_now(detail: str, closes_at: datetime | None) -> bool:
    """Whether such a notice is of the end that a group buy has now: one of an end that was moved is not said."""
    _, of, end = detail.partition(_OF)
    return not of or (closes_at is not None and end == _end(closes_at))


def due_to_remind(tx: Transaction, limit: int) -> list[Due]:
    """The seats whose moment has come, by name, earliest first, at most `limit`."""
    return [Due("reminder", row.id) for row in tx.all(_NAMES, {"at": tx.now, "most": limit})]


def _remind(tx: Transaction, rows: Sequence[Found]) -> int:
    if not rows:
        return 0
    behind_them = [_behind(tx, row) for row in rows]
    owe(
        tx,
        *(
            _notice(row, count)
            for row, count in zip(rows, behind_them, strict=True)
            if count > row.reminded and _misses_somebody(tx, row)
        ),
    )
    tx.write(_NEXT, [_after(tx, *pair) for pair in zip(rows, behind_them, strict=True)])
    return len(rows)


def _misses_somebody(tx: Transaction, row: Found) -> bool:
    forming = row.state == GroupState.FORMING.value and tx.now < row.closes_at
    return forming and bool(row.paid < row.minimum)


def _behind(tx: Transaction, row: Found) -> int:
    return max(_times(tx, row), int(row.reminded))


def _times(tx: Transaction, row: Found) -> int:
    return behind(row.opened_at, row.closes_at, _quiet(row), tx.now)


def _notice(row: Found, count: int) -> Notice:
    """Its detail names the end that it is of: the same is owed anew of another end."""
    detail = f"{'first' if count == 1 else 'second'}{_OF}{_end(row.closes_at)}"
    return Notice("reminder", row.group_buy_id, row.person_id, detail, stale_at=row.closes_at)


def _end(closes_at: datetime) -> str:
    return str(int(closes_at.timestamp()))


def _after(tx: Transaction, row: Found, count: int) -> dict[str, Any]:
    next_at = next_reminder(row.opened_at, row.closes_at, _quiet(row), tx.now, count)
    return {"id_": row.id, "next_at": next_at, "count": count}


def _quiet(row: Found) -> Quiet:
    return Quiet(row.quiet_from, row.quiet_to, row.zone or row.house)
