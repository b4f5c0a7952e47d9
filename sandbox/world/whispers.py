"""The ephemeral messages that there are, and which server of the Bot API the sandbox plays for them."""

from itertools import count
from typing import Literal, TypeAlias

from sandbox.world.messages import Posted

Spoken: TypeAlias = Literal["10.3", "10.2", "10.1"]
"""How ephemeral messages are spelled: by parameters in an object of their own (10.3), by loose ones (10.2), not at all.

A parameter of another spelling is not known to that server, which ignores it.
"""

FIRST = 20_000_001


class Whispers:
    """All ephemeral messages by their number. `spoken`: what the server knows of them."""

    def __init__(self) -> None:
        self.spoken: Spoken = "10.3"
        self._by_id: dict[int, Posted] = {}
        self._ids = count(FIRST)

    def next_id(self) -> int:
        """The number of the next one."""
        return next(self._ids)

    def put(self, posted: Posted) -> None:
        """Keep one."""
        self._by_id[posted.whisper] = posted

    def get(self, chat_key: str, number: int) -> Posted | None:
        """The one with this number in this chat, unless it never was or is deleted."""
        posted = self._by_id.get(number)
        return posted if posted is not None and posted.chat_key == chat_key else None

    def of(self, chat_key: str) -> list[Posted]:
        """All of a chat, oldest first."""
        return [posted for posted in self._by_id.values() if posted.chat_key == chat_key]

    def remove(self, posted: Posted) -> None:
        """Take one away."""
        self._by_id.pop(posted.whisper, None)
