"""A wound clock, a messenger's double that writes every word down, and a database whose turns the clock waits for."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TypeVar

from flows.faces import Screen
from flows.replies import Reply, Say
from scheduler.sending import Outcome, Sent, Unreachable
from storage.database import Database
from storage.transaction import Transaction

T = TypeVar("T")
BOT = 1_000_001
BEAT = 1.0
"""Seconds of the wound clock in one step."""

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
_PAUSE = 0.0005
"""Real seconds between two looks whether the turns are done."""

_BREATHS = 10
"""Times round the event loop in which nothing was begun."""


@dataclass
class Clock:
    """Goes on by itself when the pacer waits and everybody else has nothing to do, and tells every step of it."""

    seconds: float = 0.0
    step: Callable[[float], None] = lambda _: None
    turns: int = 0
    """Turns under way."""
    _hand: asyncio.Lock = field(default_factory=asyncio.Lock)
    """One winds at a time: what the last step let go on goes on before the next."""

    def now(self) -> datetime:
        """The moment that the database sees."""
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """The seconds that the pacer sees."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Wind the clock."""
        while seconds > 0:
            async with self._hand:
                await self._quiet()
                part = min(seconds, BEAT)
                self.seconds += part
                seconds -= part
                self.step(part)

    async def _quiet(self) -> None:
        """Wait until whoever may go on has gone on."""
        quiet = 0
        while quiet < _BREATHS:
            await asyncio.sleep(_PAUSE if self.turns else 0)
            quiet = 0 if self.turns else quiet + 1


class Counted(Database):
    """A database whose clock knows how many turns are under way."""

    def __init__(self, url: str, clock: Clock) -> None:
        super().__init__(url, clock.now)
        self._wound = clock

    async def run(self, turn: Callable[[Transaction], T], *, reads: bool = False) -> T:
        """Run one turn, counted."""
        self._wound.turns += 1
        try:
            return await super().run(turn, reads=reads)
        finally:
            self._wound.turns -= 1


@dataclass(frozen=True, slots=True)
class Word:
    """Something that was sent or edited, or an answer that was given: when, and in which chat."""

    at: float
    chat: int
    message: int = 0
    text: str = ""


@dataclass
class Scribe:
    """A messenger's double that takes everything and writes it down."""

    clock: Clock
    bot: int = BOT
    words: list[Word] = field(default_factory=list)
    edits: int = 0
    names: dict[str, int] = field(default_factory=dict)
    """The number under which a copy's words are written down, in chat 0."""
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Take a message."""
        return Sent(self.write(chat, reply.screen.text if isinstance(reply, Say) else ""))

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Take an edit."""
        self.edits += 1
        self.words.append(Word(self.clock.seconds, chat, message_id, screen.text))
        return Sent(message_id)

    def write(self, chat: int, text: str) -> int:
        """An answer was given there; its number."""
        number = next(self._numbers)
        self.words.append(Word(self.clock.seconds, chat, number, text))
        return number

    async def reword(self, chat: int, _reader: int, number: int, screen: Screen) -> Outcome:
        """Take an edit of a private word."""
        return await self.edit(chat, number, screen)

    async def renew(self, copy: str, screen: Screen) -> Outcome:
        """Take an edit of a copy."""
        self.edits += 1
        number = self.names.setdefault(copy, len(self.names) + 1)
        self.words.append(Word(self.clock.seconds, 0, number, screen.text))
        return Sent()

    async def delete(self, _chat: int, message_id: int) -> Outcome:
        """Nothing is taken down here."""
        return Sent(message_id)

    async def fetch(self, _source: str, _most: int) -> Unreachable:
        """Nobody has sent a file."""
        return Unreachable("no file", message_only=True)
