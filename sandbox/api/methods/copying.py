"""copyMessage, copyMessages, forwardMessage, forwardMessages."""

from typing import Any

from aiogram import methods, types

from sandbox.acts.talking import forwarded_content
from sandbox.api.desk import Desk, destination, find_chat, find_message
from sandbox.api.methods.sending import caption_of, is_silent, publish, threaded
from sandbox.world.messages import Posted
from sandbox.world.posting import post
from sandbox.world.refusals import bad_request

FIELDS = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "document",
    "contact",
    "caption",
    "caption_entities",
    "has_media_spoiler",
)


def copy_message(desk: Desk, call: methods.CopyMessage) -> types.MessageId:
    """Send the same again as one's own words, without the keyboard."""
    chat = destination(desk, call.chat_id)
    posted = _source(desk, call.from_chat_id, call.message_id, "message to copy not found")
    content = _copied(posted)
    if call.caption is not None and posted.message.text is None:
        content |= {"caption": None, "caption_entities": None, **caption_of(call)}
    return types.MessageId(message_id=publish(desk, chat, call, content).message_id)


def copy_messages(desk: Desk, call: methods.CopyMessages) -> list[types.MessageId]:
    """Send several again; those that cannot be are left out."""
    chat = destination(desk, call.chat_id)
    copied = []
    for posted in _sources(desk, call.from_chat_id, call.message_ids):
        content = _copied(posted)
        if call.remove_caption is True:
            content |= {"caption": None, "caption_entities": None}
        message = publish(desk, chat, call, content)
        copied.append(types.MessageId(message_id=message.message_id))
    return copied


def forward_message(desk: Desk, call: methods.ForwardMessage) -> types.Message:
    """Forward a message with the name of its author."""
    chat = destination(desk, call.chat_id)
    posted = _source(desk, call.from_chat_id, call.message_id, "message to forward not found")
    content = {**forwarded_content(posted.message), **threaded(desk, chat, call)}
    extras: dict[str, Any] = {"invoice": posted.invoice, "silent": is_silent(call)}
    return post(desk.world, chat, desk.bot.id, content, **extras).message


def forward_messages(desk: Desk, call: methods.ForwardMessages) -> list[types.MessageId]:
    """Forward several; those that cannot be are left out."""
    chat = destination(desk, call.chat_id)
    placed, silent = threaded(desk, chat, call), is_silent(call)
    contents = [
        {**forwarded_content(posted.message), **placed}
        for posted in _sources(desk, call.from_chat_id, call.message_ids)
    ]
    forwarded = [post(desk.world, chat, desk.bot.id, one, silent=silent) for one in contents]
    return [types.MessageId(message_id=posted.id) for posted in forwarded]


def _source(desk: Desk, chat_id: int | str, message_id: int, missing: str) -> Posted:
    posted = find_message(desk, find_chat(desk, chat_id), message_id, missing)
    if posted.message.has_protected_content:
        raise bad_request("message has protected content and can't be forwarded")
    return posted


def _sources(desk: Desk, chat_id: int | str, message_ids: list[int]) -> list[Posted]:
    chat = find_chat(desk, chat_id)
    if not 1 <= len(message_ids) <= 100:
        raise bad_request("there must be 1-100 message identifiers")
    found = [desk.world.messages.get(chat.key, message_id) for message_id in message_ids]
    kept = [posted for posted in found if posted and not posted.message.has_protected_content]
    if not kept:
        raise bad_request("there are no messages to forward")
    return kept


def _copied(posted: Posted) -> dict[str, Any]:
    content = {name: getattr(posted.message, name) for name in FIELDS}
    if posted.invoice is not None or not any(content.values()):
        raise bad_request("message can't be copied")
    return content
