"""A conversation to order, standing where the real one will: adapters are tested against it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flows.door import Asked
from flows.events import Place, UserEvent
from flows.faces import Screen
from flows.replies import Reply, Say

PATIENCE = 15.0
"""Seconds after which a story that waits has failed."""


class Broken(Exception):
    """What a turn ends with that was told to break."""


@dataclass
class ScriptedDoor:
    """Answers every event by `script`, keeps what it saw, breaks `breaks` times, and waits at `gate`."""

    script: Callable[[UserEvent], Sequence[Reply]] = lambda _: ()
    seen: list[UserEvent] = field(default_factory=list)
    taken: list[UserEvent] = field(default_factory=list)
    cards: list[tuple[Place, int, Screen]] = field(default_factory=list)
    prompts: list[tuple[Place, Asked]] = field(default_factory=list)
    breaks: int = 0
    slow: Callable[[UserEvent], bool] = lambda _: False
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def turn(self, event: UserEvent) -> Sequence[Reply]:
        """Take a turn as the script says."""
        self.seen.append(event)
        self._changed.set()
        if self.slow(event):
            await self.gate.wait()
        if self.breaks:
            self.breaks -= 1
            raise Broken
        self.taken.append(event)
        self._changed.set()
        return self.script(event)

    async def shown(self, place: Place, message_id: int, screen: Screen) -> None:
        """Keep what was shown where."""
        self.cards.append((place, message_id, screen))
        self._changed.set()

    async def asked(self, place: Place, asked: Sequence[Asked]) -> None:
        """Keep what asks to pay where."""
        self.prompts += [(place, one) for one in asked]
        self._changed.set()

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that this conversation saw."""
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self._changed.clear()
                await self._changed.wait()

    def answer(self, *replies: Reply) -> None:
        """Answer everything with these replies from now on."""
        self.script = lambda _: replies

    def answer_in_turn(self, *turns: Sequence[Reply]) -> None:
        """Answer the first event with the first replies, the next with the next, and then nothing."""
        left = list(turns)
        self.script = lambda _: left.pop(0) if left else ()


def said(text: str) -> Say:
    """A plain message."""
    return Say(Screen(text))
