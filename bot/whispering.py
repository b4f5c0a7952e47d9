"""A private word in a shared chat: to whoever pressed or typed there, by the most private way that there is."""

import asyncio
import logging
from collections.abc import Awaitable

from bot.patience import Patience
from bot.rendering.calls import Call
from bot.rendering.markup import plain
from bot.rendering.queries import press_answer, press_opens
from bot.sender import TelegramSender
from bot.shopfront import Shopfront
from flows.events import Place, UserEvent
from flows.replies import Say, Toast, Whisper
from scheduler.sending import Outcome, Sent, TryLater, Unreachable

PRESS_PATIENCE = 4.0
"""Seconds that each way is given while a client waits for the answer to its press."""

_NEVER_MET: Outcome = Unreachable("never met in private")

logger = logging.getLogger(__name__)


class Whisperer:
    """Whispers for one bot."""

    def __init__(self, sender: TelegramSender, patience: Patience, shopfront: Shopfront) -> None:
        self._sender = sender
        self._patience = patience
        self._door = shopfront.door

    async def answer(
        self, query: str, event: UserEvent, word: Whisper, toast: Toast | None
    ) -> Call:
        """Say it to who pressed, and give the answer to their press that goes with how it was said.

        `toast`: the words over the button where the word itself brings none.
        """
        outcome = await _in_time(self._privately(event, word))
        if isinstance(outcome, Sent):
            return press_answer(query, Toast(word.toast) if word.toast else toast)
        logger.info("not whispered in chat %s: %s", event.place.chat, outcome)
        if word.start:
            return press_opens(query, word.start, self._sender.username)
        return press_answer(query, Toast(plain(word.screen.text), alert=True))

    async def say(self, event: UserEvent, word: Whisper) -> Outcome:
        """Say it to who typed."""
        outcome = await self._privately(event, word)
        if isinstance(outcome, Sent) or word.aloud is None:
            return outcome
        chat, hint = event.place.chat, Say(word.aloud, silent=True)
        return await self._patience.give(
            chat, lambda: self._sender.say(chat, hint, event.place.topic)
        )

    async def _privately(self, event: UserEvent, word: Whisper) -> Outcome:
        chat = event.place.chat if event.place.kind == "private" else word.private
        if not chat:
            return _NEVER_MET
        said = Say(word.screen)
        outcome = await self._patience.give(chat, lambda: self._sender.say(chat, said))
        if isinstance(outcome, Sent) and outcome.message_id and word.screen.card_of is not None:
            await self._show(Place(event.place.bot, chat), outcome.message_id, word)
        return outcome

    async def _show(self, place: Place, message_id: int, word: Whisper) -> None:
        try:
            await self._door.shown(place, message_id, word.screen)
        except Exception:
            logger.exception("a card in chat %s is shown but not known", place.chat)


async def _in_time(way: Awaitable[Outcome]) -> Outcome:
    """How a way ended; nobody waits for ever with a finger on a button."""
    try:
        async with asyncio.timeout(PRESS_PATIENCE):
            return await way
    except TimeoutError:
        return TryLater(maybe_sent=True, reason="it takes too long")
