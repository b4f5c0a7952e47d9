"""Reminding those who looked at a group buy and went away: only who agreed to it, and once."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import bindparam, delete, func, insert, select

from catalog.tables import shop
from groupbuys.facts import locked_group
from groupbuys.leading.model import No
from groupbuys.leading.nudge_tables import listener, nudge
from groupbuys.model import LIVE_SEATS, GroupBuy
from groupbuys.reminding import Quiet
from groupbuys.rules import may_enter
from groupbuys.tables import seat
from people.tables import mute, person
from storage.outbox import Notice, owe
from storage.transaction import Found, Transaction
from storage.upsert import or_nothing

_LISTENS = (listener.c.group_buy_id == bindparam("group_buy_id")) & (
    listener.c.person_id == bindparam("person_id")
)
_LISTEN = or_nothing(listener, ["group_buy_id", "person_id"])
_UNLISTEN = delete(listener).where(_LISTENS)
_IS_LISTENING = select(listener.c.at).where(_LISTENS)
_DONE = select(nudge.c.told).where(nudge.c.group_buy_id == bindparam("group_buy_id"))
_NUDGE = insert(nudge)
_IS_IN = (
    select(seat.c.id)
    .where(
        seat.c.group_buy_id == listener.c.group_buy_id,
        seat.c.person_id == listener.c.person_id,
        seat.c.state.in_([state.value for state in LIVE_SEATS]),
    )
    .correlate(listener)
    .exists()
)
_IS_MUTED = (
    select(mute.c.at)
    .where(mute.c.group_buy_id == listener.c.group_buy_id, mute.c.person_id == listener.c.person_id)
    .correlate(listener)
    .exists()
)
_WAITING = (
    (listener.c.group_buy_id == bindparam("group_buy_id"))
    & ~_IS_IN
    & ~_IS_MUTED
    & (person.c.muted == 0)
)
_LISTENERS = (
    select(
        person.c.id,
        person.c.quiet_from,
        person.c.quiet_to,
        person.c.zone,
        shop.c.zone.label("house"),
    )
    .join_from(listener, person, person.c.id == listener.c.person_id)
    .join(shop, shop.c.id == bindparam("shop_id"))
    .where(_WAITING)
    .order_by(person.c.id)
)
_COUNT = (
    select(func.count())
    .select_from(listener.join(person, person.c.id == listener.c.person_id))
    .where(_WAITING)
)


class Listening(StrEnum):
    """Whether somebody outside a group buy lets its leader remind them."""

    NOT_ASKED = "not asked"
    """They cannot be reminded any more, so they are not asked."""
    NO = "no"
    YES = "yes"


@dataclass(frozen=True, slots=True)
class Listeners:
    """How many could be reminded now (`waiting`), and how many were; None: nobody was yet."""

    waiting: int
    told: int | None


def listening(tx: Transaction, group: GroupBuy, person_id: int) -> Listening:
    """What somebody outside has said, as long as the leader has not reminded anybody."""
    if tx.first(_DONE, {"group_buy_id": group.id}) is not None:
        return Listening.NOT_ASKED
    return Listening.YES if is_listening(tx, group, person_id) else Listening.NO


def is_listening(tx: Transaction, group: GroupBuy, person_id: int) -> bool:
    """Whether somebody agreed to be reminded."""
    asked = {"group_buy_id": group.id, "person_id": person_id}
    return tx.first(_IS_LISTENING, asked) is not None


def listen(tx: Transaction, group: GroupBuy, person_id: int, *, on: bool) -> None:
    """Let the leader remind somebody of this group buy once, or not any more."""
    who = {"group_buy_id": group.id, "person_id": person_id}
    if on:
        tx.write(_LISTEN[tx.dialect], {**who, "at": tx.now})
    else:
        tx.write(_UNLISTEN, who)


def listeners(tx: Transaction, group: GroupBuy) -> Listeners:
    """How many there are, and never who."""
    told: int | None = tx.value(_DONE, {"group_buy_id": group.id})
    return Listeners(int(tx.value(_COUNT, {"group_buy_id": group.id})), told)


def remind(tx: Transaction, person_id: int, group_buy_id: int) -> int | No:
    """Owe everybody who agreed and has not joined one word; returns how many they are.

    Who muted reminders is left out (promise 27), and whoever would hear of it only after it closed, since their quiet
    hours last longer (promise 26). Where that leaves nobody, nothing was done: it can be tried again.
    """
    group = locked_group(tx, group_buy_id)
    if group is None or group.leader_id != person_id:
        return No.NOT_LEADING
    if may_enter(group, tx.now) is not None:
        return No.CLOSED
    if tx.first(_DONE, {"group_buy_id": group.id}) is not None:
        return No.REMINDED
    found = tx.all(_LISTENERS, {"group_buy_id": group.id, "shop_id": group.shop_id})
    those = [row.id for row in found if _hears_in_time(tx, group, row)]
    if not those:
        return No.NOBODY
    row = {"group_buy_id": group.id, "person_id": person_id, "told": len(those), "at": tx.now}
    tx.write(_NUDGE, row)
    owe(tx, *(Notice("nudge", group.id, one, stale_at=group.closes_at) for one in those))
    return len(those)


def _hears_in_time(tx: Transaction, group: GroupBuy, row: Found) -> bool:
    quiet = Quiet(row.quiet_from, row.quiet_to, row.zone or row.house)
    until = quiet.until(tx.now)
    return until is None or (group.closes_at is not None and until < group.closes_at)
