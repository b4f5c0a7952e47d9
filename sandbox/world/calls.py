"""The log of what bots asked for and how they were answered."""

from collections import deque
from dataclasses import dataclass
from datetime import datetime
from typing import Any

KEPT = 5000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its arguments as sent (uploads by name), and the answer (None when it was lost)."""

    at: datetime
    bot_id: int
    method: str
    arguments: dict[str, Any]
    status: int
    answer: dict[str, Any] | None


class Calls:
    """The latest calls, oldest first; the oldest are forgotten after KEPT."""

    def __init__(self) -> None:
        self._log: deque[Call] = deque(maxlen=KEPT)

    def note(self, call: Call) -> None:
        """Write a call down."""
        self._log.append(call)

    def of(self, bot_id: int | None = None, method: str | None = None) -> list[Call]:
        """The calls of one bot or all, of one method (in any case) or all."""
        return [
            call
            for call in self._log
            if bot_id in (None, call.bot_id)
            and (method is None or call.method.lower() == method.lower())
        ]

    def clear(self) -> None:
        """Forget the log."""
        self._log.clear()
