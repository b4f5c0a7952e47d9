"""The bytes of photos that go onto pictures which are drawn: files of ours, and what somebody sent to the bot.

An address is passed on and never fetched, so what hangs there stands on no poster.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from scheduler.sending import TryLater, Unreachable

SENT = "telegram:"
"""How the sources of photos begin that somebody sent to the bot: Telegram has them already."""
FILE = "file:"
_MOST = 6_000_000
"""Bytes of one photo; Telegram's own copies of photos have a few hundred thousand."""
_KEPT = 8
"""Photos that are kept, those wanted last: whoever changes the words of a poster need not wait for it again."""
_PATIENCE = 5.0
"""Seconds that a photo may take; a poster looks well without one, too."""

Fetch: TypeAlias = Callable[[str, int], Awaitable[bytes | TryLater | Unreachable]]
"""Has the bytes of a file that somebody sent, at most so many."""

logger = logging.getLogger(__name__)


class Photos:
    """The photos that one bot can read."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._kept: OrderedDict[str, bytes] = OrderedDict()

    async def read(self, source: str) -> bytes:
        """The photo's bytes; b"" where it cannot be had now, is too large, or is an address."""
        if source.startswith(("http://", "https://")):
            return b""
        if not source.startswith(SENT):
            return await asyncio.to_thread(_file, path_of(source))
        if source not in self._kept:
            found = await self._sent(source)
            if not found:
                return b""
            self._kept[source] = found
        self._kept.move_to_end(source)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return self._kept[source]

    async def _sent(self, source: str) -> bytes:
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await self._fetch(source, _MOST)
        except TimeoutError:
            found = TryLater(reason="it took too long")
        if isinstance(found, bytes):
            return found
        logger.info("a poster is drawn without its photo: %s", found)
        return b""


def path_of(source: str) -> Path:
    """Where a file of ours lies."""
    path = source.removeprefix(FILE)
    return Path(path.removeprefix("//") if path.startswith("///") else path)


def _file(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= _MOST else b""
    except OSError as error:
        logger.warning("the photo %s cannot be read: %s", path, error)
        return b""
