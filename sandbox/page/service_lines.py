"""Messages nobody wrote: "Mei joined the group", as a kind and a sentence."""

from typing import Any

from aiogram.types import ChatShared, Message


def service_json(message: Message) -> dict[str, Any] | None:
    """The line a client shows for a service message; None for ordinary ones."""
    if message.successful_payment is not None:
        return {"kind": "payment", "text": "Payment"}
    if message.refunded_payment is not None:
        return {"kind": "refund", "text": "Refund"}
    if message.chat_shared is not None:
        return {"kind": "shared", "text": _chose(message.chat_shared)}
    told = _membership(message) or _room(message)
    return {"kind": told[0], "text": told[1]} if told else None


def _actor(message: Message) -> str:
    if message.from_user is not None:
        return message.from_user.full_name
    return message.sender_chat.full_name if message.sender_chat else "Somebody"


def _chose(shared: ChatShared) -> str:
    return f"You chose “{shared.title}”" if shared.title else "You chose a chat"


def _membership(message: Message) -> tuple[str, str] | None:
    actor = _actor(message)
    if message.new_chat_members:
        names = ", ".join(member.full_name for member in message.new_chat_members)
        joined = [member.id for member in message.new_chat_members]
        alone = message.from_user is not None and joined == [message.from_user.id]
        return ("joined", f"{names} joined" if alone else f"{actor} added {names}")
    if message.left_chat_member is not None:
        name = message.left_chat_member.full_name
        return ("left", f"{name} left" if name == actor else f"{actor} removed {name}")
    return None


def _room(message: Message) -> tuple[str, str] | None:
    actor = _actor(message)
    if message.group_chat_created or message.supergroup_chat_created:
        return ("created", f"{actor} created the group")
    if message.channel_chat_created:
        return ("created", "Channel created")
    if message.new_chat_title:
        return ("renamed", f"{actor} changed the name to “{message.new_chat_title}”")
    if message.migrate_to_chat_id or message.migrate_from_chat_id:
        return ("upgraded", "The group became a supergroup")
    if message.pinned_message is not None:
        return ("pinned", f"{actor} pinned a message")
    return None
