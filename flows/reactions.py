"""A sign under somebody's own message that it was heard."""

from dataclasses import dataclass
from typing import Literal

HEARD = "👌"
"""Their words did something. One of the signs that every messenger of ours has (Bot API, ReactionTypeEmoji)."""

ANSWERED = "👀"
"""Their words did nothing, and the answer to them is in private. One of the same signs."""


@dataclass(frozen=True, slots=True)
class React:
    """A sign under a message of theirs in this place. Where the bot may not, nothing is said instead."""

    message_id: int
    emoji: str = HEARD
    kind: Literal["react"] = "react"
