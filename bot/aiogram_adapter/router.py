"""Kaituan as an aiogram Router, to be included in any Dispatcher."""

from typing import Any

from aiogram import Bot, Router
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import TelegramObject, Update

from bot.aiogram_adapter.api import AiogramApi
from bot.aiogram_adapter.updates import incoming
from bot.library import Me
from bot.mounted import Mounted
from bot.sender import TelegramSender
from bot.shopfront import Shopfront


def kaituan_router(shopfront: Shopfront) -> Router:
    """A router without filters or states: it takes what your own routers before it left over.

    What means nothing to Kaituan goes on to the routers behind it.
    """
    mounted = Mounted(shopfront)

    async def take(event: TelegramObject, event_update: Update, bot: Bot) -> Any:  # noqa: ARG001 - aiogram hands the event to every handler
        me = await _me(bot)
        found = incoming(event_update, me)
        if found.event is None:
            return UNHANDLED
        await mounted.turns(me, lambda: AiogramApi(bot)).take(found)
        return None

    router = Router(name="kaituan")
    router.message.register(take)
    router.channel_post.register(take)
    router.callback_query.register(take)
    router.pre_checkout_query.register(take)
    router.my_chat_member.register(take)
    router.inline_query.register(take)
    router.chosen_inline_result.register(take)
    return router


async def aiogram_sender(bot: Bot, shopfront: Shopfront) -> TelegramSender:
    """The mouth through which Kaituan's scheduler speaks for a mounted bot."""
    return TelegramSender(AiogramApi(bot), await _me(bot), shopfront)


async def _me(bot: Bot) -> Me:
    me = await bot.me()
    return Me(me.id, me.username or "", bool(me.supports_inline_queries))
