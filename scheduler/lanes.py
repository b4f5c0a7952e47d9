"""A queue of those who wait to speak, fair between chats: one chat's thousand messages never hold up another's one."""

import asyncio
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from math import inf
from typing import TypeAlias

Turn: TypeAlias = tuple[int, "asyncio.Future[None]"]


class Lane:
    """Chats that wait, each with its own queue; those that may not speak yet sleep until they may."""

    def __init__(self, *, interactive: bool) -> None:
        self.interactive = interactive
        self._waiting: dict[int, deque[asyncio.Future[None]]] = {}
        self._awake: deque[int] = deque()
        self._asleep: list[tuple[float, int]] = []

    def add(self, chat: int, waiter: "asyncio.Future[None]") -> None:
        """One more waits to speak in this chat."""
        if chat not in self._waiting:
            self._waiting[chat] = deque()
            self._awake.append(chat)
        self._waiting[chat].append(waiter)

    def take(self, now: float, free_at: Callable[[int], float]) -> Turn | None:
        """The next who may speak now; the chats take turns. None where all have to wait on."""
        while self._asleep and self._asleep[0][0] <= now:
            self._awake.append(heappop(self._asleep)[1])
        while self._awake:
            chat = self._awake.popleft()
            moment = free_at(chat)
            if moment > now:
                heappush(self._asleep, (moment, chat))
            elif (waiter := self._first(chat)) is not None:
                return chat, waiter
        return None

    def _first(self, chat: int) -> "asyncio.Future[None] | None":
        """The first of a chat's queue who still waits; the chat goes to the end of the round."""
        queue = self._waiting[chat]
        waiter: asyncio.Future[None] | None = None
        while queue and waiter is None:
            waiter = queue.popleft()
            if waiter.done():
                waiter = None
        if queue:
            self._awake.append(chat)
        else:
            del self._waiting[chat]
        return waiter

    @property
    def next_at(self) -> float:
        """The earliest moment at which it is worth to look again: -inf is now, inf is never."""
        if self._awake:
            return -inf
        return self._asleep[0][0] if self._asleep else inf
