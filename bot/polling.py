"""Long polling that loses nothing in a crash: Telegram is told to forget an update only once it was taken."""

import asyncio
import logging
import time
from collections.abc import Callable, Collection, Sequence
from functools import partial

from bot.answers import Failed, Refused, TooMany
from bot.chats import is_checkout
from bot.library import Api, Update
from bot.reception import Reception

LONG_POLL = 30
"""Seconds for which Telegram may hold an empty answer back."""

GRACE = 10.0
"""Seconds that turns under way get to finish when polling stops."""

REFUSED = 60.0
"""Seconds for which Telegram may refuse us before somebody ought to hear of it."""

_NOT_FOR_US = (401, 404, 409)
"""The token was taken back, there is no such bot, or somebody else polls it."""

_GLANCE = 0.25
_PAUSES = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)

logger = logging.getLogger(__name__)


class Polling:
    """Fetches one bot's updates and hands them to the reception.

    While turns are under way it goes on looking, so that a checkout never waits behind a slow turn; the offset
    stays below the oldest update whose turn is not over. A crash therefore repeats, and never loses. A turn that
    hangs (four times a minute, see bot.turns and bot.reception) delays that acknowledgement and its own chat, and
    no other chat, as long as fewer than a hundred updates come meanwhile: so many Telegram gives from one offset.
    """

    def __init__(
        self,
        api: Api,
        reception: Reception,
        *,
        seconds: int = LONG_POLL,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api = api
        self._reception = reception
        self._seconds = seconds
        self._offset = 0
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._taken: set[int] = set()
        self._troubles = 0
        self._clock = clock
        self._refused: tuple[float, str] | None = None

    def trouble(self) -> str | None:
        """Why Telegram has refused us all updates for a minute and more; None where it has not."""
        if self._refused is None or self._clock() - self._refused[0] <= REFUSED:
            return None
        return self._refused[1]

    @property
    def offset(self) -> int:
        """The lowest update number that Telegram must still remember for us."""
        return min(self._under_way, default=self._offset)

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop` is set, then let the turns under way finish and acknowledge them."""
        stopping = asyncio.create_task(stop.wait())
        try:
            while not stop.is_set():
                await self._round(stopping)
        finally:
            stopping.cancel()
            await self._finish()

    async def _round(self, stopping: "asyncio.Task[bool]") -> None:
        seconds = 0 if self._under_way else self._seconds
        asking = asyncio.create_task(self._ask(seconds))
        await asyncio.wait({asking, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not asking.done():
            asking.cancel()
            await asyncio.wait({asking})
            return
        answer = asking.result()
        self._note(answer)
        if isinstance(answer, Refused | TooMany | Failed):
            await asyncio.wait({stopping}, timeout=self._pause(answer))
            return
        self._troubles = 0
        self._start(answer)
        if self._under_way:
            turns = asyncio.create_task(_all_taken(tuple(self._under_way.values())))
            waited = {turns, stopping}
            done, _ = await asyncio.wait(
                waited, timeout=_GLANCE, return_when=asyncio.FIRST_COMPLETED
            )
            for task in waited - done - {stopping}:
                task.cancel()

    async def _ask(self, seconds: int) -> Sequence[Update] | Refused | TooMany | Failed:
        self._taken = {number for number in self._taken if number >= self.offset}
        return await self._api.updates(self.offset, seconds)

    def _note(self, answer: Sequence[Update] | Refused | TooMany | Failed) -> None:
        """Since when we are refused. No answer at all leaves open what Telegram thinks of us."""
        if isinstance(answer, Refused) and answer.code in _NOT_FOR_US:
            since = self._clock() if self._refused is None else self._refused[0]
            self._refused = since, f"{answer.code}: {answer.reason}"
        elif not isinstance(answer, Failed | TooMany):
            self._refused = None

    def _start(self, updates: Sequence[Update]) -> None:
        """Begin the turns of the updates that are new: checkouts first, then in the order they came."""
        for update in sorted(updates, key=lambda one: not is_checkout(one)):
            number = int(update["update_id"])
            if number in self._under_way or number in self._taken:
                continue
            task = asyncio.create_task(self._reception.take(update, patiently=True))
            self._under_way[number] = task
            task.add_done_callback(partial(self._over, number))
        if updates:
            self._offset = int(updates[-1]["update_id"]) + 1

    def _over(self, number: int, task: "asyncio.Task[None]") -> None:
        """A turn is over; one that was cancelled was not taken, and stays with Telegram."""
        if not task.cancelled():
            del self._under_way[number]
            self._taken.add(number)

    async def _finish(self) -> None:
        if self._under_way:
            _, late = await asyncio.wait(tuple(self._under_way.values()), timeout=GRACE)
            for task in late:
                task.cancel()
            if late:
                await asyncio.wait(late)
        if self.offset:
            await self._api.updates(self.offset, 0)

    def _pause(self, trouble: Refused | TooMany | Failed) -> float:
        """How long to wait before asking again, said once for each trouble that lasts."""
        pause = _PAUSES[min(self._troubles, len(_PAUSES) - 1)]
        self._troubles += 1
        if isinstance(trouble, TooMany):
            return trouble.after or pause
        if isinstance(trouble, Refused) and trouble.code == 409:
            said = (
                "another program polls this bot, or it has a webhook: only one may have its updates"
            )
        else:
            said = f"updates cannot be fetched: {trouble.reason}"
        if self._troubles in (1, len(_PAUSES)):
            logger.error("%s (trying again)", said)
        return pause


async def _all_taken(turns: Collection["asyncio.Task[None]"]) -> None:
    """Wait for these turns, which are some: they may be over by the time that this begins."""
    await asyncio.wait(turns)
