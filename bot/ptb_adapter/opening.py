"""A bot of Kaituan's own on python-telegram-bot."""

import os

from telegram import Update as PtbUpdate
from telegram.request import HTTPXRequest

from bot.incoming import Incoming
from bot.library import Update
from bot.ptb_adapter.api import PollingBot, PtbApi
from bot.ptb_adapter.updates import incoming
from bot.running_bot import RunningBot, introduce
from bot.settings import Settings
from bot.shopfront import Shopfront
from bot.turns import Turns

_CONNECTIONS = 64
_POOL_SECONDS = 10.0


async def open_bot(settings: Settings, shopfront: Shopfront) -> RunningBot:
    """Open the bot of these settings. Raises CannotOpen."""
    os.environ.setdefault("PTB_TIMEDELTA", "true")  # else every 429 comes with a warning
    bot = PollingBot(
        settings.token.get_secret_value(),
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=HTTPXRequest(connection_pool_size=_CONNECTIONS, pool_timeout=_POOL_SECONDS),
        get_updates_request=HTTPXRequest(connection_pool_size=2),
    )
    api = PtbApi(bot)
    me = await introduce(api)
    turns = Turns(api, me, shopfront)

    def read(update: Update) -> Incoming:
        return incoming(PtbUpdate.de_json(update, bot), me)

    return RunningBot(api, turns, read)
