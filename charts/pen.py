"""Where charts and codes are drawn: a process of its own, since drawing would hold up everything else in ours.

matplotlib takes a second and 85 MB to load, and a seventh of a second for each chart. The process is started for the
first picture and ended when none was asked for a while.
"""

import asyncio
import logging
import os
import sys
from asyncio.subprocess import PIPE, Process
from base64 import b64encode
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from charts.sources import drawing_of

PATIENCE = 30.0
"""Seconds that the first picture may take on a busy machine; after that its process is ended."""
IDLE = 600.0
"""Seconds after which a process that has nothing to draw is ended."""
_KEPT = 32
"""Pictures that are kept, the ones asked for last: 2 MB of charts, 8 MB of posters."""
_GOES = 2.0
"""Seconds that a process which has shut its pipe may take to be gone."""
_LENGTH = 4
_ROOT = Path(__file__).parents[1]

logger = logging.getLogger(__name__)


class Pen:
    """Draws charts, codes and posters, one at a time, each only once."""

    def __init__(self) -> None:
        self.process: Process | None = None
        """The process that draws, once there is one."""
        self._turn: asyncio.Lock | None = None
        self._idle: asyncio.TimerHandle | None = None
        self._kept: OrderedDict[tuple[str, int], bytes] = OrderedDict()
        self.drawn = 0
        """How many pictures were drawn, not counting those that were kept."""

    async def draw(self, source: str, photo: bytes = b"") -> bytes | None:
        """The picture of such a source; None for what is nothing to draw, or cannot be drawn.

        `photo`: the bytes of what charts.sources.photo_of names, where they could be had.
        """
        if drawing_of(source) is None:
            return None
        self._turn = self._turn or asyncio.Lock()
        async with self._turn:
            key = (source, hash(photo))
            found = self._kept.get(key) or await self._ask(_line(source, photo))
            if found:
                self._keep(key, found)
            return found or None

    async def close(self) -> None:
        """End the process, if there is one."""
        process, self.process = self.process, None
        if self._idle is not None:
            self._idle.cancel()
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()

    def _keep(self, key: tuple[str, int], picture: bytes) -> None:
        self._kept[key] = picture
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)

    async def _ask(self, line: bytes) -> bytes:
        try:
            async with asyncio.timeout(PATIENCE):
                answer = await self._asked_again(line)
        except (OSError, EOFError, TimeoutError) as error:
            logger.warning("a picture was not drawn: %r", error)
            await self.close()
            return b""
        except asyncio.CancelledError:
            await self.close()  # else the next one would be given this one's picture
            raise
        self.drawn += 1
        self._rest_later()
        return answer

    async def _asked_again(self, line: bytes) -> bytes:
        """Ask a process that was there before; where it turns out to be dead, a new one, once."""
        before = self.process
        if before is None:
            return await self._asked(line)
        try:
            return await self._asked(line)
        except (OSError, EOFError) as error:
            logger.info("the process that draws is gone, and begun anew: %r", error)
        with suppress(TimeoutError):
            async with asyncio.timeout(_GOES):
                await before.wait()  # so that asyncio, and not we, sees it end
        await self.close()
        return await self._asked(line)

    async def _asked(self, line: bytes) -> bytes:
        if self.process is None:
            self.process = await _started()
        asked, answers = self.process.stdin, self.process.stdout
        if asked is None or answers is None:
            raise EOFError("a process without pipes")
        asked.write(line)
        await asked.drain()
        length = int.from_bytes(await answers.readexactly(_LENGTH))
        return await answers.readexactly(length)

    def _rest_later(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(IDLE, self.rest)

    def rest(self) -> None:
        """End the process once it has drawn what it was asked for; the next picture starts another."""
        process, self.process = self.process, None
        if process is not None and process.stdin is not None:
            process.stdin.close()


def _line(source: str, photo: bytes) -> bytes:
    """What the process is asked; a source is JSON and holds neither tab nor end of line."""
    return source.encode() + (b"\t" + b64encode(photo) if photo else b"") + b"\n"


async def _started() -> Process:
    """A process that finds our code as we do, and hears nothing of a Ctrl-C in our terminal."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "charts.workshop"),
        stdin=PIPE,
        stdout=PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        start_new_session=True,
    )
