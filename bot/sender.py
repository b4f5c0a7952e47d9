"""One bot's mouth: says and edits, and makes the best of what Telegram refuses."""

import html
import logging
from collections.abc import Awaitable, Callable
from typing import TypeAlias

from bot import refusals
from bot.answers import Answer, Done, Refused
from bot.library import Api, Me
from bot.photos import SENT, Photos
from bot.pictures import Pictures
from bot.rendering import offers, screens, whispers
from bot.rendering.calls import Call, Photo, in_topic
from bot.rendering.invoices import invoice
from bot.rendering.screens import Face
from bot.rendering.words import without_markup
from bot.shopfront import Shopfront
from flows.faces import Picture, Screen
from flows.reactions import React
from flows.replies import (
    Amend,
    AnswerCheckout,
    AskPayment,
    Edit,
    InlineResults,
    OfferChats,
    PutAway,
    Reply,
    Say,
    SendDocument,
    TakeAway,
    Toast,
    Whisper,
)
from scheduler.sending import Outcome, Sent, TryLater, Unreachable

Attempt: TypeAlias = Callable[[Photo | None], Awaitable[Answer]]

logger = logging.getLogger(__name__)


class TelegramSender:
    """Speaks for one bot. It does not keep the pace: whoever calls it has waited for their turn.

    Each method makes one attempt. A second call follows only a refusal, which did nothing: a picture
    that Telegram will not have is left away, broken markup is taken out.
    """

    def __init__(self, api: Api, me: Me, shopfront: Shopfront) -> None:
        self._api = api
        self._me = me
        self._token = shopfront.token
        self._pages = shopfront.pages
        self._metrics = shopfront.metrics
        self._pictures = Pictures(me.number, shopfront.uploads, shopfront.pen, Photos(self.fetch))

    @property
    def bot(self) -> int:
        """The bot's own number."""
        return self._me.number

    @property
    def username(self) -> str:
        """The bot's username, without the @."""
        return self._me.username

    async def say(self, chat: int, reply: Reply, topic: int = 0) -> Outcome:
        """Send one reply as a new message, in a `topic` of a forum or outside of any (0)."""
        answer: Answer
        match reply:
            case Say(screen, silent):
                answer = await self._say(chat, screen, topic, silent=silent)
            case Edit(screen):
                answer = await self._say(chat, screen, topic, silent=False)
            case Toast(text):
                answer = await self._say(chat, Screen(html.escape(text)), topic, silent=False)
            case OfferChats() | PutAway():
                answer = await self._send(screens.below(chat, reply, self._me.username), topic)
            case AskPayment():
                answer = await self._ask(chat, reply, topic)
            case SendDocument():
                answer = await self._send(screens.hand(chat, reply, self._me.username), topic)
            case React():
                answer = await self._api.call(screens.react(chat, reply))
            case AnswerCheckout() | Amend() | TakeAway() | InlineResults() | Whisper():
                answer = Refused(
                    400, "a question is answered, a message amended, a word whispered: none is told"
                )
        return self.told("say", refusals.outcome(answer, chat))

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Give a message a new face. Its picture stays: only the words and the buttons change."""
        shown = self.face(screen)
        caption = screens.edit_caption(chat, message_id, shown)
        text = screens.edit_text(chat, message_id, shown)
        if shown.picture is None:
            answer = await self._either(text, refusals.no_text, caption)
        else:
            answer = await self._either(caption, refusals.no_caption, text)
        return self.told("edit", refusals.outcome(answer, chat, message_id))

    async def reword(self, chat: int, reader: int, number: int, screen: Screen) -> Outcome:
        """Give an ephemeral message of words new ones; one that its reader has not kept is gone."""
        answer = await self._call(whispers.edit_text(chat, reader, number, self.face(screen)))
        return self.told("whisper", refusals.outcome(answer, chat))

    async def renew(self, copy: str, screen: Screen) -> Outcome:
        """Give a dropped message a new face. Its chat is not known: what it asks for concerns this message alone."""
        shown = offers.face(screen, self._me.username)
        caption, text = offers.renew_caption(copy, shown), offers.renew_text(copy, shown)
        if shown.picture is None:
            answer = await self._either(text, refusals.no_text, caption)
        else:
            answer = await self._either(caption, refusals.no_caption, text)
        if refusals.about_picture(answer):
            answer = await self._call(offers.renew_text(copy, offers.in_words(shown)))
        return self.told("edit", refusals.outcome(answer, chat=0))

    async def offers(self, query: str, offered: InlineResults) -> Call:
        """The answer to an inline question, its photos by the numbers under which Telegram knows them."""
        photos = [await self._sent(one.screen.picture) for one in offered.results]
        return offers.answer(query, offered, photos, self._me.username)

    async def delete(self, chat: int, message_id: int) -> Outcome:
        """Take a message away; one that is not there any more counts as taken away."""
        answer = await self._api.call(screens.delete(chat, message_id))
        if refusals.not_there(answer):
            answer = Done(message_id)
        return self.told("delete", refusals.outcome(answer, chat, message_id))

    async def replace(
        self, chat: int, message_id: int, screen: Screen, topic: int = 0, *, photo: bool
    ) -> Outcome:
        """Give a message a wholly new face, picture included; `photo`: it has one now.

        A message cannot lose its photo, so then a new one is sent (to its `topic`) and the old one deleted.
        """
        shown = self.face(screen)
        if photo and shown.picture is None:
            return await self._send_instead(chat, message_id, screen, topic)

        def attempt(image: Photo | None) -> Awaitable[Answer]:
            if image is not None:
                return self._call(screens.edit_media(chat, message_id, shown, image))
            edit = screens.edit_caption if photo else screens.edit_text
            return self._call(edit(chat, message_id, shown))

        answer = await self._with_picture(shown.picture, attempt)
        return self.told("edit", refusals.outcome(answer, chat, message_id))

    async def fetch(self, source: str, most: int) -> bytes | TryLater | Unreachable:
        """The bytes of a file that somebody sent, at most so many; addresses are never fetched."""
        if not source.startswith(SENT):
            return Unreachable("not a file of this messenger", message_only=True)
        answer = await self._api.download(source.removeprefix(SENT), most)
        if isinstance(answer, bytes):
            return answer
        outcome = refusals.outcome(answer, chat=0)
        if isinstance(outcome, TryLater):
            return outcome
        return Unreachable(answer.reason if isinstance(answer, Refused) else "", message_only=True)

    async def show(self, screen: Screen, call: Callable[[Face, Photo | None], Call]) -> Answer:
        """Make the call that a screen's face and its photo (None: it has none, or none that can be shown) come to."""
        shown = self.face(screen)
        return await self._with_picture(shown.picture, lambda photo: self._call(call(shown, photo)))

    async def _send_instead(
        self, chat: int, message_id: int, screen: Screen, topic: int
    ) -> Outcome:
        outcome = await self.say(chat, Say(screen), topic)
        if isinstance(outcome, Sent):
            await self._api.call(screens.delete(chat, message_id))
        return outcome

    async def _say(self, chat: int, screen: Screen, topic: int, *, silent: bool) -> Answer:
        shown = self.face(screen)
        return await self._with_picture(
            shown.picture,
            lambda photo: self._send(screens.say(chat, shown, photo, silent=silent), topic),
        )

    async def _ask(self, chat: int, asked: AskPayment, topic: int) -> Answer:
        token = await self._token(asked.provider)
        answer = await self._send(invoice(chat, asked, token), topic)
        if refusals.about_picture(answer):
            return await self._send(invoice(chat, asked, token, picture=False), topic)
        return answer

    async def _send(self, call: Call, topic: int) -> Answer:
        """A new message; what can no longer be said in its topic, which was deleted, is said in the first one."""
        if not topic:
            return await self._call(call)
        answer = await self._call(in_topic(call, topic))
        return await self._call(call) if refusals.topic_gone(answer) else answer

    async def _with_picture(self, picture: Picture | None, attempt: Attempt) -> Answer:
        if picture is None:
            return await attempt(None)
        known = await self._pictures.known(picture)
        if known is not None:
            answer = await attempt(known)
            if not refusals.about_picture(answer):
                return answer
        fresh = await self._pictures.fresh(picture)
        if fresh is not None:
            answer = await attempt(fresh.upload)
            if isinstance(answer, Done) and answer.photo is not None:
                await self._pictures.keep(fresh, answer.photo)
            if not refusals.about_picture(answer):
                return answer
        logger.warning("the picture %.200s cannot be shown; its words go alone", picture.source)
        return await attempt(None)

    async def _sent(self, picture: Picture | None) -> str | None:
        """The number of a picture that Telegram has already; nothing is uploaded while somebody types."""
        if picture is None or screens.is_address(picture):
            return None
        known = await self._pictures.known(picture)
        return known if isinstance(known, str) else None

    async def _either(self, call: Call, wrong: Callable[[Answer], bool], other: Call) -> Answer:
        answer = await self._call(call)
        return await self._call(other) if wrong(answer) else answer

    async def _call(self, call: Call) -> Answer:
        answer = await self._api.call(call)
        if refusals.about_markup(answer) and isinstance(answer, Refused):
            logger.error("markup that Telegram does not read (%s): %r", answer.reason, call)
            return await self._api.call(without_markup(call))
        return answer

    def face(self, screen: Screen) -> Face:
        """How this bot shows a screen."""
        return screens.face(
            screens.on_pages(screen, self._pages), self._me.username, inline=self._me.inline
        )

    def told(self, what: str, outcome: Outcome) -> Outcome:
        """Count what became of something said or edited, and give it on."""
        if self._metrics is not None:
            self._metrics.sent(what, outcome)
        return outcome
