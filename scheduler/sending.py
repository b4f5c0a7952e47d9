"""The port through which the scheduler speaks: a sender sends or edits one message and says how that went."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

from flows.faces import Screen
from flows.replies import Reply


@dataclass(frozen=True, slots=True)
class Sent:
    """It is there (an edit that changed nothing counts); `message_id` where a message came of it."""

    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class TryLater:
    """It is not there, as far as we know.

    `after`: seconds that the messenger asks for, None where it does not say. `everything`: the pause is for all
    messages, not for this chat. `maybe_sent`: the answer was lost, so it may be there after all.
    """

    after: float | None = None
    everything: bool = False
    maybe_sent: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """It can never get there: the bot is blocked, the chat or the message is gone.

    `message_only`: the chat is fine, just this message cannot be edited any more. `moved_to`: the chat goes on under
    another number (a group that became a supergroup).
    """

    reason: str
    message_only: bool = False
    moved_to: int | None = None


Outcome: TypeAlias = Sent | TryLater | Unreachable


class Sender(Protocol):
    """One bot's mouth. Neither method raises for what a messenger does; each makes exactly one attempt."""

    @property
    def bot(self) -> int:
        """The bot's own number."""

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Send one reply as a new message."""

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Give a message a new face."""

    async def reword(self, chat: int, reader: int, number: int, screen: Screen) -> Outcome:
        """Give a private word in a shared chat new words and buttons: number `number`, seen by `reader` alone."""

    async def renew(self, copy: str, screen: Screen) -> Outcome:
        """Give a message that somebody dropped into a chat by inline mode a new face; `copy` names it."""

    async def fetch(self, source: str, most: int) -> bytes | TryLater | Unreachable:
        """The bytes of a file that somebody sent ("telegram:" and its number), at most so many.

        Unreachable: it is larger, or not to be had any more. Addresses are never fetched.
        """

    async def delete(self, chat: int, message_id: int) -> Outcome:
        """Take a message away; one that is gone already counts."""
