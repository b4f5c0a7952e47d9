"""From what a library tells about an update to an event: the rules that both adapters share."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from bot.photos import SENT
from bot.threads import Answered
from flows.chats.phrases import is_ours, may_answer
from flows.events import (
    ChatKind,
    Command,
    Document,
    InlineAsked,
    Photo,
    Place,
    Pressed,
    Sender,
    Typed,
    UserEvent,
)
from flows.presses.every import WIRE, Press

_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Incoming:
    """An event (None: an update that means nothing to us) and what its client waits for.

    `query` is the press, checkout or inline question to be answered. `photo` says of the pressed message whether it
    has a photo; None where there is no pressed message that could be edited.
    """

    event: UserEvent | None
    query: str | None = None
    photo: bool | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What every event has: its id, who and where."""

    id: str
    sender: Sender
    place: Place


def event_id(bot: int, update_id: int) -> str:
    """The same whenever Telegram delivers the update again, under either library."""
    return f"telegram:{bot}:{update_id}"


def kind_of(chat_type: str) -> Literal["private", "group", "channel"]:
    """Telegram's chat types, with supergroups among the groups."""
    match chat_type:
        case "private" | "sender":
            return "private"
        case "channel":
            return "channel"
        case _:
            return "group"


def said(
    origin: Origin, text: str, username: str, answered: Answered, whisper: int = 0
) -> UserEvent | None:
    """A command or typed words; None for talk in a group that cannot be meant for the bot.

    In a group the bot is addressed by /command@username, by @username in the words, or by an answer to one of its
    messages. Words that address nobody go through where they may mean something to it nevertheless, or answer what it
    asked. What only the bot
    sees (`whisper`) is meant for it.
    """
    private = origin.place.kind == "private"
    to_us = private or answered.ours or whisper > 0
    command = _COMMAND.fullmatch(text.strip())
    if command is not None:
        name, called, argument = command.groups(default="")
        ours = called.lower() == username.lower() if called else to_us
        if not ours:
            return None
        words = name.lower(), argument.strip()
        return Command(origin.id, origin.sender, origin.place, *words, answered.message, whisper)
    mention = re.compile(rf"@{re.escape(username)}\b", re.IGNORECASE)
    if to_us or mention.search(text):
        meant = text if private else mention.sub("", text).strip()
        return replace(_typed(origin, meant, answered), whisper=whisper)
    if is_ours(text) or (not answered.message and may_answer(text)):
        return replace(_typed(origin, text, answered), to_us=False)
    return None


def _typed(origin: Origin, text: str, answered: Answered) -> Typed:
    about = (origin.id, origin.sender, origin.place)
    return Typed(*about, text, answered.message, message=answered.by)


def asked(origin: Origin, words: str, offset: str, chat_type: str | None) -> InlineAsked:
    """An inline question; Telegram names the kind of chat it is asked in, where it does ("sender": our own)."""
    chat: ChatKind = "unsaid"
    if chat_type is not None:
        chat = "here" if chat_type == "sender" else kind_of(chat_type)
    return InlineAsked(origin.id, origin.sender, origin.place, words, offset, chat)


def photo(origin: Origin, file_id: str, caption: str | None) -> Photo:
    """A photo, in the largest of its sizes."""
    return Photo(origin.id, origin.sender, origin.place, SENT + file_id, caption or "")


def document(
    origin: Origin, file_id: str, name: str | None, size: int | None, *words: str | None
) -> Document:
    """A file; `words` are its caption and the type that its sender's program gave it."""
    caption, media = (one or "" for one in words)
    source = SENT + file_id
    return Document(
        origin.id, origin.sender, origin.place, source, name or "", size, caption, media
    )


def pressed(origin: Origin, message_id: int, wire: str | None, whisper: int) -> Pressed:
    """A press; wire text that this build does not speak is an old button. `whisper`: an ephemeral message's number."""
    press: Press | None = WIRE.decode(wire) if wire else None
    return Pressed(origin.id, origin.sender, origin.place, message_id, press, whisper)
