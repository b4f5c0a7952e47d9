"""The command menu of a chat, as one person's client shows it."""

from typing import Any

from sandbox.acts.menus import commands_in, short
from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat
from sandbox.world.world import World


def menu_json(world: World, person_id: int, chat: Chat) -> dict[str, Any]:
    """The commands of the bots in a chat in the person's language, and what a bot says of itself."""
    menus = commands_in(world, person_id, chat)
    commands = [
        {"command": command.command, "about": command.description, "bot": bot.username}
        for bot, menu in menus
        for command in menu
    ]
    language = world.people.get(person_id).language_code
    return {
        "commands": commands,
        "about": _about(menus[0][0], language) if chat.private and menus else "",
    }


def _about(bot: BotAccount, language: str) -> str:
    descriptions = bot.profile.descriptions
    return descriptions.get(short(language)) or descriptions.get("") or ""
