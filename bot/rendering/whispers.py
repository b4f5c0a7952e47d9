"""Ephemeral messages as calls: seen in a group by one person alone (Bot API 10.2 and later)."""

from bot.rendering.calls import Call, Photo
from bot.rendering.keyboards import Json
from bot.rendering.screens import Face, caption_of, text_of

PROBE = Call("deleteEphemeralMessage", {})
"""Names nothing, so it can do nothing: a server that knows the method says what it misses, another that it has none."""


def only_for(call: Call, reader: int, query: str | None, told: int) -> Call:
    """The same new message, seen by `reader` alone.

    It answers a press (`query`) or an ephemeral message of theirs (`told`). Bot API 10.2 spells the parameters loosely
    and 10.3 inside an object; a server that knew only the other spelling would publish the message, so it has both.
    """
    named: Json = {"receiver_user_id": reader}
    if query is not None:
        named["callback_query_id"] = query
    answered = {"reply_parameters": {"ephemeral_message_id": told}} if told else {}
    private = {"ephemeral_message_parameters": named, **named, **answered}
    return Call(call.method, {**call.arguments, **private})


def edit_text(chat: int, reader: int, number: int, shown: Face) -> Call:
    """New words for an ephemeral message of words."""
    return _edit("editEphemeralMessageText", chat, reader, number, shown, text_of(shown))


def edit_caption(chat: int, reader: int, number: int, shown: Face) -> Call:
    """New words under its photo, which stays."""
    return _edit("editEphemeralMessageCaption", chat, reader, number, shown, caption_of(shown))


def edit_media(chat: int, reader: int, number: int, shown: Face, photo: Photo) -> Call:
    """A photo with words in the place of what it showed."""
    media = {"media": {"type": "photo", "media": photo, **caption_of(shown)}}
    return _edit("editEphemeralMessageMedia", chat, reader, number, shown, media)


def delete(chat: int, reader: int, number: int) -> Call:
    """Take an ephemeral message away."""
    return Call("deleteEphemeralMessage", _named(chat, reader, number))


def _edit(method: str, chat: int, reader: int, number: int, shown: Face, content: Json) -> Call:
    arguments = {**_named(chat, reader, number), **content}
    if shown.buttons is not None:
        arguments["reply_markup"] = shown.buttons
    return Call(method, arguments)


def _named(chat: int, reader: int, number: int) -> Json:
    return {"chat_id": chat, "receiver_user_id": reader, "ephemeral_message_id": number}
