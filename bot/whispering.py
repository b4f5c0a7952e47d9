"""A private word in a shared chat: to whoever pressed or typed there, by the most private way that there is."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot import memory
from bot.ephemera import Ephemera, Reader
from bot.incoming import Incoming
from bot.library import Api
from bot.patience import Patience
from bot.rendering.calls import Call
from bot.rendering.markup import plain
from bot.rendering.queries import press_answer, press_opens
from bot.sender import TelegramSender
from bot.shares import Shares
from bot.shopfront import Shopfront
from flows.door import Asked
from flows.events import Command, Place, Pressed, Typed, UserEvent
from flows.faces import Screen
from flows.replies import Say, Toast, Whisper
from flows.screens.buttons import in_private
from scheduler.sending import Outcome, Sent, TryLater, Unreachable

PRESS_PATIENCE = 4.0
"""Seconds that each way is given while a client waits for the answer to its press."""

QUEUE_PATIENCE = 1.0
"""Seconds that an ephemeral message may wait for the group's pace: the other ways are free meanwhile."""

RETRY_PATIENCE = 0.5
"""Seconds until it may be tried again; whoever is told to wait longer takes another way."""

_NEVER_MET: Outcome = Unreachable("never met in private")
_NOT_HERE: Outcome = Unreachable("nothing here that an ephemeral message could answer")
_BUSY: Outcome = TryLater(reason="the group has heard enough for a minute")

logger = logging.getLogger(__name__)


class Whisperer:
    """Whispers for one bot."""

    def __init__(
        self, api: Api, sender: TelegramSender, patience: Patience, shopfront: Shopfront
    ) -> None:
        self._sender = sender
        self._patience = patience
        self._door = shopfront.door
        self._ephemera = Ephemera(api, sender)
        self._shares = Shares()

    async def answer(
        self,
        query: str,
        incoming: Incoming,
        event: UserEvent,
        replies: tuple[Whisper, Toast | None],
    ) -> Call:
        """Say it to who pressed, and give the answer to their press that goes with how it was said.

        The toast is for the button where the word itself brings none.
        """
        word, toast = replies
        outcome = await _in_time(self._here(incoming, event, word.screen))
        if not isinstance(outcome, Sent):
            logger.info("no ephemeral message in chat %s: %s", event.place.chat, outcome)
            outcome = await _in_time(self._privately(event, word))
        if isinstance(outcome, Sent):
            return press_answer(query, Toast(word.toast) if word.toast else toast)
        logger.info("not whispered in chat %s: %s", event.place.chat, outcome)
        if word.start:
            return press_opens(query, word.start, self._sender.username)
        return press_answer(query, Toast(plain(word.screen.text), alert=True))

    async def say(self, incoming: Incoming, event: UserEvent, word: Whisper) -> Outcome:
        """Say it to who typed; aloud only where nothing else ever reaches them, not where it is merely late."""
        here = await self._here(incoming, event, word.screen)
        if isinstance(here, Sent):
            return here
        outcome = await self._privately(event, word)
        never = isinstance(here, Unreachable) and isinstance(outcome, Unreachable)
        if word.aloud is None or not never:
            return outcome
        return await self.hint(event.place, Say(word.aloud, silent=True))

    async def hint(self, place: Place, said: Say) -> Outcome:
        """Say for all to read what nobody needs to read: within the group's share, else not at all."""
        if not self._shares.take(place.chat):
            return _BUSY
        return await self._patience.give(
            place.chat, lambda: self._sender.say(place.chat, said, place.topic)
        )

    async def change(self, incoming: Incoming, event: Pressed, screen: Screen) -> Outcome:
        """Give the pressed ephemeral message a new face. Where that fails it is said anew, but to nobody else."""
        outcome = await self._here(incoming, event, screen)
        if isinstance(outcome, Sent):
            return outcome
        logger.info("no new face in chat %s: %s", event.place.chat, outcome)
        return await self._privately(event, Whisper(screen, private=event.sender.id))

    async def _here(self, incoming: Incoming, event: UserEvent, screen: Screen) -> Outcome:
        """Say it where it happened, for their eyes only. Its number means nothing to whoever keeps cards current."""
        place = event.place
        outcome = await self._at(place, incoming, event, screen)
        if isinstance(outcome, Unreachable) and outcome.moved_to is not None:
            place = replace(place, chat=outcome.moved_to)
            outcome = await self._at(place, incoming, event, screen)
        if not isinstance(outcome, Sent):
            return outcome
        if screen.asks is not None and outcome.message_id:
            asked = Asked(outcome.message_id, screen.asks, event.sender.id)
            await memory.asked(self._door, place, (asked,))
        return Sent()

    async def _at(
        self, place: Place, incoming: Incoming, event: UserEvent, screen: Screen
    ) -> Outcome:
        told = event.whisper if isinstance(event, Command | Typed) else 0
        if place.kind != "group" or not (told or incoming.query):
            return _NOT_HERE
        reader = Reader(place, event.sender.id, incoming.query, told)
        if isinstance(event, Pressed) and event.whisper:
            number, photo = event.whisper, bool(incoming.photo)
            outcome = await self._shortly(
                place.chat,
                lambda: self._ephemera.change(reader, number, screen, photo=photo),
            )
            if not (isinstance(outcome, Unreachable) and outcome.message_only):
                return outcome
        if not self._shares.take(place.chat):
            return _BUSY
        return await self._shortly(place.chat, lambda: self._ephemera.say(reader, screen))

    async def _shortly(self, chat: int, attempt: Callable[[], Awaitable[Outcome]]) -> Outcome:
        return await self._patience.give(chat, attempt, worth=RETRY_PATIENCE, queue=QUEUE_PATIENCE)

    async def _privately(self, event: UserEvent, word: Whisper) -> Outcome:
        chat = event.place.chat if event.place.kind == "private" else word.private
        if not chat:
            return _NEVER_MET
        said = Say(in_private(word.screen))
        outcome = await self._patience.give(chat, lambda: self._sender.say(chat, said))
        if isinstance(outcome, Sent) and outcome.message_id:
            place = Place(event.place.bot, chat)
            await memory.shown(self._door, place, outcome.message_id, word.screen)
            if word.screen.asks is not None:
                asked = Asked(outcome.message_id, word.screen.asks)
                await memory.asked(self._door, place, (asked,))
        return outcome


async def _in_time(way: Awaitable[Outcome]) -> Outcome:
    """How a way ended; nobody waits for ever with a finger on a button."""
    try:
        async with asyncio.timeout(PRESS_PATIENCE):
            return await way
    except TimeoutError:
        return TryLater(maybe_sent=True, reason="it takes too long")
