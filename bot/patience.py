"""How long saying something is worth trying: at the common pace, again after a pause, and not for ever."""

import asyncio
from collections.abc import Awaitable, Callable
from math import inf

from bot.pacing import Pacer
from scheduler.sending import Outcome, TryLater

PATIENCE = 5.0
"""Seconds that an answer to a person is worth waiting for; after that they will have asked again."""

QUEUE_PATIENCE = 25.0
"""Seconds that an answer may wait for the common pace."""

PAUSES = (0.3, 1.0)
"""Seconds between the tries of what surely did not leave."""


class Patience:
    """Tries to say something to a chat, at one bot's pace."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def give(
        self,
        chat: int,
        attempt: Callable[[], Awaitable[Outcome]],
        *,
        worth: float = PATIENCE,
        queue: float | None = None,
    ) -> Outcome:
        """Try it until it is said, or refused, or not worth waiting for any more.

        `worth`: seconds that a pause may last; `queue`: seconds in line for the common pace.
        """
        outcome: Outcome = TryLater(reason="too much is being said already")
        for pause in (*PAUSES, inf):
            if not await self._may_leave(chat, QUEUE_PATIENCE if queue is None else queue):
                break
            outcome = await attempt()
            wait = self._worth_waiting(outcome, chat, pause)
            if wait is None or wait > worth:
                break
            await asyncio.sleep(wait)
        return outcome

    async def _may_leave(self, chat: int, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._pacer.wait(chat, interactive=True)
        except TimeoutError:
            return False
        return True

    def _worth_waiting(self, outcome: Outcome, chat: int, pause: float) -> float | None:
        """Seconds until another attempt makes sense, at least `pause`; None where none does."""
        if not isinstance(outcome, TryLater):
            return None
        if outcome.after is not None:
            self._pacer.pause(outcome.after, None if outcome.everything else chat)
        return None if outcome.maybe_sent else max(pause, outcome.after or 0.0)
