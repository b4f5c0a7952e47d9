"""People, bots and chats as the page's JSON."""

from dataclasses import asdict
from typing import Any

from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind
from sandbox.world.people import Person
from sandbox.world.posting import hears_all
from sandbox.world.world import World


def person_json(person: Person) -> dict[str, Any]:
    """One person."""
    return {
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "language": person.language_code,
    }


def bot_json(bot: BotAccount) -> dict[str, Any]:
    """One bot; `inline` says whether it answers "@bot words", `reads_all` whether its privacy mode is off."""
    return {
        "id": bot.id,
        "name": bot.name,
        "username": bot.username,
        "inline": bot.inline,
        "reads_all": bot.reads_all,
    }


def account_json(world: World, account_id: int) -> dict[str, Any]:
    """A person or bot as the author of a message; a lost one is still somebody."""
    if account_id in world.bots:
        bot = world.bots.get(account_id)
        return {"id": bot.id, "name": bot.name, "username": bot.username, "kind": "bot"}
    if account_id in world.people:
        person = world.people.get(account_id)
        return {
            "id": person.id,
            "name": person.name,
            "username": person.username,
            "kind": "person",
        }
    return {"id": account_id, "name": "Deleted account", "username": None, "kind": "person"}


def chat_json(world: World, chat: Chat) -> dict[str, Any]:
    """One chat without its messages; `blocked_by` are the people who blocked the bot in it.

    `silent` are a channel's administrators who may not post, `hearing` a group's bots that hear everything there.
    """
    gone = chat.private and not all(chat.has(account_id) for account_id in chat.members)
    return {
        "key": chat.key,
        "kind": chat.kind.value,
        "id": chat.id,
        "title": chat.title,
        "username": chat.username,
        "members": {str(key): standing.value for key, standing in chat.members.items()},
        "silent": [key for key in chat.members if _is_silent(chat, key)],
        "started": chat.started,
        "deleted": chat.deleted or chat.migrated_to is not None,
        "blocked_by": [key for key in chat.members if key in world.people] if gone else [],
        "hearing": [one for one in chat.inside() if one in world.bots and hears_all(chat, one)],
        "moved_to": chat.migrated_to,
        "forum": chat.forum,
        "topics": [asdict(topic) for topic in chat.topics.values()],
    }


def _is_silent(chat: Chat, account_id: int) -> bool:
    led = chat.kind is Kind.CHANNEL and chat.led_by(account_id)
    return led and "can_post_messages" not in chat.rights_of(account_id)
