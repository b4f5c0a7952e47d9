"""A bounded number of errands that are run at the same time."""

import asyncio
import logging
from collections.abc import Callable, Coroutine

_log = logging.getLogger(__name__)


class Crew:
    """At most `most` errands at once; `freed` is called whenever one of them is over.

    An errand that breaks is written to the log and holds up nobody: its lease runs out and it is taken over.
    """

    def __init__(self, most: int, freed: Callable[[], None] = lambda: None) -> None:
        self._most = most
        self._running: set[asyncio.Task[None]] = set()
        self.freed = freed

    @property
    def free(self) -> int:
        """How many more can be sent off now."""
        return max(0, self._most - len(self._running))

    def send(self, errand: Coroutine[object, object, None]) -> None:
        """Send somebody off; it is for the sender to have asked whether one is free."""
        task = asyncio.get_running_loop().create_task(errand)
        self._running.add(task)
        task.add_done_callback(self._back)

    async def all_back(self) -> None:
        """Wait until nobody is out."""
        while self._running:
            await asyncio.wait(tuple(self._running))

    async def call_off(self) -> None:
        """Stop whatever is still running."""
        for task in self._running:
            task.cancel()
        await self.all_back()

    def _back(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("an errand broke", exc_info=error)
        self.freed()
