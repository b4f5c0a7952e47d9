"""Pictures on their way out: an address is passed on, a file of ours is uploaded once and then known by its id."""

import asyncio
import logging
from pathlib import Path

from bot.rendering.calls import Photo, Upload
from bot.rendering.screens import is_address
from bot.uploads import Uploads
from flows.replies import Picture

_FILE = "file:"
_SOURCE_LIMIT = 1000

logger = logging.getLogger(__name__)


class Pictures:
    """The pictures of one bot."""

    def __init__(self, bot: int, uploads: Uploads) -> None:
        self._bot = bot
        self._uploads = uploads

    async def known(self, picture: Picture) -> Photo | None:
        """What Telegram can show without an upload: an address, or the file id of an earlier one."""
        if is_address(picture):
            return picture.source
        key = await asyncio.to_thread(_key, picture)
        return None if key is None else await self._uploads.recall(self._bot, key)

    async def fresh(self, picture: Picture) -> Upload | None:
        """A file of ours as an upload; None for an address, and for a file that cannot be read."""
        if is_address(picture):
            return None
        path = _path(picture)
        try:
            return Upload(path.name, await asyncio.to_thread(path.read_bytes))
        except OSError as error:
            logger.warning("the picture %s cannot be read: %s", path, error)
            return None

    async def keep(self, picture: Picture, file_id: str) -> None:
        """Remember what was just uploaded."""
        key = await asyncio.to_thread(_key, picture)
        if key is not None:
            await self._uploads.remember(self._bot, key, file_id)


def _path(picture: Picture) -> Path:
    source = picture.source.removeprefix(_FILE)
    return Path(source.removeprefix("//") if source.startswith("///") else source)


def _key(picture: Picture) -> str | None:
    """A file by its path and the moment it was changed, so that a new picture is uploaded anew."""
    try:
        changed = _path(picture).stat().st_mtime_ns
    except OSError:
        return None
    return f"{changed:x}:{picture.source}"[-_SOURCE_LIMIT:]
