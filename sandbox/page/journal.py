"""The numbered log of changes, so that a page that lost its connection hears what it missed."""

import asyncio
from collections import deque
from uuid import uuid4

from sandbox.world.changes import Change, Subscription
from sandbox.world.world import World

KEPT = 5000


class Journal:
    """The latest changes of one world, numbered from 1; `id` tells one run of a world from another.

    Make it inside the running event loop: it listens from then on, until the loop ends.
    """

    def __init__(self, world: World) -> None:
        self.id = uuid4().hex
        self.sequence = 0
        self._kept: deque[Change] = deque(maxlen=KEPT)
        self._arrived = asyncio.Event()
        self._listening = asyncio.create_task(self._listen(world.subscribe()))

    def after(self, sequence: int) -> list[Change] | None:
        """What came after change number `sequence`; None when that is no longer, or not yet, known."""
        missed = self.sequence - sequence
        if not 0 <= missed <= len(self._kept):
            return None
        return list(self._kept)[len(self._kept) - missed :]

    async def wait(self, seconds: float) -> None:
        """Return at the next change, or when `seconds` of real time have passed without one."""
        arrived = self._arrived
        try:
            async with asyncio.timeout(seconds):
                await arrived.wait()
        except TimeoutError:
            return

    async def _listen(self, subscription: Subscription) -> None:
        with subscription as changes:
            async for change in changes:
                self.sequence += 1
                self._kept.append(change)
                self._arrived.set()
                self._arrived = asyncio.Event()
