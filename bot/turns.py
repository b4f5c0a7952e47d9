"""One update's way: the press answered, the turn taken, the replies said."""

import asyncio
import logging
import time
from collections.abc import Sequence
from functools import partial

from bot.incoming import Incoming
from bot.library import Api, Me, Saying
from bot.rendering.offers import nothing
from bot.rendering.queries import checkout_answer
from bot.sender import TelegramSender
from bot.shopfront import Shopfront
from bot.speaking import Speaker
from flows.events import Checkout, InlineAsked, UserEvent
from flows.replies import AnswerCheckout, InlineResults, Reply, Toast

CHECKOUT_SECONDS = 8.0
"""Telegram waits ten seconds for the answer to a checkout (Bot API, answerPreCheckoutQuery)."""

INLINE_SECONDS = 8.0
"""Who types has gone on typing by then; Telegram itself waits a little longer."""

TURN_SECONDS = 60.0
"""A turn that takes longer is taken for broken, and its update for one to be delivered again."""

logger = logging.getLogger(__name__)


class Turns:
    """Takes turns for one bot."""

    def __init__(self, api: Api, me: Me, shopfront: Shopfront) -> None:
        self.me = me
        self.sender = TelegramSender(api, me, shopfront)
        self._shopfront = shopfront
        self._speaker = Speaker(api, self.sender, shopfront)

    async def take(self, incoming: Incoming) -> None:
        """Take the turn of one update and say its replies. Raises whatever broke the turn."""
        say = await self.begin(incoming)
        await say()

    async def begin(self, incoming: Incoming) -> Saying:
        """Take the turn of one update, and give the way to say its replies once it is committed.

        Raises whatever broke the turn, so that the update is delivered again; not for a checkout or an inline
        question, which cannot wait for that and are answered all the same, nor for anything to be said before that.
        """
        event = incoming.event
        if event is None:
            return partial(self._put_up_with, incoming)
        if isinstance(event, Checkout):
            replies = await self._check_out(incoming, event)
            return partial(self._speaker.speak, incoming, event, replies)
        if isinstance(event, InlineAsked):
            await self._offer(incoming, event)
            return _silence
        replies = await self._turn(event, TURN_SECONDS)
        return partial(self._speak, incoming, event, replies)

    async def apologize(self, incoming: Incoming) -> None:
        """Tell who pressed that it did not work, once an update is given up."""
        event = incoming.event
        if isinstance(event, InlineAsked):
            await self._speaker.answer(nothing(incoming.query or ""))
        elif event is not None and incoming.query is not None:
            words = self._shopfront.apology(event.sender.language)
            await self._speaker.answer_press(incoming.query, Toast(words, alert=True))

    async def _put_up_with(self, incoming: Incoming) -> None:
        """End the waiting of a client whose update means nothing to us."""
        if incoming.query is not None:
            await self._speaker.answer_press(incoming.query, None)

    async def _speak(self, incoming: Incoming, event: UserEvent, replies: Sequence[Reply]) -> None:
        if incoming.query is not None:
            await self._speaker.meet_press(incoming.query, incoming, event, replies)
        await self._speaker.speak(incoming, event, replies)

    async def _check_out(self, incoming: Incoming, event: Checkout) -> Sequence[Reply]:
        replies: Sequence[Reply] = ()
        try:
            replies = await self._turn(event, CHECKOUT_SECONDS)
        except Exception:
            logger.exception("checkout %s broke", event.token)
        sorry = AnswerCheckout(self._shopfront.apology(event.sender.language))
        answer = next((reply for reply in replies if isinstance(reply, AnswerCheckout)), sorry)
        await self._speaker.answer(checkout_answer(incoming.query or "", answer))
        return replies

    async def _offer(self, incoming: Incoming, event: InlineAsked) -> None:
        replies: Sequence[Reply] = ()
        try:
            replies = await self._turn(event, INLINE_SECONDS)
        except Exception:
            logger.exception("an inline question broke: %r", event.words)
        query = incoming.query or ""
        offered = next((reply for reply in replies if isinstance(reply, InlineResults)), None)
        await self._speaker.offer(query, offered)

    async def _turn(self, event: UserEvent, seconds: float) -> Sequence[Reply]:
        metrics, kind, began = self._shopfront.metrics, type(event).__name__, time.perf_counter()
        outcome = "broken"
        try:
            async with asyncio.timeout(seconds):
                replies = await self._shopfront.door.turn(event)
            outcome = "done"
        finally:
            if metrics is not None:
                metrics.turn(kind, outcome, time.perf_counter() - began)
        return replies


async def _silence() -> None:
    """Nothing more is said."""
