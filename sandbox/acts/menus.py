"""The commands that a client knows of in a chat, from the menus that its bots have set."""

from aiogram.types import BotCommand

from sandbox.world.bots import BotAccount
from sandbox.world.chats import Chat, Kind
from sandbox.world.world import World


def commands_in(
    world: World, person_id: int, chat: Chat
) -> list[tuple[BotAccount, list[BotCommand]]]:
    """The bots of a chat with their commands for this person, in the person's language."""
    person = world.people.get(person_id)
    speaking = chat.kind is not Kind.CHANNEL  # nobody commands a bot in a channel
    bots = [world.bots.get(key) for key in chat.members if speaking and key in world.bots]
    scopes = _scopes(chat, person_id)
    return [(bot, bot.commands_for(scopes, short(person.language_code))) for bot in bots]


def bot_alone(world: World, person_id: int, chat: Chat, text: str) -> int | None:
    """The bot that alone sees these words, where they are a command it declared ephemeral in a group."""
    if chat.private or world.whispers.spoken == "10.1" or not text.startswith("/"):
        return None
    name, _, called = text.split(maxsplit=1)[0][1:].partition("@")
    for bot, commands in commands_in(world, person_id, chat):
        meant = chat.has(bot.id) and called.lower() in ("", bot.username.lower())
        if meant and any(one.is_ephemeral and one.command == name for one in commands):
            return bot.id
    return None


def short(language: str) -> str:
    """Bots set texts by two letters: "zh" for "zh-Hans"."""
    return language.partition("-")[0].lower()


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
