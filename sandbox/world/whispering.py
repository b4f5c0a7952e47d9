"""Ephemeral messages: what one person and one bot see in a group, and nobody else."""

from datetime import timedelta
from typing import Any

from aiogram.types import Message

from sandbox.world.changes import WhisperAdded, WhisperDeleted, WhisperEdited
from sandbox.world.chats import Chat
from sandbox.world.messages import Posted
from sandbox.world.views import bot_view, user_of
from sandbox.world.world import World

ELIGIBLE = timedelta(seconds=15)
"""How long after a press or an ephemeral message any bot may answer with one (Bot API, ephemeral messages)."""


def whisper(
    world: World, chat: Chat, author_id: int, reader_id: int, content: dict[str, Any]
) -> Posted:
    """A new ephemeral message of `author_id` for `reader_id`, with fields of `Message` as `content`."""
    number = world.whispers.next_id()
    message = Message(
        message_id=0,
        ephemeral_message_id=number,
        date=world.clock.now().replace(microsecond=0),
        chat=bot_view(world, chat),
        from_user=user_of(world, author_id),
        receiver_user=user_of(world, reader_id),
        **content,
    )
    last = world.messages.last(chat.key)
    posted = Posted(
        chat.key,
        message,
        author_id,
        whisper=number,
        reader_id=reader_id,
        after=last.id if last else 0,
    )
    world.whispers.put(posted)
    world.publish(WhisperAdded(chat.key, number))
    if reader_id in world.bots:
        world.post.box(reader_id).put("message", message)
    return posted


def change(world: World, posted: Posted, changes: dict[str, Any]) -> None:
    """Change fields of an ephemeral message."""
    dated = {"edit_date": int(world.clock.now().timestamp())}
    posted.message = posted.message.model_copy(update={**dated, **changes})
    world.publish(WhisperEdited(posted.chat_key, posted.whisper))


def remove(world: World, posted: Posted) -> None:
    """Take an ephemeral message away."""
    world.whispers.remove(posted)
    world.publish(WhisperDeleted(posted.chat_key, posted.whisper))
