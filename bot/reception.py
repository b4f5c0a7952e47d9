"""Where updates arrive, from the webhook and from polling: in order per chat, each until it was taken."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import ExitStack

from bot.chats import Chats, Lane, chat_of
from bot.library import Receiver, Saying, Update
from bot.metrics import Metrics
from bot.money import carries_money
from storage.outage import is_outage

TRIES = 4
"""Turns of one update that may break before it is put aside."""

PAUSES = (0.2, 1.0, 3.0)
"""Seconds between those turns, where they are tried again here."""

GRACE = 10.0
"""Seconds that replies get to be said when the shop closes."""

_LONGEST_PAUSE = 60.0
"""Seconds, for an update that cannot be put aside and breaks on."""

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The update's turn broke: it is to be delivered again."""


async def _always() -> bool:
    return True


class Reception:
    """Takes updates. Chats are independent of each other; a chat's updates are taken one after the other.

    A checkout waits for nobody. An update that breaks again and again is put aside with an alarm, unless
    the trouble is ours (no database, no room on its disk; or `healthy` says so): then it waits for better
    days. `put_aside` is told which update is given up. One that tells of a payment is given up only if that went
    well, for it has written the payment down then: else the update is tried on.
    """

    def __init__(
        self,
        receive: Receiver,
        *,
        healthy: Callable[[], Awaitable[bool]] = _always,
        put_aside: Callable[[Update], Awaitable[None]] | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self._receive = receive
        self._healthy = healthy
        self._put_aside = put_aside
        self._metrics = metrics
        self._chats = Chats()
        self._broken: Counter[int] = Counter()
        self._speaking: set[asyncio.Task[None]] = set()

    async def take(self, update: Update, *, patiently: bool) -> None:
        """Take one update.

        `patiently`: return once its replies are said; where its turn breaks it is tried again here. Else return once
        its turn is committed, and say its replies after that; where the turn breaks, raise NotTaken.
        """
        with self._chats.lane(chat_of(update)) as lane:
            async with lane.turns:
                say = await self._turn(update, patiently=patiently)
                if not patiently:
                    self._say_on(update, say)
            if patiently:
                await self._say(lane, update, say)

    async def finish(self, seconds: float = GRACE) -> None:
        """Let replies that are being said be said, and call off those that take longer than that."""
        if not self._speaking:
            return
        _, late = await asyncio.wait(self._speaking, timeout=seconds)
        for task in late:
            task.cancel()
        if late:
            await asyncio.wait(late)
            logger.warning("the replies of %s updates were not said", len(late))

    def _say_on(self, update: Update, say: Saying | None) -> None:
        """Have it said, in its place behind what this chat is being told already."""
        inside = ExitStack()
        lane = inside.enter_context(self._chats.lane(chat_of(update)))
        task = asyncio.create_task(self._say(lane, update, say))
        self._speaking.add(task)
        task.add_done_callback(self._speaking.discard)
        task.add_done_callback(lambda _: inside.close())

    async def _say(self, lane: Lane, update: Update, say: Saying | None) -> None:
        """Say the replies of a turn; where that breaks, those of its turn taken once more, which are the same."""
        async with lane.voice:
            while say is not None:
                try:
                    await say()
                except Exception as error:  # noqa: BLE001  whatever it was, it is counted, logged and tried again
                    if await self._is_given_up(update, error):
                        return
                    await asyncio.sleep(self._pause(update))
                    say = await self._turn(update, patiently=True)
                else:
                    say = None
        self._broken.pop(int(update["update_id"]), None)

    async def _turn(self, update: Update, *, patiently: bool) -> Saying | None:
        """The way to say what a turn answered, once that is committed; None where the update was given up."""
        while True:
            try:
                return await self._receive(update)
            except Exception as error:
                if await self._is_given_up(update, error):
                    return None
                if not patiently:
                    raise NotTaken(str(update["update_id"])) from error
                await asyncio.sleep(self._pause(update))

    def _pause(self, update: Update) -> float:
        """Seconds until an update that broke is tried again."""
        times = self._broken[int(update["update_id"])]
        if 0 < times < len(PAUSES):
            return PAUSES[times - 1]
        return min(PAUSES[-1] * 2.0 ** min(max(times - TRIES, 0), 10), _LONGEST_PAUSE)

    async def _is_given_up(self, update: Update, error: Exception) -> bool:
        times = self._count(int(update["update_id"]), error)
        if times < TRIES or not await self._healthy() or not await self._may_go(update):
            return False
        del self._broken[int(update["update_id"])]
        logger.critical(
            "update %s is put aside: its turn broke %s times", update["update_id"], times
        )
        if self._metrics is not None:
            self._metrics.put_aside()
        return True

    async def _may_go(self, update: Update) -> bool:
        """Tell whom it concerns that an update is given up; False where money would be lost with it."""
        number = update["update_id"]
        try:
            if self._put_aside is not None:
                await self._put_aside(update)
                return True
        except Exception:
            logger.exception("nobody could be told that update %s is put aside", number)
        if not carries_money(update):
            return True
        paid = update["message"]["successful_payment"]
        logger.critical(
            "update %s is tried on, nobody has written its money down: %s", number, paid
        )
        return False

    def _count(self, number: int, error: Exception) -> int:
        """How often it broke by now; an outage of the database says nothing against the update."""
        if is_outage(error):
            logger.error("update %s waits, the database is in trouble", number, exc_info=error)
            return self._broken[number]
        self._broken[number] += 1
        times = self._broken[number]
        logger.error("update %s broke (%s of %s times)", number, times, TRIES, exc_info=error)
        return times
