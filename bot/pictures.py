"""Pictures on their way out: an address is passed on, a file of ours is uploaded once and then known by its id.

A chart or a code is drawn first. Its file id is only kept in memory: with every sale there is another one.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from bot.rendering.calls import Photo, Upload
from bot.rendering.screens import is_address
from bot.uploads import Uploads
from charts.pen import Pen
from charts.sources import file_name, is_drawn
from flows.replies import Picture

_FILE = "file:"
SENT = "telegram:"
"""How the sources of photos begin that somebody sent to the bot: Telegram has them already."""
_SOURCE_LIMIT = 1000
_DRAWN = 256
"""Drawn pictures whose file ids are remembered, those shown last."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A picture as it was read, and the key under which its file id is kept."""

    key: str
    upload: Upload


class Pictures:
    """The pictures of one bot."""

    def __init__(self, bot: int, uploads: Uploads, pen: Pen) -> None:
        self._bot = bot
        self._uploads = uploads
        self._pen = pen
        self._drawn: OrderedDict[str, str] = OrderedDict()

    async def known(self, picture: Picture) -> Photo | None:
        """What Telegram can show without an upload: an address, a photo it was sent, or an earlier upload."""
        if is_address(picture):
            return picture.source
        if picture.source.startswith(SENT):
            return picture.source.removeprefix(SENT)
        if is_drawn(picture.source):
            return self._drawn.get(picture.source)
        key = await asyncio.to_thread(_key, picture)
        return None if key is None else await self._uploads.recall(self._bot, key)

    async def fresh(self, picture: Picture) -> Fresh | None:
        """A file of ours to be uploaded, a picture to be drawn; None for what is neither, and what cannot be."""
        if is_drawn(picture.source):
            drawn = await self._pen.draw(picture.source)
            name = file_name(picture.source)
            return None if drawn is None else Fresh(picture.source, Upload(name, drawn))
        return await asyncio.to_thread(_read, picture) if _is_file(picture) else None

    async def keep(self, fresh: Fresh, file_id: str) -> None:
        """Remember what was just uploaded."""
        if is_drawn(fresh.key):
            self._drawn[fresh.key] = file_id
            self._drawn.move_to_end(fresh.key)
            if len(self._drawn) > _DRAWN:
                self._drawn.popitem(last=False)
            return
        await self._uploads.remember(self._bot, fresh.key, file_id)


def _is_file(picture: Picture) -> bool:
    return not (is_address(picture) or picture.source.startswith(SENT))


def _path(picture: Picture) -> Path:
    source = picture.source.removeprefix(_FILE)
    return Path(source.removeprefix("//") if source.startswith("///") else source)


def _read(picture: Picture) -> Fresh | None:
    """The key first: a file that changes meanwhile is then uploaded once too often, never too rarely."""
    key = _key(picture)
    if key is None:
        return None
    path = _path(picture)
    try:
        return Fresh(key, Upload(path.name, path.read_bytes()))
    except OSError as error:
        logger.warning("the picture %s cannot be read: %s", path, error)
        return None


def _key(picture: Picture) -> str | None:
    """A file by its path and the moment it was changed, so that a new picture is uploaded anew."""
    try:
        changed = _path(picture).stat().st_mtime_ns
    except OSError:
        return None
    return f"{changed:x}:{picture.source}"[-_SOURCE_LIMIT:]
