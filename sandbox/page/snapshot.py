"""The whole world as one JSON value: what a page starts from."""

from typing import Any

from sandbox.page.accounts import bot_json, chat_json, person_json
from sandbox.page.holdings import holdings
from sandbox.page.journal import Journal
from sandbox.page.messages import message_json
from sandbox.world.cards import CARDS
from sandbox.world.faults import Fault
from sandbox.world.world import World

LATEST = 400
"""How many messages of each chat a page is given at the start."""


def snapshot(world: World, journal: Journal) -> dict[str, Any]:
    """Everything a page shows, as of change number `sequence`; `now` in Unix seconds.

    No ephemeral message: a client that is opened anew has lost them.
    """
    posts = [posted for chat in world.chats for posted in world.messages.of(chat.key)[-LATEST:]]
    return {
        "id": journal.id,
        "sequence": journal.sequence,
        "now": world.clock.now().timestamp(),
        "front": world.front,
        "fronts": world.fronts,
        **surroundings(world),
        "chats": [chat_json(world, chat) for chat in world.chats],
        "messages": [message_json(world, posted) for posted in posts],
        "cards": [
            {"number": card.number, "label": card.label, "behaviour": card.behaviour.value}
            for card in CARDS
        ],
    }


def surroundings(world: World) -> dict[str, Any]:
    """Who there is, what is to go wrong, and where the money is."""
    return {
        "people": [person_json(person) for person in world.people],
        "bots": [bot_json(bot) for bot in world.bots],
        "faults": [fault_json(fault) for fault in world.faults.due()],
        "bot_api": world.whispers.spoken,
        "money": holdings(world),
    }


def fault_json(fault: Fault) -> dict[str, Any]:
    """A planned fault and how many calls it still hits."""
    return {"failure": fault.failure.value, "method": fault.method, "times": fault.times}
