"""Putting messages into chats, changing and removing them, and telling those who may know."""

from typing import Any

from aiogram.types import Message

from sandbox.world.bots import BotAccount
from sandbox.world.changes import ChatsChanged, MessageAdded, MessageDeleted, MessageEdited
from sandbox.world.chats import Chat, Kind
from sandbox.world.messages import Posted
from sandbox.world.views import bot_view, user_of
from sandbox.world.world import World

SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "supergroup_chat_created",
    "channel_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "chat_shared",
    "successful_payment",
)


def post(
    world: World,
    chat: Chat,
    author_id: int,
    content: dict[str, Any],
    *,
    number: int | None = None,
    **extras: Any,
) -> Posted:
    """A new message of `author_id` (person or bot) with fields of `Message` as `content`.

    `number` was taken for it before, where somebody had to know it first. `extras` are further fields of `Posted`.
    Bots that may read it get an update; the author does not.
    """
    message_id = number or world.messages.next_id(chat.key)
    author = author_fields(world, chat, author_id)
    message = Message(
        message_id=message_id,
        date=world.clock.now().replace(microsecond=0),
        chat=bot_view(world, chat),
        **author,
        **content,
    )
    posted = Posted(chat.key, message, author_id, **extras)
    first = world.messages.last(chat.key) is None
    world.messages.put(posted)
    if first:
        tell_lists(world, chat)
    world.publish(MessageAdded(chat.key, message_id))
    hand_out(world, chat, posted, edited=False)
    return posted


def author_fields(world: World, chat: Chat, author_id: int) -> dict[str, Any]:
    """Who a message is from: a channel speaks for its authors."""
    if chat.kind is Kind.CHANNEL:
        return {"sender_chat": bot_view(world, chat)}
    return {"from_user": user_of(world, author_id)}


def change(world: World, posted: Posted, changes: dict[str, Any], *, quiet: bool = False) -> None:
    """Change fields of a message; `quiet` leaves its edit date alone (keyboards, payment state)."""
    dated = {} if quiet else {"edit_date": int(world.clock.now().timestamp())}
    posted.message = posted.message.model_copy(update={**dated, **changes})
    world.messages.put(posted)
    world.publish(MessageEdited(posted.chat_key, posted.id))


def remove(world: World, posted: Posted) -> None:
    """Delete a message for everybody."""
    world.messages.remove(posted)
    chat = world.chats.with_key(posted.chat_key)
    if chat is not None and posted.id in chat.pinned:
        chat.pinned.remove(posted.id)
    world.publish(MessageDeleted(posted.chat_key, posted.id))


def tell_lists(world: World, chat: Chat) -> None:
    """Say to all people in the chat that their chat list changed."""
    for account_id in chat.members:
        if account_id in world.people:
            world.publish(ChatsChanged(account_id))


def hand_out(world: World, chat: Chat, posted: Posted, *, edited: bool) -> None:
    """Queue a new or edited message for the bots that may read it."""
    kind = "channel_post" if chat.kind is Kind.CHANNEL else "message"
    for account_id in chat.inside():
        if account_id in world.bots and may_read(world, chat, world.bots.get(account_id), posted):
            world.post.box(account_id).put(f"edited_{kind}" if edited else kind, posted.message)


def may_read(world: World, chat: Chat, bot: BotAccount, posted: Posted) -> bool:
    """Whether a bot sees a message: never its own or, but in channels, another bot's."""
    if posted.owner_id == bot.id:
        return False
    if chat.kind is Kind.CHANNEL:
        return True
    if posted.owner_id in world.bots:
        return False
    return chat.private or hears_all(chat, bot.id) or meant_for(bot, posted)


def hears_all(chat: Chat, bot_id: int) -> bool:
    """Whether a bot hears everything in a group: it leads there, or came in with its privacy mode off."""
    return chat.led_by(bot_id) or bot_id in chat.hearing


def meant_for(bot: BotAccount, posted: Posted) -> bool:
    """What privacy mode lets through: service messages, commands, replies, what came by way of it.

    No mentions: BotFather says otherwise, but "@bot red shoes" does not arrive.
    """
    message = posted.message
    if any(getattr(message, name) for name in SERVICE) or posted.via_bot_id == bot.id:
        return True
    reply = message.reply_to_message
    if reply is not None and reply.from_user is not None and reply.from_user.id == bot.id:
        return True
    words = (message.text or message.caption or "").split()
    if not words or not words[0].startswith("/"):
        return False
    _, _, addressee = words[0].partition("@")
    return addressee.lower() in ("", bot.username.lower())
