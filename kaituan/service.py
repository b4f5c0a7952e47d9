"""kaituan run: your own bot, with the settings of this machine."""

import asyncio
import logging
from contextlib import AsyncExitStack

from bot.logs import set_up
from bot.settings import Settings, WrongSettings, load
from kaituan import books, house
from kaituan.stopping import unless_told, until_told
from kaituan.timepiece import REAL
from kaituan.trouble import Trouble
from storage.database import Database

logger = logging.getLogger(__name__)


def serve_forever() -> None:
    """Run until told to stop. Raises Trouble for settings that are wrong, and what cannot be reached."""
    try:
        settings = load()
    except WrongSettings as wrong:
        raise Trouble(str(wrong)) from None
    set_up(settings)
    with books.opened(settings.database, REAL.now) as database:
        asyncio.run(_serve(settings, database))


async def _serve(settings: Settings, database: Database) -> None:
    with until_told() as stop:
        async with AsyncExitStack() as stack:
            opening = stack.enter_async_context(house.opened(settings, database, REAL))
            shop = await unless_told(stop, opening)
            if shop is not None:
                logger.info("@%s is open; Ctrl-C ends it", shop.bot.username)
                await house.keep_open(shop, stop)
    logger.info("closed")
