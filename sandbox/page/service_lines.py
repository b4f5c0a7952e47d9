"""Messages nobody wrote: "Mei joined the group", as a kind and a sentence that the page says in its reader's words."""

from typing import Any, TypeAlias

from aiogram.types import ChatShared, Message

Line: TypeAlias = tuple[str, ...]
"""The kind, the English sentence with {} where something is filled in, and what that is."""


def service_json(message: Message) -> dict[str, Any] | None:
    """The line a client shows for a service message; None for ordinary ones."""
    line = _money(message) or _membership(message) or _topic(message) or _room(message)
    if line is None:
        return None
    kind, text, *values = line
    return {"kind": kind, "text": text, "values": values}


def _actor(message: Message) -> str:
    if message.from_user is not None:
        return message.from_user.full_name
    return message.sender_chat.full_name if message.sender_chat else "Somebody"


def _money(message: Message) -> Line | None:
    if message.successful_payment is not None:
        return ("payment", "Payment")
    if message.refunded_payment is not None:
        return ("refund", "Refund")
    return None


def _chose(shared: ChatShared) -> Line:
    return (
        ("shared", "You chose “{}”", shared.title)
        if shared.title
        else ("shared", "You chose a chat")
    )


def _membership(message: Message) -> Line | None:
    actor = _actor(message)
    if message.new_chat_members:
        names = ", ".join(member.full_name for member in message.new_chat_members)
        joined = [member.id for member in message.new_chat_members]
        alone = message.from_user is not None and joined == [message.from_user.id]
        return ("joined", "{} joined", names) if alone else ("joined", "{} added {}", actor, names)
    if message.left_chat_member is not None:
        name = message.left_chat_member.full_name
        left = name == actor
        return ("left", "{} left", name) if left else ("left", "{} removed {}", actor, name)
    return None


def _topic(message: Message) -> Line | None:
    actor = _actor(message)
    if message.forum_topic_created is not None:
        name = message.forum_topic_created.name
        return ("topic", "{} began the topic “{}”", actor, name)
    if message.forum_topic_edited is not None:
        return ("topic", "{} named the topic “{}”", actor, message.forum_topic_edited.name or "")
    if message.forum_topic_closed is not None:
        return ("topic", "{} closed the topic", actor)
    if message.forum_topic_reopened is not None:
        return ("topic", "{} opened the topic again", actor)
    return None


def _room(message: Message) -> Line | None:
    actor = _actor(message)
    if message.chat_shared is not None:
        return _chose(message.chat_shared)
    if message.group_chat_created or message.supergroup_chat_created:
        return ("created", "{} created the group", actor)
    if message.channel_chat_created:
        return ("created", "Channel created")
    if message.new_chat_title:
        return ("renamed", "{} changed the name to “{}”", actor, message.new_chat_title)
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return ("upgraded", "The group became a supergroup")
    if message.pinned_message is not None:
        return ("pinned", "{} pinned a message", actor)
    return None
