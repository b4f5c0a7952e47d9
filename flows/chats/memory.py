"""What is remembered of somebody in a group chat: how often they were answered there, and what they were asked last."""

from dataclasses import dataclass, replace
from datetime import timedelta

from flows.visit import Visit
from storage.conversation import recall, remember
from storage.schema import to_milliseconds
from storage.transaction import Transaction

PATIENCE = timedelta(minutes=5)
"""How long words that answer no message of ours may be the answer to "Which one?"; a reply is one at any time."""

_FIELDS = 6


@dataclass(frozen=True, slots=True)
class Memory:
    """`count` answers within a `minute`; asked at `asked_at` (milliseconds) which one of a hanging, and how many.

    `hanging_id` is 0 where nothing was asked; `guest_id`: for a guest of theirs, 0 for themselves.
    """

    minute: int = 0
    count: int = 0
    hanging_id: int = 0
    quantity: int = 0
    asked_at: int = 0
    guest_id: int = 0


def of(tx: Transaction, person_id: int, chat: int) -> Memory:
    """What is remembered of somebody in a chat."""
    said = (recall(tx, person_id, chat) or "").split(":")
    numbers = [int(one) if one.isdecimal() else 0 for one in said][:_FIELDS]
    return Memory(*numbers)


def keep(visit: Visit, new: Memory) -> None:
    """Remember that."""
    asked = (new.hanging_id, new.quantity, new.asked_at, new.guest_id)
    parts = (new.minute, new.count, *asked)
    remember(visit.tx, visit.reader.id, visit.place.chat, ":".join(map(str, parts)))


def asked(visit: Visit, hanging_id: int, quantity: int) -> None:
    """They are asked which one of it they want."""
    if visit.place.kind != "group":
        return
    before = of(visit.tx, visit.reader.id, visit.place.chat)
    now = to_milliseconds(visit.tx.now)
    guest_id = 0 if visit.host is None else visit.person.id
    which = replace(before, hanging_id=hanging_id, quantity=quantity, guest_id=guest_id)
    keep(visit, replace(which, asked_at=now))


def let_go(visit: Visit) -> None:
    """They have answered."""
    before = of(visit.tx, visit.reader.id, visit.place.chat)
    keep(visit, replace(before, hanging_id=0, quantity=0, asked_at=0, guest_id=0))


def waits(tx: Transaction, found: Memory, *, replied: bool) -> bool:
    """Whether a question still waits for words of theirs; `replied`: they reply to us."""
    if not found.hanging_id:
        return False
    age = to_milliseconds(tx.now) - found.asked_at
    return replied or age <= PATIENCE // timedelta(milliseconds=1)
