"""Kaituan as a python-telegram-bot handler, to be added to any Application."""

from typing import Any

from telegram import Bot, Update
from telegram.ext import BaseHandler, CallbackContext

from bot.incoming import Incoming
from bot.library import Me
from bot.mounted import Mounted
from bot.ptb_adapter.api import PtbApi
from bot.ptb_adapter.updates import incoming
from bot.sender import TelegramSender
from bot.shopfront import Shopfront


class KaituanHandler(BaseHandler[Update, CallbackContext[Any, Any, Any, Any], None]):
    """Takes what your own handlers before it left over; what means nothing to Kaituan goes on."""

    def __init__(self, shopfront: Shopfront) -> None:
        super().__init__(self._take)
        self._mounted = Mounted(shopfront)

    def check_update(self, update: object) -> Incoming | None:
        """What the update means; None where Kaituan leaves it to others."""
        if not isinstance(update, Update):
            return None
        found = incoming(update, _me(update.get_bot()))
        return None if found.event is None else found

    async def _take(self, update: Update, _: CallbackContext[Any, Any, Any, Any]) -> None:
        bot = update.get_bot()
        me = _me(bot)
        await self._mounted.turns(me, lambda: PtbApi(bot)).take(incoming(update, me))


async def ptb_sender(bot: Bot, shopfront: Shopfront) -> TelegramSender:
    """The mouth through which Kaituan's scheduler speaks for a mounted bot."""
    await bot.initialize()
    return TelegramSender(PtbApi(bot), _me(bot), shopfront)


def _me(bot: Bot) -> Me:
    return Me(bot.id, bot.username, bool(bot.supports_inline_queries))
