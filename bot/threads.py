"""Which topic of a forum a message stands in, and which message it replies to: the rules that both adapters share."""

from dataclasses import dataclass
from typing import Protocol


class Author(Protocol):
    """Who said something, as both libraries describe them."""

    @property
    def id(self) -> int:
        """Their number."""

    @property
    def is_bot(self) -> bool:
        """Whether no person says it."""


class Message(Protocol):
    """A message, as both libraries describe it."""

    @property
    def message_id(self) -> int:
        """Its number in its chat."""

    @property
    def from_user(self) -> Author | None:
        """Who sent it."""

    @property
    def sender_chat(self) -> object | None:
        """The chat in whose name it was sent."""

    @property
    def via_bot(self) -> Author | None:
        """The bot whose inline result it is."""

    @property
    def message_thread_id(self) -> int | None:
        """The thread that it stands in; ordinary replies in a supergroup have one too."""

    @property
    def is_topic_message(self) -> bool | None:
        """Whether that thread is a topic of a forum."""

    @property
    def forum_topic_created(self) -> object | None:
        """Set where this message began a topic."""


class Spoken(Message, Protocol):
    """A message that may reply to another."""

    @property
    def reply_to_message(self) -> Message | None:
        """The message that it replies to."""


@dataclass(frozen=True, slots=True)
class Answered:
    """The number of the message that somebody replied to, 0 for none; `ours`: we said it. `by`: that of the reply."""

    message: int = 0
    ours: bool = False
    by: int = 0


def is_persons(message: Message, bot: int) -> bool:
    """Whether a person said it, in their own name and words.

    Not so: a bot, a channel, an administrator in the group's name, and a result of ours that somebody dropped.
    """
    author, via = message.from_user, message.via_bot
    if author is None or author.is_bot or message.sender_chat is not None:
        return False
    return via is None or via.id != bot


def topic_of(message: Message) -> int:
    """The forum topic that it stands in; 0 for none, and for a forum's first one, which has no number."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0


def answered(message: Spoken, bot: int) -> Answered:
    """What it replies to. In a topic every message that replies to nothing is sent as if to the one that began it."""
    earlier = message.reply_to_message
    if earlier is None or earlier.forum_topic_created is not None:
        return Answered(by=message.message_id)
    author = earlier.from_user
    ours = author is not None and author.id == bot
    return Answered(earlier.message_id, ours, message.message_id)
