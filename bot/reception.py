"""Where updates arrive, from the webhook and from polling: in order per chat, each until it was taken."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from bot.library import Receiver, Update
from bot.metrics import Metrics
from storage.outage import is_outage

TRIES = 4
"""Turns of one update that may break before it is put aside."""

PAUSES = (0.2, 1.0, 3.0)
"""Seconds between those turns, where they are tried again here."""

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The update's turn broke: it is to be delivered again."""


async def _always() -> bool:
    return True


class Reception:
    """Takes updates. Chats are independent of each other; a chat's updates are taken one after the other.

    A checkout waits for nobody. An update that breaks again and again is put aside with an alarm, unless
    the trouble is ours (no database, no room on its disk; or `healthy` says so): then it waits for better
    days. `put_aside` is told which update was given up.
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
        self._lanes: dict[int, asyncio.Lock] = {}
        self._inside: Counter[int] = Counter()
        self._broken: Counter[int] = Counter()

    async def take(self, update: Update, *, patiently: bool) -> None:
        """Take one update, and return once its turn is committed and its replies are said.

        Where the turn breaks it is tried again here (`patiently`), or NotTaken is raised.
        """
        chat = chat_of(update)
        if chat is None:
            await self._take(update, patiently=patiently)
            return
        with self._lane(chat) as lane:
            async with lane:
                await self._take(update, patiently=patiently)

    async def _take(self, update: Update, *, patiently: bool) -> None:
        number = int(update["update_id"])
        while True:
            try:
                await self._receive(update)
            except Exception as error:
                times = self._count(number, error)
                if await self._give_up(update, times):
                    return
                if not patiently:
                    raise NotTaken(str(number)) from error
                await asyncio.sleep(PAUSES[times - 1] if 0 < times < len(PAUSES) else PAUSES[-1])
            else:
                self._broken.pop(number, None)
                return

    def _count(self, number: int, error: Exception) -> int:
        """How often it broke by now; an outage of the database says nothing against the update."""
        if is_outage(error):
            logger.error("update %s waits, the database is in trouble", number, exc_info=error)
            return self._broken[number]
        self._broken[number] += 1
        times = self._broken[number]
        logger.error("update %s broke (%s of %s times)", number, times, TRIES, exc_info=error)
        return times

    async def _give_up(self, update: Update, times: int) -> bool:
        if times < TRIES or not await self._healthy():
            return False
        number = int(update["update_id"])
        del self._broken[number]
        logger.critical("update %s is put aside: its turn broke %s times", number, times)
        if self._metrics is not None:
            self._metrics.put_aside()
        if self._put_aside is not None:
            try:
                await self._put_aside(update)
            except Exception:
                logger.exception("nobody could be told that update %s is put aside", number)
        return True

    @contextmanager
    def _lane(self, chat: int) -> Iterator[asyncio.Lock]:
        """The chat's lane, kept only as long as somebody is in it."""
        lane = self._lanes.setdefault(chat, asyncio.Lock())
        self._inside[chat] += 1
        try:
            yield lane
        finally:
            self._inside[chat] -= 1
            if not self._inside[chat]:
                del self._inside[chat], self._lanes[chat]


def is_checkout(update: Update) -> bool:
    """Whether somebody waits at the till: ten seconds, and nobody goes before them."""
    return "pre_checkout_query" in update


def chat_of(update: Update) -> int | None:
    """The chat whose order an update keeps; None for one that need not wait for others."""
    match update:
        case {"message": {"chat": {"id": int(chat)}}}:
            return chat
        case {"callback_query": {"message": {"chat": {"id": int(chat)}}}}:
            return chat
        case {"my_chat_member": {"chat": {"id": int(chat)}}}:
            return chat
        case _:
            return None
