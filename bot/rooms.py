"""What happens to the groups and channels that the bot is in: the rules that both adapters share."""

from dataclasses import replace
from typing import Protocol

from bot.incoming import Origin, kind_of
from flows.events import ChatMoved, ChatRenamed, Place, Reached, Sender, StandingChanged, Stands

_GONE = ("kicked", "left")


class Room(Protocol):
    """A chat, as both libraries describe it."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def type(self) -> str:
        """Telegram's word for its kind."""

    @property
    def title(self) -> str | None:
        """Its title; None in private chats."""


class Member(Protocol):
    """What somebody is in a chat, as both libraries describe it."""

    @property
    def status(self) -> str:
        """Telegram's word for it (Bot API, ChatMember)."""


def room(key: str, bot: int, chat: Room) -> Origin:
    """Where a message of the chat's own comes from: it speaks for itself."""
    place = Place(bot, chat.id, kind_of(chat.type))
    return Origin(key, Sender(chat.id, chat.title or ""), place)


def moved(origin: Origin, to: int) -> ChatMoved:
    """The group goes on under another number."""
    return ChatMoved(origin.id, origin.sender, origin.place, to)


def came(origin: Origin, old: int) -> ChatMoved:
    """The same as the new group tells it; whichever is heard first counts, and the other one changes nothing."""
    place = replace(origin.place, chat=old)
    return ChatMoved(origin.id, origin.sender, place, origin.place.chat)


def renamed(origin: Origin, title: str) -> ChatRenamed:
    """The chat has another title."""
    return ChatRenamed(origin.id, origin.sender, origin.place, title)


def reached(origin: Origin, member: Member) -> Reached:
    """Somebody blocked the bot, or let it back in."""
    return Reached(origin.id, origin.sender, origin.place, member.status not in _GONE)


def stands(origin: Origin, member: Member, title: str, username: str) -> StandingChanged:
    """What the bot is in a group or channel from now on."""
    standing = _standing(member, channel=origin.place.kind == "channel")
    return StandingChanged(origin.id, origin.sender, origin.place, standing, title, username)


def _standing(member: Member, *, channel: bool) -> Stands:
    """In a channel only an administrator posts, with the right to; in a group every member whom nobody restricts.

    A deal has a picture, so a member who may send words alone is silent.
    """
    if member.status in _GONE or not getattr(member, "is_member", True):
        return "gone"
    if channel:
        return "posts" if getattr(member, "can_post_messages", None) else "silent"
    if member.status == "restricted":
        speaks = getattr(member, "can_send_messages", False)
        shows = getattr(member, "can_send_photos", False)
        return "posts" if speaks and shows else "silent"
    return "posts"
