"""A bot of Kaituan's own on aiogram."""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Update as AiogramUpdate

from bot.aiogram_adapter.api import AiogramApi
from bot.aiogram_adapter.updates import incoming
from bot.incoming import Incoming
from bot.library import Update
from bot.running_bot import RunningBot, introduce
from bot.settings import Settings
from bot.shopfront import Shopfront
from bot.turns import Turns


async def open_bot(settings: Settings, shopfront: Shopfront) -> RunningBot:
    """Open the bot of these settings. Raises CannotOpen."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(settings.api))
    bot = Bot(settings.token.get_secret_value(), session=session)
    api = AiogramApi(bot)
    me = await introduce(api)
    turns = Turns(api, me, shopfront)

    def read(update: Update) -> Incoming:
        return incoming(AiogramUpdate.model_validate(update, context={"bot": bot}), me)

    return RunningBot(api, turns, read)
