"""Faults on request: how the next calls of a bot or of the payment provider shall go wrong."""

from dataclasses import dataclass
from enum import StrEnum
from fnmatch import fnmatchcase


class Failure(StrEnum):
    """What goes wrong."""

    TOO_MANY = "too_many"
    """429 with `retry_after`; nothing is done."""
    BROKEN = "broken"
    """`status` (500, 502 ...) with an HTML body; nothing is done."""
    REFUSED = "refused"
    """`status` with `description` in a proper error answer; nothing is done."""
    DROPPED = "dropped"
    """The connection is closed before anything is done."""
    LOST = "lost"
    """It is done, and the connection is closed without an answer."""
    DELAYED = "delayed"
    """It is done and answered, `seconds` of real time later."""


@dataclass(slots=True)
class Fault:
    """`failure` for the next `times` calls whose name matches `method`.

    `method` is a Bot API method, a provider call ("provider/capture", "provider/void",
    "provider/refunds", "provider/read"), or a pattern: "*" is every Bot API method, "edit*" all edits,
    "provider/*" every provider call. `bot_id` and `chat_id` narrow it to one bot and one chat.
    """

    failure: Failure
    method: str = "*"
    times: int = 1
    status: int = 502
    description: str = "Bad Gateway"
    retry_after: int = 1
    seconds: float = 0.0
    bot_id: int | None = None
    chat_id: int | None = None

    def fits(self, method: str, bot_id: int | None, chat_id: int | None) -> bool:
        """Whether this call is meant."""
        return (
            self.times > 0
            and fnmatchcase(method.lower(), self.method.lower())
            and ("/" in method) == ("/" in self.method)
            and self.bot_id in (None, bot_id)
            and self.chat_id in (None, chat_id)
        )


class Faults:
    """The faults that are due, the oldest first."""

    def __init__(self) -> None:
        self._due: list[Fault] = []

    def plan(self, fault: Fault) -> Fault:
        """Let it go wrong from now on, `fault.times` times."""
        self._due.append(fault)
        return fault

    def take(self, method: str, bot_id: int | None, chat_id: int | None) -> Fault | None:
        """The fault for this call, counted down; None when all is well."""
        fault = next((f for f in self._due if f.fits(method, bot_id, chat_id)), None)
        if fault is not None:
            fault.times -= 1
            self._due = [f for f in self._due if f.times > 0]
        return fault

    def clear(self) -> None:
        """Let everything work again."""
        self._due.clear()

    def due(self) -> list[Fault]:
        """What is still to go wrong."""
        return list(self._due)
