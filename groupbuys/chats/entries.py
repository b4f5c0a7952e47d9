"""Entries: who came into a group buy in which chat, and the list of them."""

from dataclasses import dataclass

from sqlalchemy import and_, bindparam, func, select

from groupbuys import invites
from groupbuys.chats.hanging import Hanging
from groupbuys.chats.hanging_tables import chat_entry
from groupbuys.model import SeatState
from groupbuys.tables import seat
from people.tables import person
from storage.transaction import Transaction
from storage.upsert import or_nothing, or_update

_COUNTS = [
    state.value
    for state in (SeatState.PAID, SeatState.CONFIRMED, SeatState.SHIPPED, SeatState.RECEIVED)
]
_ENTER = or_update(chat_entry, ["group_buy_id", "person_id"], ["bot", "chat", "at"])
_NOTE = or_nothing(chat_entry, ["group_buy_id", "person_id"])
_HERE = (
    (chat_entry.c.bot == bindparam("bot_"))
    & (chat_entry.c.chat == bindparam("chat_"))
    & (chat_entry.c.group_buy_id == bindparam("group_buy_id_"))
)
_SEATS = (
    chat_entry.join(
        seat,
        and_(
            seat.c.group_buy_id == chat_entry.c.group_buy_id,
            seat.c.person_id == chat_entry.c.person_id,
        ),
    )
).join(person, person.c.id == chat_entry.c.person_id)
_LISTED = (
    select(person.c.name, seat.c.variant_id, seat.c.quantity)
    .select_from(_SEATS)
    .where(_HERE, seat.c.state.in_(_COUNTS))
    .order_by(seat.c.paid_at, seat.c.id)
    .limit(bindparam("most"))
)
_COUNT = (
    select(func.count(), func.coalesce(func.sum(seat.c.quantity), 0))
    .select_from(_SEATS)
    .where(_HERE, seat.c.state.in_(_COUNTS))
)


@dataclass(frozen=True, slots=True)
class Entered:
    """A line of a chat's list: whose seat it is, and what is in it."""

    name: str
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Roll:
    """A chat's list: its first lines, and how many people with how many units are on it altogether."""

    lines: tuple[Entered, ...]
    people: int
    units: int


def came(tx: Transaction, here: Hanging, person_id: int) -> None:
    """Somebody is about to join in that chat: whoever brought the group buy there invited them, unless somebody did."""
    if here.inviter_id != person_id:
        invites.came(tx, here.group_buy_id, person_id, here.invite_id)


def enter(tx: Transaction, here: Hanging, person_id: int) -> None:
    """Somebody joined in that chat."""
    tx.write(_ENTER[tx.dialect], _row(tx, here, person_id))


def note(tx: Transaction, here: Hanging, person_id: int) -> None:
    """Somebody who is in, or may come in later, belongs to that chat, unless they came in elsewhere."""
    tx.write(_NOTE[tx.dialect], _row(tx, here, person_id))


def roll(tx: Transaction, here: Hanging, most: int) -> Roll:
    """Who is in from that chat, in the order in which they came: those whose seat counts."""
    asked = {"bot_": here.bot, "chat_": here.chat, "group_buy_id_": here.group_buy_id}
    rows = tx.all(_LISTED, {**asked, "most": most})
    people, units = tx.first(_COUNT, asked) or (0, 0)
    lines = tuple(Entered(row.name, row.variant_id, row.quantity) for row in rows)
    return Roll(lines, int(people), int(units))


def people(tx: Transaction, here: Hanging) -> int:
    """How many are in from that chat: those whose seat counts."""
    asked = {"bot_": here.bot, "chat_": here.chat, "group_buy_id_": here.group_buy_id}
    found = tx.first(_COUNT, asked)
    return 0 if found is None else int(found[0])


def _row(tx: Transaction, here: Hanging, person_id: int) -> dict[str, object]:
    return {
        "group_buy_id": here.group_buy_id,
        "person_id": person_id,
        "bot": here.bot,
        "chat": here.chat,
        "at": tx.now,
    }
