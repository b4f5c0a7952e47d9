"""A step that is taken again and again: at once while there is work, and otherwise when somebody wakes it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

_log = logging.getLogger(__name__)


class Loop:
    """Takes `step`, which says how much it did; after nothing it sleeps until woken. A step that breaks is logged."""

    def __init__(
        self,
        name: str,
        step: Callable[[], Awaitable[int]],
        breathe: Callable[[], Awaitable[object]],
    ) -> None:
        self.name = name
        self._step = step
        self._breathe = breathe
        self._woken = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """There may be something to do."""
        self._woken.set()

    def stop(self) -> None:
        """Finish the step that is being taken, and end."""
        self._stopping = True
        self.wake()

    async def run(self) -> None:
        """Work until stopped. Of many who wake it within one breath only one counts."""
        while not self._stopping:
            self._woken.clear()
            if not await self._take_step():
                await self._woken.wait()
                await self._breathe()

    async def _take_step(self) -> int:
        try:
            return await self._step()
        except Exception:  # noqa: BLE001  the next beat tries again, whatever it was
            _log.exception("%s broke, and goes on", self.name)
            return 0
