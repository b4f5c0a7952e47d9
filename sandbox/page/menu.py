"""The command menu of a chat, as one person's client shows it."""

from typing import Any

from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind
from sandbox.world.world import World


def menu_json(world: World, person_id: int, chat: Chat) -> dict[str, Any]:
    """The commands of the bots in a chat in the person's language, and what a bot says of itself."""
    person = world.people.get(person_id)
    speaking = chat.kind is not Kind.CHANNEL  # nobody commands a bot in a channel
    bots = [world.bots.get(key) for key in chat.members if speaking and key in world.bots]
    scopes = _scopes(chat, person_id)
    commands = [
        {"command": command.command, "about": command.description, "bot": bot.username}
        for bot in bots
        for command in bot.commands_for(scopes, _short(person.language_code))
    ]
    return {
        "commands": commands,
        "about": _about(bots[0], person.language_code) if chat.private and bots else "",
    }


def _scopes(chat: Chat, person_id: int) -> list[str]:
    """From narrow to wide, as the Bot API determines the list of commands for a user."""
    if chat.private:
        return [f"chat:{person_id}", "all_private_chats", "default"]
    leading = [f"chat_administrators:{chat.id}"] if chat.led_by(person_id) else []
    everywhere = ["all_chat_administrators"] if chat.led_by(person_id) else []
    return [
        f"chat_member:{chat.id}:{person_id}",
        *leading,
        f"chat:{chat.id}",
        *everywhere,
        "all_group_chats",
        "default",
    ]


def _about(bot: BotAccount, language: str) -> str:
    descriptions = bot.profile.descriptions
    return descriptions.get(_short(language)) or descriptions.get("") or ""


def _short(language: str) -> str:
    """Bots set texts by two letters: "zh" for "zh-Hans"."""
    return language.partition("-")[0].lower()
