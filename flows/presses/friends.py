"""Buttons of places for friends: a place that is given away by a link, and taken by whoever follows it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class GiveSeat:
    """Give this seat to a friend: its link, the same as long as nobody took it."""

    seat_id: int


@dataclass(frozen=True, slots=True)
class KeepSeat:
    """Keep it after all."""

    seat_id: int


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """Take the place that this link gives away."""

    token: str


FriendPress: TypeAlias = GiveSeat | KeepSeat | TakeSeat
"""What is done with a place for a friend; whose it is, is asked at the press."""

TAGS: dict[str, type] = {
    "gvs": GiveSeat,
    "gvk": KeepSeat,
    "gvt": TakeSeat,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = ()
"""None only looks around."""
