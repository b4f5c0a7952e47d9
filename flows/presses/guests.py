"""Buttons of guests: bring a friend into a group buy, and do for that friend what one does for oneself."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class BringFriend:
    """Take a place in this group buy for a friend: asks for their name."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class AsGuest:
    """Do what the inner press (`wire`) does, for a guest of whoever presses; whose guest it is, is asked then."""

    guest_id: int
    wire: str


GuestPress: TypeAlias = BringFriend | AsGuest
"""What a host does for friends."""

TAGS: dict[str, type] = {
    "fnb": BringFriend,
    "fna": AsGuest,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = ()
"""None only looks around by itself; of AsGuest the inner press says it (see flows.turn)."""
