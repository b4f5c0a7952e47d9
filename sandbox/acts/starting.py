"""Starting, blocking and unblocking a bot."""

import re

from sandbox.acts.places import chat_of
from sandbox.acts.standings import set_standing
from sandbox.acts.talking import say
from sandbox.world.chats import Standing
from sandbox.world.messages import Posted
from sandbox.world.refusals import Impossible
from sandbox.world.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def start(world: World, person_id: int, bot_id: int, payload: str = "") -> Posted:
    """Press Start: sends "/start", or "/start payload"; a bot that was blocked is unblocked first.

    Raises Impossible for a payload that no link can carry.
    """
    if payload and not PAYLOAD.fullmatch(payload):
        raise Impossible("a start payload has 1 to 64 characters of A-Z a-z 0-9 _ -")
    world.bots.get(bot_id)
    unblock(world, person_id, bot_id)
    return say(world, person_id, bot_id, f"/start {payload}".strip())


def block(world: World, person_id: int, bot_id: int) -> None:
    """Block a bot: it hears of it, and its messages are refused."""
    world.bots.get(bot_id)
    set_standing(world, chat_of(world, person_id, bot_id), bot_id, Standing.KICKED, person_id)


def unblock(world: World, person_id: int, bot_id: int) -> None:
    """Let a blocked bot write again."""
    world.bots.get(bot_id)
    set_standing(world, chat_of(world, person_id, bot_id), bot_id, Standing.MEMBER, person_id)


def blocked(world: World, person_id: int, bot_id: int) -> bool:
    """Whether this person has blocked this bot."""
    chat = world.chats.find_private(person_id, bot_id)
    return chat is not None and not chat.has(bot_id)
