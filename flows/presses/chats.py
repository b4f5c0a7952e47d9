"""Buttons in group chats: on a card or list that everybody sees, and in a private word about it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class JoinHere:
    """Take a seat in what hangs there: so many units, of the only variant or of one that is asked for."""

    hanging_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class TakeHere:
    """The same with a variant."""

    hanging_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class ChooseHere:
    """Turn the page of the variants."""

    hanging_id: int
    quantity: int
    page: int


@dataclass(frozen=True, slots=True)
class ListHere:
    """Say the list of who is in anew."""

    hanging_id: int


@dataclass(frozen=True, slots=True)
class AskLeaveHere:
    """Ask whether to leave what hangs there."""

    hanging_id: int


@dataclass(frozen=True, slots=True)
class LeaveHere:
    """Leave it."""

    hanging_id: int


@dataclass(frozen=True, slots=True)
class StayHere:
    """Do not leave it after all."""

    hanging_id: int


@dataclass(frozen=True, slots=True)
class HangHere:
    """Bring this group buy into the chat where the button is."""

    group_buy_id: int


ChatPress: TypeAlias = (
    JoinHere | TakeHere | ChooseHere | ListHere | AskLeaveHere | LeaveHere | StayHere | HangHere
)
"""What is pressed in a group chat; those in a private word also where that word was said in the private chat."""

TAGS: dict[str, type] = {
    "hj": JoinHere,
    "ht": TakeHere,
    "hc": ChooseHere,
    "hl": ListHere,
    "hx?": AskLeaveHere,
    "hx": LeaveHere,
    "hs": StayHere,
    "hb": HangHere,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = ()
"""None only looks around: whoever presses one is met, and how often they are answered is written down."""
