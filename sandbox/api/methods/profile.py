"""getMe, names, descriptions, commands and the menu button."""

from aiogram import methods, types

from sandbox.api.desk import Desk
from sandbox.world.bots import scope_key
from sandbox.world.changes import ChatsChanged
from sandbox.world.refusals import bad_request


def get_me(desk: Desk, _: methods.GetMe) -> types.User:
    """Who the bot is."""
    return desk.bot.as_me()


def set_name(desk: Desk, call: methods.SetMyName) -> bool:
    """Another name, for everybody or for one language."""
    _say(desk.bot.profile.names, call.language_code, call.name, 64)
    _announce(desk)
    return True


def get_name(desk: Desk, call: methods.GetMyName) -> types.BotName:
    """The name for a language."""
    name = _hear(desk.bot.profile.names, call.language_code)
    return types.BotName(name=name or desk.bot.name)


def set_description(desk: Desk, call: methods.SetMyDescription) -> bool:
    """What an empty chat with the bot says."""
    _say(desk.bot.profile.descriptions, call.language_code, call.description, 512)
    _announce(desk)
    return True


def get_description(desk: Desk, call: methods.GetMyDescription) -> types.BotDescription:
    """The description for a language."""
    text = _hear(desk.bot.profile.descriptions, call.language_code)
    return types.BotDescription(description=text)


def set_short_description(desk: Desk, call: methods.SetMyShortDescription) -> bool:
    """What the bot's profile page says."""
    _say(desk.bot.profile.short_descriptions, call.language_code, call.short_description, 120)
    return True


def get_short_description(
    desk: Desk, call: methods.GetMyShortDescription
) -> types.BotShortDescription:
    """The short description for a language."""
    text = _hear(desk.bot.profile.short_descriptions, call.language_code)
    return types.BotShortDescription(short_description=text)


def set_commands(desk: Desk, call: methods.SetMyCommands) -> bool:
    """The commands a client shows in a scope and language."""
    if len(call.commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in call.commands:
        name = command.command.removeprefix("/")
        if not (1 <= len(name) <= 32 and name.replace("_", "a").isalnum() and name.isascii()):
            raise bad_request("BOT_COMMAND_INVALID")
        if name != name.lower():
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(command.description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = (scope_key(call.scope), call.language_code or "")
    desk.bot.profile.commands[key] = list(call.commands)
    _announce(desk)
    return True


def get_commands(desk: Desk, call: methods.GetMyCommands) -> list[types.BotCommand]:
    """The commands of exactly this scope and language."""
    key = (scope_key(call.scope), call.language_code or "")
    return desk.bot.profile.commands.get(key, [])


def delete_commands(desk: Desk, call: methods.DeleteMyCommands) -> bool:
    """Forget the commands of a scope and language."""
    desk.bot.profile.commands.pop((scope_key(call.scope), call.language_code or ""), None)
    _announce(desk)
    return True


def set_menu_button(desk: Desk, call: methods.SetChatMenuButton) -> bool:
    """The button beside the input field, for one private chat or for all."""
    button = call.menu_button
    buttons = desk.bot.profile.menu_buttons
    if button is None or isinstance(button, types.MenuButtonDefault):
        buttons.pop(call.chat_id, None)
    else:
        buttons[call.chat_id] = button
    _announce(desk)
    return True


def get_menu_button(desk: Desk, call: methods.GetChatMenuButton) -> types.MenuButtonUnion:
    """The button of a private chat, or of all."""
    buttons = desk.bot.profile.menu_buttons
    return buttons.get(call.chat_id) or buttons.get(None) or types.MenuButtonDefault()


def _say(texts: dict[str, str], language: str | None, text: str | None, limit: int) -> None:
    if text is not None and len(text) > limit:
        raise bad_request("the text is too long")
    if text:
        texts[language or ""] = text
    else:
        texts.pop(language or "", None)


def _hear(texts: dict[str, str], language: str | None) -> str:
    return texts.get(language or "") or texts.get("", "")


def _announce(desk: Desk) -> None:
    for chat in desk.world.chats.of(desk.bot.id):
        for account_id in chat.members:
            if account_id in desk.world.people:
                desk.world.publish(ChatsChanged(account_id))
