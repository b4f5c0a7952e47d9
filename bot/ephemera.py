"""One bot's ephemeral messages: whether its server knows them, and saying and changing one."""

import asyncio
import logging
from dataclasses import dataclass

from bot import refusals
from bot.answers import Answer, Done
from bot.library import Api
from bot.patience import PAUSES
from bot.rendering import screens, whispers
from bot.rendering.calls import Call, Photo, in_topic
from bot.rendering.screens import Face
from bot.sender import TelegramSender
from flows.events import Place
from flows.faces import Screen
from scheduler.sending import Outcome, Sent, Unreachable

UNKNOWN: Outcome = Unreachable("this server knows no ephemeral messages", message_only=True)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who alone is to see it, and where: `query` is their press, `told` their own ephemeral message, 0 for none."""

    place: Place
    number: int
    query: str | None = None
    told: int = 0


class Ephemera:
    """Says ephemeral messages for one bot.

    A server older than Bot API 10.2 would publish them, so before the first one it is asked whether it knows them;
    the answer is remembered. Should a message be published nevertheless, it is taken back, and that was the last one.
    """

    def __init__(self, api: Api, sender: TelegramSender) -> None:
        self._api = api
        self._sender = sender
        self._known: bool | None = None
        self._takings: set[asyncio.Task[None]] = set()

    async def say(self, reader: Reader, screen: Screen) -> Outcome:
        """A new one, for a reader who did something within the last 15 seconds."""
        if not await self._is_known():
            return UNKNOWN
        chat = reader.place.chat

        def call(shown: Face, photo: Photo | None) -> Call:
            new = screens.say(chat, shown, photo, silent=False)
            new = in_topic(new, reader.place.topic) if reader.place.topic else new
            return whispers.only_for(new, reader.number, reader.query, reader.told)

        answer = await self._sender.show(screen, call)
        if isinstance(answer, Done) and not answer.whisper:
            await self._unpublish(chat, answer)
            return UNKNOWN
        number = answer.whisper if isinstance(answer, Done) else None
        return self._sender.told("whisper", _outcome(answer, chat, number))

    async def change(self, reader: Reader, number: int, screen: Screen, *, photo: bool) -> Outcome:
        """Give one a wholly new face; `photo`: it has one now. It cannot lose that: then it is said anew."""
        chat = reader.place.chat
        shown = self._sender.face(screen)
        if photo and shown.picture is None:
            outcome = await self.say(reader, screen)
            if isinstance(outcome, Sent):
                await self._api.call(whispers.delete(chat, reader.number, number))
            return outcome

        def call(shown: Face, image: Photo | None) -> Call:
            if image is not None:
                return whispers.edit_media(chat, reader.number, number, shown, image)
            edit = whispers.edit_caption if photo else whispers.edit_text
            return edit(chat, reader.number, number, shown)

        answer = await self._sender.show(screen, call)
        return self._sender.told("whisper", _outcome(answer, chat, number))

    async def _is_known(self) -> bool:
        """Whether the server knows them. An answer that tells nothing is not remembered, and counts as no."""
        if self._known is None:
            answer = await self._api.call(whispers.PROBE)
            if refusals.no_such_method(answer):
                self._known = False
            elif refusals.misses_arguments(answer):
                self._known = True
            logger.info("ephemeral messages: known here? %s (%s)", self._known, answer)
        return bool(self._known)

    async def _unpublish(self, chat: int, answer: Done) -> None:
        """Take back what was to be private; whoever waits for something else may go, this goes on."""
        self._known = False
        logger.critical("a private word was published in chat %s, and is taken back", chat)
        if answer.message_id:
            taking = asyncio.create_task(self._take_back(chat, answer.message_id))
            self._takings.add(taking)
            taking.add_done_callback(self._takings.discard)
            await asyncio.shield(taking)

    async def _take_back(self, chat: int, message_id: int) -> None:
        for pause in (0.0, *PAUSES):
            await asyncio.sleep(pause)
            if isinstance(await self._sender.delete(chat, message_id), Sent):
                return
        logger.critical(
            "message %s in chat %s is private and could not be deleted", message_id, chat
        )


def _outcome(answer: Answer, chat: int, number: int | None) -> Outcome:
    """What came of it; its `number` among ephemeral messages stands for that of a message."""
    outcome = refusals.outcome(answer, chat)
    return Sent(number) if isinstance(outcome, Sent) else outcome
