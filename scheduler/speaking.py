"""One bot's mouth at the right pace: a notice is said part by part, and a pause that is asked for is kept at once."""

from collections.abc import Awaitable
from dataclasses import dataclass

from flows.faces import Screen
from flows.replies import Edit, Reply, Say
from scheduler.pacer import Pacer
from scheduler.sending import Outcome, Sender, Sent, TryLater

_TRIES = 3
"""For the second and later parts of a notice, whose first part is out already."""

_BREATH = 2.0
"""Seconds between those tries where the messenger names none."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message that was said: where it is, and the screen."""

    message_id: int
    screen: Screen


@dataclass(frozen=True, slots=True)
class Said:
    """How a whole notice went, and which of its messages are kept true: cards of group buys, and what asks to pay."""

    outcome: Outcome
    cards: tuple[Shown, ...] = ()
    prompts: tuple[Shown, ...] = ()


@dataclass(frozen=True, slots=True)
class Mouth:
    """A bot's sender and the pacer that everything of this bot passes."""

    sender: Sender
    pacer: Pacer

    async def say(self, chat: int, replies: tuple[Reply, ...]) -> Said:
        """Say all parts of a notice in order; the turn to speak was waited for already, for the first of them."""
        shown: list[Shown] = []
        outcome: Outcome = Sent()
        for number, reply in enumerate(replies):
            outcome = await (self._go_on(chat, reply) if number else self._begin(chat, reply))
            if not isinstance(outcome, Sent):
                break
            shown.extend(_shown(reply, outcome))
        cards = tuple(one for one in shown if one.screen.card_of is not None)
        return Said(outcome, cards, tuple(one for one in shown if one.screen.asks is not None))

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Give a message a new face; the turn to speak was waited for already."""
        return self._hush(chat, await _heard(self.sender.edit(chat, message_id, screen)))

    async def reword(self, chat: int, reader: int, number: int, screen: Screen) -> Outcome:
        """Give a private word new words; the turn to speak was waited for already."""
        return self._hush(chat, await _heard(self.sender.reword(chat, reader, number, screen)))

    async def renew(self, chat: int, copy: str, screen: Screen) -> Outcome:
        """Give a dropped message a new face; `chat` stands for the chat that nobody tells us of."""
        return self._hush(chat, await _heard(self.sender.renew(copy, screen)))

    async def delete(self, chat: int, message_id: int) -> Outcome:
        """Take a message away; the turn to speak was waited for already."""
        return self._hush(chat, await _heard(self.sender.delete(chat, message_id)))

    async def _begin(self, chat: int, reply: Reply) -> Outcome:
        return self._hush(chat, await _heard(self.sender.say(chat, reply)))

    async def _go_on(self, chat: int, reply: Reply) -> Outcome:
        """Say what belongs to something that is out; where it will not go, nobody knows how much has arrived."""
        reason = ""
        for _ in range(_TRIES):
            await self.pacer.wait(chat, interactive=False)
            outcome = await self._begin(chat, reply)
            if not isinstance(outcome, TryLater) or outcome.maybe_sent:
                return outcome
            reason = outcome.reason
            if outcome.after is None:
                self.pacer.pause(_BREATH, chat)
        return TryLater(maybe_sent=True, reason=reason)

    def _hush(self, chat: int, outcome: Outcome) -> Outcome:
        if isinstance(outcome, TryLater) and outcome.after is not None:
            self.pacer.pause(outcome.after, None if outcome.everything else chat)
        return outcome


async def _heard(attempt: Awaitable[Outcome]) -> Outcome:
    try:
        return await attempt
    except Exception as error:  # noqa: BLE001  a sender must not raise; if one does, who knows what left
        return TryLater(maybe_sent=True, reason=repr(error))


def _shown(reply: Reply, sent: Sent) -> tuple[Shown, ...]:
    if not isinstance(reply, Say | Edit) or sent.message_id is None:
        return ()
    return (Shown(sent.message_id, reply.screen),)
