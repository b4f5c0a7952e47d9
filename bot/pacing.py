"""The pace that everything said shares: answers to people, and what the scheduler has to tell."""

from typing import Protocol


class Pacer(Protocol):
    """Keeps all sending of one bot within the messenger's limits."""

    async def wait(self, chat: int, *, interactive: bool) -> None:
        """Return when a message to this chat may leave; answers to people (`interactive`) overtake others."""

    def pause(self, seconds: float, chat: int | None) -> None:
        """Nothing leaves for so long: to this chat, or (None) at all."""


class Unpaced:
    """No pace at all: for a bot whose owner keeps the limits in another way."""

    async def wait(self, chat: int, *, interactive: bool) -> None:
        """Return at once."""

    def pause(self, seconds: float, chat: int | None) -> None:
        """Do nothing."""
