"""Saying a turn's replies, in order, after its commit; and putting up with what the messenger does then."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import replace

from bot import memory, refusals
from bot.answers import Answer, Failed, TooMany
from bot.incoming import Incoming
from bot.library import Api
from bot.patience import PAUSES, Patience
from bot.rendering import offers
from bot.rendering.calls import Call
from bot.rendering.queries import press_answer
from bot.rendering.words import without_markup
from bot.sender import TelegramSender
from bot.shopfront import Shopfront
from bot.whispering import QUEUE_PATIENCE, RETRY_PATIENCE, Whisperer
from flows.door import Asked
from flows.events import Place, Pressed, UserEvent
from flows.reactions import React
from flows.replies import (
    Amend,
    AnswerCheckout,
    AskPayment,
    Edit,
    InlineResults,
    Reply,
    Say,
    TakeAway,
    Toast,
    Whisper,
)
from scheduler.sending import Outcome, Sent, Unreachable

logger = logging.getLogger(__name__)


class Speaker:
    """Answers people, through one bot's sender and at the common pace."""

    def __init__(self, api: Api, sender: TelegramSender, shopfront: Shopfront) -> None:
        self._api = api
        self._sender = sender
        self._door = shopfront.door
        self._patience = Patience(shopfront.pacer)
        self._whisperer = Whisperer(api, sender, self._patience, shopfront)

    async def answer_press(self, query: str, toast: Toast | None) -> None:
        """End a client's waiting. That it waits no more ("query is too old") is an ordinary event."""
        await self.answer(press_answer(query, toast))

    async def meet_press(
        self, query: str, incoming: Incoming, event: UserEvent, replies: Sequence[Reply]
    ) -> None:
        """Answer a press with what its turn has for it: a toast, or a private word said before anything else."""
        toast = next((one for one in replies if isinstance(one, Toast)), None)
        word = next((one for one in replies if isinstance(one, Whisper)), None)
        if word is None:
            await self.answer_press(query, toast)
        else:
            await self.answer(await self._whisperer.answer(query, incoming, event, (word, toast)))

    async def offer(self, query: str, offered: InlineResults | None) -> None:
        """Answer an inline question; None: there is nothing to offer just now."""
        if offered is None:
            await self.answer(offers.nothing(query))
            return
        call = await self._sender.offers(query, offered)
        answer = await self._api.call(call)
        if refusals.about_picture(answer):
            call = offers.without_pictures(call)
        elif refusals.about_markup(answer):
            logger.error("markup that Telegram does not read (%s): %r", answer, call)
            call = without_markup(call)
        elif not _worth_another(answer):
            self._note(call, answer)
            return
        await self.answer(call)

    async def answer(self, call: Call) -> None:
        """Answer a press or a checkout. A lost answer is given again: the second one can do no harm."""
        answer = await self._api.call(call)
        for pause in PAUSES:
            if not _worth_another(answer):
                break
            await asyncio.sleep(pause)
            answer = await self._api.call(call)
        self._note(call, answer)

    def _note(self, call: Call, answer: Answer) -> None:
        if refusals.too_old(answer):
            logger.info("%s came too late", call.method)
        elif refusals.failed(answer):
            logger.warning("%s was not taken: %s", call.method, answer)

    async def speak(self, incoming: Incoming, event: UserEvent, replies: Sequence[Reply]) -> None:
        """Say replies in order. What cannot be said is logged: the turn itself is done."""
        place = event.place
        asking: list[Asked] = []
        for reply in replies:
            if isinstance(reply, AnswerCheckout | InlineResults) or (
                isinstance(reply, Toast | Whisper) and incoming.query
            ):
                continue
            outcome = await self._say(incoming, event, place, reply)
            if isinstance(outcome, Unreachable) and outcome.moved_to is not None:
                place = replace(place, chat=outcome.moved_to)
                outcome = await self._say(incoming, event, place, reply)
            if isinstance(outcome, Unreachable) and not outcome.message_only:
                logger.info("chat %s cannot be reached: %s", place.chat, outcome.reason)
                break
            asked = await self._settle(place, reply, outcome)
            if asked is not None:
                asking.append(asked)
        await memory.asked(self._door, place, asking)

    async def _say(
        self, incoming: Incoming, event: UserEvent, place: Place, reply: Reply
    ) -> Outcome:
        if isinstance(reply, Amend):
            return await self._patience.give(
                place.chat,
                lambda: self._sender.edit(place.chat, reply.message_id, reply.screen),
            )
        if isinstance(reply, TakeAway):
            return await self._patience.give(
                place.chat, lambda: self._sender.delete(place.chat, reply.message_id)
            )
        if isinstance(reply, Whisper):
            return await self._whisperer.say(incoming, event, reply)
        if isinstance(reply, Edit) and isinstance(event, Pressed) and event.whisper:
            return await self._whisperer.change(incoming, event, reply.screen)
        if isinstance(reply, Say) and _is_hint(place, reply):
            return await self._whisperer.hint(place, reply)
        if isinstance(reply, React):
            return await self._react(place, reply)
        message_id = getattr(event, "message_id", None)
        if isinstance(reply, Edit) and incoming.photo is not None and message_id is not None:
            screen, photo = reply.screen, incoming.photo
            outcome = await self._patience.give(
                place.chat,
                lambda: self._sender.replace(
                    place.chat, message_id, screen, place.topic, photo=photo
                ),
            )
            if not (isinstance(outcome, Unreachable) and outcome.message_only):
                return outcome
        return await self._patience.give(
            place.chat, lambda: self._sender.say(place.chat, reply, place.topic)
        )

    async def _react(self, place: Place, sign: React) -> Outcome:
        """A sign that cannot be shown just now, or not there at all, is nothing to wait or complain about."""
        outcome = await self._patience.give(
            place.chat,
            lambda: self._sender.say(place.chat, sign),
            worth=RETRY_PATIENCE,
            queue=QUEUE_PATIENCE,
        )
        if not isinstance(outcome, Sent):
            logger.info("no sign in chat %s: %s", place.chat, outcome)
        return Sent()

    async def _settle(self, place: Place, reply: Reply, outcome: Outcome) -> Asked | None:
        """Remember what stands there now; gives what asks to pay, of which there may be more."""
        if not isinstance(outcome, Sent):
            logger.warning("%s was not said in chat %s: %s", reply.kind, place.chat, outcome)
            return None
        number = outcome.message_id
        if number is None:
            return None
        if isinstance(reply, Say | Edit):
            await memory.shown(self._door, place, number, reply.screen)
            return None if reply.screen.asks is None else Asked(number, reply.screen.asks)
        if isinstance(reply, AskPayment) and reply.asks is not None:
            return Asked(number, reply.asks, invoice=True)
        return None


def _is_hint(place: Place, said: Say) -> bool:
    """Silent words to somebody for all to read; cards and lists have a count of their own."""
    return place.kind == "group" and said.silent and not said.screen.hangs


def _worth_another(answer: Answer) -> bool:
    match answer:
        case TooMany(after):
            return after is None or after <= 1
        case Failed():
            return True
        case _:
            return False
