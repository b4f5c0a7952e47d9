"""The order of things in each chat: its turns one after the other, and so what is said after them."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bot.library import Update


@dataclass(slots=True, eq=False)
class Lane:
    """One chat's order. A turn need not wait until what the turn before it answered is said.

    `inside` counts who is at it or waits for it.
    """

    turns: asyncio.Lock = field(default_factory=asyncio.Lock)
    voice: asyncio.Lock = field(default_factory=asyncio.Lock)
    inside: int = 0


class Chats:
    """The lanes of the chats in which something goes on."""

    def __init__(self) -> None:
        self._lanes: dict[int, Lane] = {}

    @contextmanager
    def lane(self, chat: int | None) -> Iterator[Lane]:
        """The chat's lane, kept only as long as somebody is in it; one of its own for no chat (None)."""
        if chat is None:
            yield Lane()
            return
        lane = self._lanes.setdefault(chat, Lane())
        lane.inside += 1
        try:
            yield lane
        finally:
            lane.inside -= 1
            if not lane.inside:
                del self._lanes[chat]


def is_checkout(update: Update) -> bool:
    """Whether somebody waits at the till: ten seconds, and nobody goes before them."""
    return "pre_checkout_query" in update


def chat_of(update: Update) -> int | None:
    """The chat whose order an update keeps; None for one that need not wait for others."""
    match update:
        case {"message": {"chat": {"id": int(chat)}}}:
            return chat
        case {"channel_post": {"chat": {"id": int(chat)}}}:
            return chat
        case {"callback_query": {"message": {"chat": {"id": int(chat)}}}}:
            return chat
        case {"my_chat_member": {"chat": {"id": int(chat)}}}:
            return chat
        case _:
            return None
