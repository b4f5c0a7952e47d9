"""Pictures on their way out: an address is passed on, a file of ours is uploaded once and then known by its id.

A chart, a code or a poster is drawn first. Its file id is only kept in memory: with every sale there is another one.
"""

import asyncio
import logging
from collections import OrderedDict
from dataclasses import dataclass

from bot.photos import SENT, Photos, path_of
from bot.rendering.calls import Photo, Upload
from bot.rendering.screens import is_address
from bot.uploads import Uploads
from charts.pen import Pen
from charts.sources import file_name, is_drawn, photo_of
from flows.faces import Picture

_SOURCE_LIMIT = 1000
_DRAWN = 256
"""Drawn pictures whose file ids are remembered, those shown last."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fresh:
    """A picture as it was read or drawn, and the key under which its file id is kept ("": it is not)."""

    key: str
    upload: Upload
    drawn: bool = False


class Pictures:
    """The pictures of one bot."""

    def __init__(self, bot: int, uploads: Uploads, pen: Pen, photos: Photos) -> None:
        self._bot = bot
        self._photos = photos
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
            return self._drawn.get(await _drawing_key(picture.source))
        key = await asyncio.to_thread(_key, picture)
        return None if key is None else await self._uploads.recall(self._bot, key)

    async def fresh(self, picture: Picture) -> Fresh | None:
        """A file of ours to be uploaded, a picture to be drawn; None for what is neither, and what cannot be."""
        if is_drawn(picture.source):
            return await self._draw(picture.source)
        return await asyncio.to_thread(_read, picture) if _is_file(picture) else None

    async def _draw(self, source: str) -> Fresh | None:
        """A drawing; one whose photo could not be had is drawn without it, and with it the next time."""
        wanted = photo_of(source)
        key = await _drawing_key(source)
        photo = await self._photos.read(wanted) if wanted else b""
        drawn = await self._pen.draw(source, photo)
        if drawn is None:
            return None
        return Fresh(
            key if photo or not wanted else "", Upload(file_name(source), drawn), drawn=True
        )

    async def keep(self, fresh: Fresh, file_id: str) -> None:
        """Remember what was just uploaded."""
        if not fresh.key:
            return
        if fresh.drawn:
            self._drawn[fresh.key] = file_id
            self._drawn.move_to_end(fresh.key)
            if len(self._drawn) > _DRAWN:
                self._drawn.popitem(last=False)
            return
        await self._uploads.remember(self._bot, fresh.key, file_id)


def _is_file(picture: Picture) -> bool:
    return not (is_address(picture) or picture.source.startswith(SENT))


async def _drawing_key(source: str) -> str:
    """A drawing with a file of ours on it is another one once that is changed."""
    photo = Picture(photo_of(source))
    if not photo.source or not _is_file(photo):
        return source
    return f"{await asyncio.to_thread(_key, photo)} {source}"


def _read(picture: Picture) -> Fresh | None:
    """The key first: a file that changes meanwhile is then uploaded once too often, never too rarely."""
    key = _key(picture)
    if key is None:
        return None
    path = path_of(picture.source)
    try:
        return Fresh(key, Upload(path.name, path.read_bytes()))
    except OSError as error:
        logger.warning("the picture %s cannot be read: %s", path, error)
        return None


def _key(picture: Picture) -> str | None:
    """A file by its path and the moment it was changed, so that a new picture is uploaded anew."""
    try:
        changed = path_of(picture.source).stat().st_mtime_ns
    except OSError:
        return None
    return f"{changed:x}:{picture.source}"[-_SOURCE_LIMIT:]
