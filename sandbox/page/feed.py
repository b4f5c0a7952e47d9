"""The live feed: changes as Server-Sent Events, with the newest state of what they name."""

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

from sandbox.page.accounts import chat_json
from sandbox.page.inline_results import answer_json
from sandbox.page.journal import Journal
from sandbox.page.messages import message_json
from sandbox.page.receipts import concerned
from sandbox.page.snapshot import surroundings
from sandbox.world.changes import (
    BotCalled,
    Change,
    ChargeChanged,
    ChatsChanged,
    InlineAnswered,
    MessageAdded,
    MessageEdited,
    WhisperAdded,
    WhisperEdited,
    as_json,
)
from sandbox.world.messages import Posted
from sandbox.world.world import World

HEARTBEAT = 15.0
"""Seconds after which a silent connection says that it is still there."""


async def events(world: World, journal: Journal, sequence: int) -> AsyncIterator[str]:
    """Everything after change number `sequence`, for ever; a "reset" ends it if too much was missed."""
    yield ": welcome\n\n"
    told: dict[str, Any] | None = None
    while True:
        changes = journal.after(sequence)
        if changes is None:
            yield "event: reset\ndata: {}\n\n"
            return
        sequence += len(changes)
        around = surroundings(world)
        seen = [change for change in changes if not isinstance(change, BotCalled)]
        if seen or around != told:
            news = batch_json(world, seen) | ({} if around == told else around)
            told = around
            yield f"id: {sequence}\ndata: {json.dumps(news)}\n\n"
        if not changes:
            await journal.wait(HEARTBEAT)
            if journal.sequence == sequence:
                yield ": still here\n\n"


def batch_json(world: World, changes: Sequence[Change]) -> dict[str, Any]:
    """Changes that came together: what they name is described once, as it is now."""
    people = {change.person_id for change in changes if isinstance(change, ChatsChanged)}
    chats = [chat for chat in world.chats if people.intersection(chat.members)]
    named = [posted for change in changes for posted in _named(world, change)]
    posts = {(posted.chat_key, posted.id, posted.whisper): posted for posted in named}
    answers = [
        world.inline.answer(change.query_id)
        for change in changes
        if isinstance(change, InlineAnswered)
    ]
    return {
        "now": world.clock.now().timestamp(),
        "chats": [chat_json(world, chat) for chat in chats],
        "messages": [message_json(world, posted) for posted in posts.values()],
        "answers": [answer_json(answer) for answer in answers if answer is not None],
        "changes": [as_json(change) for change in changes],
    }


def _named(world: World, change: Change) -> list[Posted]:
    if isinstance(change, ChargeChanged):
        return concerned(world, change.charge_id)
    if isinstance(change, WhisperAdded | WhisperEdited):
        whispered = world.whispers.get(change.chat, change.number)
        return [whispered] if whispered else []
    if isinstance(change, MessageAdded | MessageEdited):
        posted = world.messages.get(change.chat, change.message_id)
        return [posted] if posted else []
    return []
