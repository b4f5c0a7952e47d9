"""Each library's way to call Telegram, made without asking anybody who the bot is."""

from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.aiogram_adapter.api import AiogramApi
from bot.library import Api
from bot.ptb_adapter.api import PollingBot, PtbApi


async def api_of(library: str, token: str, address: str) -> Api:
    """The library's calls to a Bot API at this address, where perhaps nobody is."""
    if library == "aiogram":
        server = TelegramAPIServer.from_base(address)
        return AiogramApi(AiogramBot(token, session=AiohttpSession(api=server)))
    bot = PollingBot(token, base_url=f"{address}/bot")
    await bot.request.initialize()
    return PtbApi(bot)
