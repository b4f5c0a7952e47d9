"""Buttons of who waits for a place in a full group buy."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class WaitFor:
    """Wait for a place in this group buy, with this choice."""

    group_buy_id: int
    variant_id: int
    quantity: int


@dataclass(frozen=True, slots=True)
class StopWaiting:
    """Wait no longer."""

    group_buy_id: int


WaitingPress: TypeAlias = WaitFor | StopWaiting
"""What is done about a place in the line."""

TAGS: dict[str, type] = {
    "ln": WaitFor,
    "lnx": StopWaiting,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = ()
"""Both write."""
