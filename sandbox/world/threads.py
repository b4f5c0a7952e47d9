"""Where a message stands: its topic in a forum, its thread in a supergroup, and what it replies to."""

from typing import Any

from aiogram.types import Message

from sandbox.world.chats import Chat, Kind
from sandbox.world.topics import Topic, topic_of
from sandbox.world.world import World


def may_write(chat: Chat, topic: Topic, account_id: int) -> bool:
    """Whether an account may write in a topic: in a closed one only administrators and whoever began it."""
    return not topic.closed or chat.led_by(account_id) or topic.starter == account_id


def thread(world: World, chat: Chat, topic: int | None, reply: Message | None) -> dict[str, Any]:
    """The fields of a message that tell its thread and what it replies to.

    `topic` None: that of the message replied to. In a topic a message that replies to nothing is told as if it replied
    to the one that began it; in a supergroup without topics a reply has a thread too, that of the first message.
    """
    answered = reply.model_copy(update={"reply_to_message": None}) if reply else None
    placed: dict[str, Any] = {}
    if chat.forum:
        inside = topic if topic is not None else (topic_of(reply) if reply else 0)
        began = world.messages.get(chat.key, inside) if inside else None
        answered = answered or (began.message if began else None)
        placed = {"message_thread_id": inside, "is_topic_message": True} if inside else {}
    elif chat.kind is Kind.SUPERGROUP and reply is not None:
        placed = {"message_thread_id": reply.message_thread_id or reply.message_id}
    return {**placed, "reply_to_message": answered} if answered else placed
