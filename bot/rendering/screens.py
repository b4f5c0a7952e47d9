"""Screens as calls: sent anew, or put in the place of what a message showed before."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.rendering.calls import Call, Photo, Upload
from bot.rendering.keyboards import Json, chat_keyboard, keyboard
from bot.rendering.markup import CAPTION_LIMIT, TEXT_LIMIT, cut, fits, with_start_links
from charts.sources import is_drawn
from flows.faces import PAY_LINK, Button, LinkButton, Picture, Screen
from flows.reactions import React
from flows.replies import OfferChats, PutAway, SendDocument


@dataclass(frozen=True, slots=True)
class Face:
    """A screen in this bot's own words: `markup` with its links in place, and its keyboard.

    `picture` is what a photo message would show. It is None where the words would not fit under a
    photo: the words win, and a picture with an http address becomes a large preview above them.
    """

    markup: str
    buttons: Json | None
    picture: Picture | None
    preview: Json


def face(screen: Screen, username: str, *, inline: bool = False) -> Face:
    """How the bot with this username shows a screen; `inline`: whether it has inline mode."""
    markup = with_start_links(screen.text, username)
    picture = _drawn_for(screen.picture, username) if fits(markup, CAPTION_LIMIT) else None
    preview: Json = {"is_disabled": True}
    if picture is None and screen.picture is not None and is_address(screen.picture):
        preview = {
            "url": screen.picture.source,
            "prefer_large_media": True,
            "show_above_text": True,
        }
    return Face(markup, keyboard(screen.buttons, username, inline=inline), picture, preview)


def on_pages(screen: Screen, pages: str) -> Screen:
    """The same with its links to pay by on the server at `pages`; without such links, the same screen."""
    if not any(_pays(one) for row in screen.buttons for one in row):
        return screen
    rows = tuple(tuple(_on(pages, one) for one in row) for row in screen.buttons)
    return replace(screen, buttons=rows)


def _pays(one: Button) -> bool:
    return isinstance(one, LinkButton) and one.address.startswith(PAY_LINK)


def _on(pages: str, one: Button) -> Button:
    if isinstance(one, LinkButton) and _pays(one):
        return replace(one, address=f"{pages}/pay/{one.address.removeprefix(PAY_LINK)}")
    return one


def _drawn_for(picture: Picture | None, username: str) -> Picture | None:
    """A picture to be drawn has this bot's links in it."""
    if picture is None or not is_drawn(picture.source):
        return picture
    return Picture(with_start_links(picture.source, username))


def is_address(picture: Picture) -> bool:
    """Whether the messenger fetches this picture itself."""
    return picture.source.startswith(("http://", "https://"))


def say(chat: int, shown: Face, photo: Photo | None, *, silent: bool) -> Call:
    """A new message, with a photo or without."""
    sound = {"disable_notification": True} if silent else {}
    if photo is None:
        return _call("sendMessage", shown, chat_id=chat, **text_of(shown), **sound)
    return _call("sendPhoto", shown, chat_id=chat, photo=photo, **caption_of(shown), **sound)


def hand(chat: int, document: SendDocument, username: str) -> Call:
    """A file with words beneath it."""
    shown = face(Screen(document.text, document.buttons), username)
    upload = Upload(document.name, Path(document.path))
    return _call("sendDocument", shown, chat_id=chat, document=upload, **caption_of(shown))


def below(chat: int, reply: OfferChats | PutAway, username: str) -> Call:
    """A new message that puts buttons below the input field, or takes them away."""
    shown = Face(with_start_links(reply.text, username), None, None, {"is_disabled": True})
    buttons = chat_keyboard(reply) if isinstance(reply, OfferChats) else {"remove_keyboard": True}
    return Call("sendMessage", {"chat_id": chat, **text_of(shown), "reply_markup": buttons})


def edit_text(chat: int, message_id: int, shown: Face) -> Call:
    """New words for a message of words."""
    return _call("editMessageText", shown, chat_id=chat, message_id=message_id, **text_of(shown))


def edit_caption(chat: int, message_id: int, shown: Face) -> Call:
    """New words under a photo that stays; words too long for that are cut."""
    caption = caption_of(shown)
    return _call("editMessageCaption", shown, chat_id=chat, message_id=message_id, **caption)


def edit_media(chat: int, message_id: int, shown: Face, photo: Photo) -> Call:
    """A photo with words in the place of a message with a photo or without one."""
    media = {"type": "photo", "media": photo, **caption_of(shown)}
    return _call("editMessageMedia", shown, chat_id=chat, message_id=message_id, media=media)


def react(chat: int, sign: React) -> Call:
    """A sign under somebody's message; a bot has one there at most."""
    reaction = [{"type": "emoji", "emoji": sign.emoji}]
    arguments = {"chat_id": chat, "message_id": sign.message_id, "reaction": reaction}
    return Call("setMessageReaction", arguments)


def delete(chat: int, message_id: int) -> Call:
    """Take a message away."""
    return Call("deleteMessage", {"chat_id": chat, "message_id": message_id})


def text_of(shown: Face) -> Json:
    """A face as a text."""
    return {
        "text": cut(shown.markup, TEXT_LIMIT),
        "parse_mode": "HTML",
        "link_preview_options": shown.preview,
    }


def caption_of(shown: Face) -> Json:
    """A face under a photo."""
    return {"caption": cut(shown.markup, CAPTION_LIMIT), "parse_mode": "HTML"}


def _call(method: str, shown: Face, **arguments: Any) -> Call:
    if shown.buttons is not None:
        arguments["reply_markup"] = shown.buttons
    return Call(method, arguments)
