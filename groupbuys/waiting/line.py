"""Waiting for a place in a full group buy: first come, first served, one place in the line a person and group buy."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import Select, bindparam, func, insert, select, update

from groupbuys import joining
from groupbuys.belongings import Belongings, belongings
from groupbuys.facts import (
    GROUP_COLUMNS,
    Offer,
    group_and_offer,
    lock_person,
    locked_group,
    read_group,
)
from groupbuys.model import GroupBuy, Reason, Refused, Wish
from groupbuys.newcomers import may_join
from groupbuys.rules import Standing, may_enter, may_take
from groupbuys.tables import group_buy
from groupbuys.waiting.waiting_tables import waiting
from storage.alarms import raise_alarm
from storage.outbox import Notice, owe_anew
from storage.transaction import Conflict, Found, Transaction

MOST_LINES = 10
"""Group buys that one person may wait for at a time."""

_Choice: TypeAlias = tuple[int, int]
"""The variant's number and how many units of it."""

_WAITS = waiting.c.state == "waiting"
_ahead = waiting.alias("ahead")
_PLACE = (
    select(func.count())
    .where(
        _ahead.c.group_buy_id == waiting.c.group_buy_id,
        _ahead.c.state == "waiting",
        _ahead.c.id <= waiting.c.id,
    )
    .correlate(waiting)
    .scalar_subquery()
    .label("place")
)


def _lines(*columns: Any) -> Select[Any]:
    mine = (waiting.c.id, waiting.c.variant_id, waiting.c.quantity, _PLACE)
    return select(*columns, *mine).where(_WAITS, waiting.c.person_id == bindparam("person_id"))


_IN_LINE = _lines().where(waiting.c.group_buy_id == bindparam("group_buy_id"))
_MINE = (
    _lines(*(column.label(f"g_{column.name}") for column in GROUP_COLUMNS))
    .join_from(waiting, group_buy, group_buy.c.id == waiting.c.group_buy_id)
    .order_by(waiting.c.id)
    .limit(MOST_LINES)
)
_PASSED = select(waiting.c.why, waiting.c.count).where(
    waiting.c.id == bindparam("number"),
    waiting.c.person_id == bindparam("person_id"),
    waiting.c.state == "passed",
)
_LINES_OF = select(func.count()).where(_WAITS, waiting.c.person_id == bindparam("person_id"))
_ADD = insert(waiting)
_CHANGE = (
    update(waiting)
    .where(waiting.c.id == bindparam("number"))
    .values(variant_id=bindparam("variant"), quantity=bindparam("units"))
)
_END = (
    update(waiting)
    .where(waiting.c.id == bindparam("number"), _WAITS)
    .values(
        state=bindparam("to_state"),
        why=bindparam("reason"),
        count=bindparam("limit"),
        ended_at=bindparam("at"),
    )
)
_STANDING = (
    select(func.count())
    .select_from(waiting)
    .where(_WAITS, waiting.c.group_buy_id == bindparam("group_buy_id"))
)
_COUNT = (
    update(group_buy)
    .where(group_buy.c.id == bindparam("id_"), group_buy.c.version == bindparam("version_"))
    .values(waiting=bindparam("new_waiting"), version=group_buy.c.version + 1)
)


@dataclass(frozen=True, slots=True)
class Waits:
    """Somebody waits for a place in `group`, as number `place` of those who do (1 is the next)."""

    group: GroupBuy
    place: int
    variant_id: int
    quantity: int


def wait(
    tx: Transaction, person_id: int, group_buy_id: int, variant_id: int, quantity: int
) -> Waits | Wish:
    """Wait for a place in a full group buy; where there is one to take, that is taken at once.

    Whoever waits there already keeps their place in the line; another variant or quantity replaces the wish.
    """
    lock_person(tx, person_id)
    found = group_and_offer(tx, person_id, group_buy_id, variant_id)
    if found is None:
        return Refused(Reason.GONE)
    group, offer = found
    has = belongings(tx, person_id, group.deal_id)
    full = may_enter(group, tx.now)
    if full is None or has.in_group(group.id) is not None:
        return joining.join(tx, person_id, group_buy_id, variant_id, quantity)
    if full.reason is not Reason.FULL:
        return full
    no = _may_wait(tx, group, offer, has, (person_id, quantity))
    return no or _stand(tx, group, person_id, (variant_id, quantity))


def stop(tx: Transaction, person_id: int, group_buy_id: int) -> Refused | None:
    """Wait no longer."""
    lock_person(tx, person_id)
    group = locked_group(tx, group_buy_id)
    row = None if group is None else _row(tx, group, person_id)
    if group is None or row is None:
        return Refused(Reason.NOT_IN)
    leave_line(tx, group, row.id, "left")
    owe_anew(tx, Notice("cards", group.id))
    return None


def leave_line(
    tx: Transaction, group: GroupBuy, number: int, state: str, no: Refused | None = None
) -> GroupBuy:
    """End one row of a locked group buy's line, once; `no`: why it is passed over."""
    values = {
        "number": number,
        "to_state": state,
        "reason": "" if no is None else no.reason.value,
        "limit": 0 if no is None else no.limit,
        "at": tx.now,
    }
    if tx.write(_END, values) != 1:
        raise Conflict
    return _count(tx, group, -1)


def recount(tx: Transaction, group_buy_id: int) -> None:
    """Nobody was found in a line that is said to have somebody: what a group buy says of it is put right, and raised.

    Left wrong, it would keep its free places from everybody.
    """
    group = locked_group(tx, group_buy_id)
    there = int(tx.value(_STANDING, {"group_buy_id": group_buy_id}))
    if group is not None and there != group.waiting:
        said = f"group buy {group.id} said that {group.waiting} wait for a place, and {there} do"
        raise_alarm(tx, "line_count", group.id, said)
        _count(tx, group, there - group.waiting)
        owe_anew(tx, Notice("cards", group.id))


def served(tx: Transaction, group: GroupBuy, person_id: int) -> GroupBuy:
    """Whoever got a place of a locked group buy in another way waits there no more."""
    row = _row(tx, group, person_id) if group.waiting else None
    return group if row is None else leave_line(tx, group, row.id, "served")


def in_line(tx: Transaction, group: GroupBuy, person_id: int) -> Waits | None:
    """Where this person stands in the line; asks the database only where somebody waits."""
    row = _row(tx, group, person_id) if group.waiting else None
    return None if row is None else Waits(group, row.place, row.variant_id, row.quantity)


def lines_of(tx: Transaction, person_id: int) -> Sequence[Waits]:
    """Every place that a person waits for, the oldest wish first."""
    rows = tx.all(_MINE, {"person_id": person_id})
    return [Waits(read_group(row), row.place, row.variant_id, row.quantity) for row in rows]


def why_passed(tx: Transaction, number: int, person_id: int) -> Refused | None:
    """Why a person was passed over when it was their turn; None where they were not."""
    row = tx.first(_PASSED, {"number": number, "person_id": person_id})
    return None if row is None else Refused(Reason(row.why), row.count)


def _may_wait(
    tx: Transaction, group: GroupBuy, offer: Offer, has: Belongings, who: tuple[int, int]
) -> Refused | None:
    """What would be refused at the turn anyway is refused now; unpaid holds may be paid by then."""
    person_id, quantity = who
    standing = Standing(holds=0, units=has.standing(tx.now).units)
    return may_take(standing, quantity, offer.limit) or may_join(tx, group, person_id)


def _stand(tx: Transaction, group: GroupBuy, person_id: int, choice: _Choice) -> Waits | Refused:
    variant_id, quantity = choice
    row = _row(tx, group, person_id)
    if row is not None:
        tx.write(_CHANGE, {"number": row.id, "variant": variant_id, "units": quantity})
        return Waits(group, row.place, variant_id, quantity)
    if int(tx.value(_LINES_OF, {"person_id": person_id})) >= MOST_LINES:
        return Refused(Reason.TOO_MANY_LINES, MOST_LINES)
    new = {
        "group_buy_id": group.id,
        "person_id": person_id,
        "variant_id": variant_id,
        "quantity": quantity,
        "state": "waiting",
        "since": tx.now,
    }
    tx.add(_ADD, new)
    longer = _count(tx, group, 1)
    owe_anew(tx, Notice("cards", group.id))
    return Waits(longer, longer.waiting, variant_id, quantity)


def _row(tx: Transaction, group: GroupBuy, person_id: int) -> Found | None:
    return tx.first(_IN_LINE, {"group_buy_id": group.id, "person_id": person_id})


def _count(tx: Transaction, group: GroupBuy, more: int) -> GroupBuy:
    """The group buy itself says how many wait, so that whoever looks at it knows without a question."""
    new = max(0, group.waiting + more)
    values = {"id_": group.id, "version_": group.version, "new_waiting": new}
    if tx.write(_COUNT, values) != 1:
        raise Conflict
    return replace(group, waiting=new, version=group.version + 1)
