"""Updates that wait for a bot until it acknowledges them, and the webhook it may have set."""

import asyncio
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from aiogram.types import Update

UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds of update a bot must ask for by name (Bot API, getUpdates, allowed_updates)."""


@dataclass(slots=True)
class Webhook:
    """Where a bot wants its updates, and how the last delivery failed (unix seconds, text)."""

    url: str
    secret: str | None = None
    max_connections: int = 40
    last_error_date: int | None = None
    last_error_message: str | None = None


@dataclass(slots=True)
class Turn:
    """One poll's turn at a mailbox; it is lost as soon as another poll, or a webhook, comes."""

    woken: asyncio.Event = field(default_factory=asyncio.Event)
    lost: bool = False

    async def wait(self, box: "Mailbox") -> None:
        """Until something waits in the box, the turn is lost, or the box is closed."""
        while not (box.waiting or self.lost or box.closed):
            self.woken.clear()
            await self.woken.wait()


@dataclass(slots=True)
class Mailbox:
    """The waiting updates of one bot, oldest first."""

    bot_id: int
    waiting: deque[Update] = field(default_factory=deque)
    allowed: frozenset[str] | None = None
    webhook: Webhook | None = None
    ids: "count[int]" = field(default_factory=lambda: count(500_000_001))
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    turn: Turn | None = None
    closed: bool = False

    def put(self, kind: str, value: Any) -> None:
        """Queue an update of this kind ("message", "callback_query", ...) if the bot wants it."""
        wanted = kind in self.allowed if self.allowed else kind not in UNASKED
        if wanted:
            self.waiting.append(Update(update_id=next(self.ids), **{kind: value}))
            self._wake()

    def take_turn(self) -> Turn:
        """A turn for a new poll; whoever polled before loses its own."""
        self.end_turn()
        self.turn = Turn()
        return self.turn

    def end_turn(self) -> None:
        """Let the present poll go with a conflict."""
        if self.turn is not None:
            self.turn.lost = True
            self.turn.woken.set()

    def close(self) -> None:
        """Let the present poll go with nothing: the server is stopping."""
        self.closed = True
        self._wake()

    def _wake(self) -> None:
        self.arrived.set()
        if self.turn is not None:
            self.turn.woken.set()

    def allow(self, kinds: list[str] | None) -> None:
        """Remember which kinds are wanted from now on; None keeps the choice, [] is the default."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def acknowledge(self, offset: int) -> None:
        """Forget what comes before `offset`; a negative one keeps only that many from the end."""
        keep = -offset if offset < 0 else None
        while self.waiting and (
            len(self.waiting) > keep if keep else self.waiting[0].update_id < offset
        ):
            self.waiting.popleft()

    def clear(self) -> None:
        """Forget everything that waits."""
        self.waiting.clear()


class Post:
    """The mailboxes of all bots."""

    def __init__(self) -> None:
        self._by_bot: dict[int, Mailbox] = {}

    def box(self, bot_id: int) -> Mailbox:
        """The mailbox of a bot, empty at first."""
        return self._by_bot.setdefault(bot_id, Mailbox(bot_id))

    def open(self) -> None:
        """Let bots wait for updates (again)."""
        for box in self._by_bot.values():
            box.closed = False

    def close(self) -> None:
        """Let all waiting polls go: the server is stopping."""
        for box in self._by_bot.values():
            box.close()
