"""deleteMessage, deleteMessages, pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

from datetime import timedelta

from aiogram import methods

from sandbox.api.desk import Desk, destination, find_message
from sandbox.world.chats import Chat
from sandbox.world.messages import Posted
from sandbox.world.posting import post, remove, tell_lists
from sandbox.world.refusals import bad_request

DELETABLE = timedelta(hours=48)
"""A message can only be deleted if it was sent less than this ago (Bot API, deleteMessage)."""


def delete_message(desk: Desk, call: methods.DeleteMessage) -> bool:
    """Delete one message for everybody."""
    chat = destination(desk, call.chat_id)
    posted = find_message(desk, chat, call.message_id, "message to delete not found")
    if not _deletable(desk, chat, posted):
        raise bad_request("message can't be deleted")
    remove(desk.world, posted)
    return True


def delete_messages(desk: Desk, call: methods.DeleteMessages) -> bool:
    """Delete up to a hundred messages; those that cannot be are left in peace."""
    chat = destination(desk, call.chat_id)
    if not 1 <= len(call.message_ids) <= 100:
        raise bad_request("there must be 1-100 message identifiers")
    for message_id in call.message_ids:
        posted = desk.world.messages.get(chat.key, message_id)
        if posted is not None and _deletable(desk, chat, posted):
            remove(desk.world, posted)
    return True


def _deletable(desk: Desk, chat: Chat, posted: Posted) -> bool:
    if chat.led_by(desk.bot.id):
        return True
    recent = desk.world.clock.now() - posted.message.date < DELETABLE
    return recent and (chat.private or posted.owner_id == desk.bot.id)


def pin(desk: Desk, call: methods.PinChatMessage) -> bool:
    """Pin a message on top of a chat."""
    chat = _pinnable(desk, call.chat_id)
    posted = find_message(desk, chat, call.message_id, "message to pin not found")
    if posted.id in chat.pinned:
        return True
    chat.pinned.append(posted.id)
    post(desk.world, chat, desk.bot.id, {"pinned_message": posted.message})
    tell_lists(desk.world, chat)
    return True


def unpin(desk: Desk, call: methods.UnpinChatMessage) -> bool:
    """Unpin one message, or the newest pinned one."""
    chat = _pinnable(desk, call.chat_id)
    message_id = call.message_id or (chat.pinned[-1] if chat.pinned else 0)
    if message_id not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(message_id)
    tell_lists(desk.world, chat)
    return True


def unpin_all(desk: Desk, call: methods.UnpinAllChatMessages) -> bool:
    """Unpin everything."""
    chat = _pinnable(desk, call.chat_id)
    chat.pinned.clear()
    tell_lists(desk.world, chat)
    return True


def _pinnable(desk: Desk, chat_id: int | str) -> Chat:
    chat = destination(desk, chat_id)
    if not chat.private and not chat.led_by(desk.bot.id):
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat
