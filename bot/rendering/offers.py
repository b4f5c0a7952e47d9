"""The answer to an inline question: what the reader may drop into a chat, and the edits of what was dropped."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.rendering import screens
from bot.rendering.calls import Call
from bot.rendering.keyboards import Json
from bot.rendering.markup import CAPTION_LIMIT, TEXT_LIMIT, cut, cut_plain
from bot.rendering.screens import Face, is_address
from flows.faces import Screen
from flows.replies import InlineResult, InlineResults

TITLE_LIMIT, LINE_LIMIT, BUTTON_LIMIT = 100, 200, 64
"""UTF-16 units that a client shows, more or less; the Bot API names no limits."""


def face(screen: Screen, username: str) -> Face:
    """How a screen looks in a chat where it was dropped.

    A picture with an address stands above the words as a large preview: so the results can be listed with title and
    line, and the words keep their 4,096 characters. One that Telegram knows by its number is a photo with a caption.
    """
    shown = screens.face(screen, username)
    if screen.picture is None or not is_address(screen.picture):
        return shown
    preview = {"url": screen.picture.source, "prefer_large_media": True, "show_above_text": True}
    return replace(shown, picture=None, preview=preview)


def in_words(shown: Face) -> Face:
    """The same without its picture."""
    return replace(shown, picture=None, preview={"is_disabled": True})


def answer(query: str, offered: InlineResults, photos: Sequence[str | None], username: str) -> Call:
    """answerInlineQuery; `photos`: for each result the number under which Telegram knows its picture, or None."""
    shown = zip(offered.results, photos, strict=True)
    arguments: Json = {
        "inline_query_id": query,
        "results": [_result(one, photo, username) for one, photo in shown],
        "cache_time": offered.seconds,
        "is_personal": offered.personal,
        "next_offset": offered.next_offset,
    }
    if offered.button:
        text = cut_plain(offered.button, BUTTON_LIMIT)
        arguments["button"] = {"text": text, "start_parameter": offered.start}
    return Call("answerInlineQuery", arguments)


def nothing(query: str) -> Call:
    """The answer where there is none: the client waits no more, and asks anew with the next letter."""
    arguments = {"inline_query_id": query, "results": [], "cache_time": 0, "is_personal": True}
    return Call("answerInlineQuery", arguments)


def without_pictures(call: Call) -> Call:
    """The same answer in words alone: one address that Telegram will not have must not cost all results."""
    results = [_in_words(one) for one in call.arguments["results"]]
    return Call(call.method, {**call.arguments, "results": results})


def renew_text(copy: str, shown: Face) -> Call:
    """New words for a dropped message of words."""
    return _edit("editMessageText", copy, shown, screens.text_of(shown))


def renew_caption(copy: str, shown: Face) -> Call:
    """New words under a dropped photo."""
    return _edit("editMessageCaption", copy, shown, screens.caption_of(shown))


def _result(one: InlineResult, photo: str | None, username: str) -> Json:
    shown = face(one.screen, username)
    named: Json = {
        "id": one.id,
        "title": cut_plain(one.title, TITLE_LIMIT),
        "description": cut_plain(one.line, LINE_LIMIT),
    }
    if shown.buttons is not None:
        named["reply_markup"] = shown.buttons
    if photo is not None and shown.picture is not None:
        caption = {"caption": cut(shown.markup, CAPTION_LIMIT), "parse_mode": "HTML"}
        return {"type": "photo", **named, "photo_file_id": photo, **caption}
    if one.thumbnail:
        named["thumbnail_url"] = one.thumbnail
    return {"type": "article", **named, "input_message_content": _content(shown)}


def _content(shown: Face) -> Json:
    return {
        "message_text": cut(shown.markup, TEXT_LIMIT),
        "parse_mode": "HTML",
        "link_preview_options": shown.preview,
    }


def _in_words(result: Json) -> Json:
    if result["type"] == "article":
        content = {**result["input_message_content"], "link_preview_options": {"is_disabled": True}}
        plain = {name: value for name, value in result.items() if name != "thumbnail_url"}
        return {**plain, "input_message_content": content}
    words = {"message_text": result["caption"], "parse_mode": "HTML"}
    left = ("type", "photo_file_id", "caption", "parse_mode")
    kept = {name: value for name, value in result.items() if name not in left}
    return {"type": "article", **kept, "input_message_content": words}


def _edit(method: str, copy: str, shown: Face, words: Json) -> Call:
    arguments: dict[str, Any] = {"inline_message_id": copy, **words}
    if shown.buttons is not None:
        arguments["reply_markup"] = shown.buttons
    return Call(method, arguments)
