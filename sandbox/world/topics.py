"""Topics: the rooms of a forum, each begun by a message that gives it its number."""

from dataclasses import dataclass

from aiogram.types import Message

COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
"""The colours that a topic can have (Bot API, createForumTopic)."""


@dataclass(slots=True)
class Topic:
    """One topic: `id` is the number of the message that began it, `color` an RGB value, `starter` who began it."""

    id: int
    name: str
    color: int
    starter: int
    closed: bool = False


def topic_of(message: Message) -> int:
    """The topic that a message stands in; 0 for none and for the one that every forum has."""
    return (message.message_thread_id or 0) if message.is_topic_message else 0
