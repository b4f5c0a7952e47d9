"""The bots of the sandbox, known by their tokens, with what their owner has set for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from aiogram.types import BotCommand, BotCommandScopeUnion, MenuButtonUnion, User

from sandbox.world.refusals import Impossible


@dataclass(slots=True)
class Profile:
    """What a bot says about itself, per language code ("" is the default)."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[BotCommand]] = field(default_factory=dict)
    menu_buttons: dict[int | None, MenuButtonUnion] = field(default_factory=dict)


@dataclass(slots=True)
class BotAccount:
    """One bot, as set at BotFather: `inline`, `inline_feedback`, and `reads_all`, which is privacy mode off."""

    id: int
    token: str
    username: str
    name: str
    reads_all: bool = False
    inline: bool = True
    inline_feedback: bool = True
    profile: Profile = field(default_factory=Profile)

    def as_user(self) -> User:
        """As other people's updates describe this bot."""
        return User(id=self.id, is_bot=True, first_name=self.name, username=self.username)

    def as_me(self) -> User:
        """As `getMe` describes it."""
        return User(
            id=self.id,
            is_bot=True,
            first_name=self.name,
            username=self.username,
            can_join_groups=True,
            can_read_all_group_messages=self.reads_all,
            supports_inline_queries=self.inline,
            can_connect_to_business=False,
            has_main_web_app=False,
        )

    def commands_for(self, scopes: list[str], language: str) -> list[BotCommand]:
        """The commands a client shows: the first of `scopes` (narrow to wide) that has any."""
        for scope in scopes:
            for code in (language, ""):
                commands = self.profile.commands.get((scope, code))
                if commands:
                    return commands
        return []

    def menu_button_for(self, person_id: int) -> MenuButtonUnion | None:
        """The button beside the input field in the private chat; None means the commands menu."""
        buttons = self.profile.menu_buttons
        return buttons.get(person_id) or buttons.get(None)


def scope_key(scope: BotCommandScopeUnion | None) -> str:
    """A command scope as one word: "default", "all_private_chats", "chat:-100", "chat_member:-100:7"."""
    if scope is None:
        return "default"
    parts = [scope.type, getattr(scope, "chat_id", None), getattr(scope, "user_id", None)]
    return ":".join(str(part) for part in parts if part is not None)


class Bots:
    """All registered bots."""

    def __init__(self) -> None:
        self._by_id: dict[int, BotAccount] = {}

    def __iter__(self) -> Iterator[BotAccount]:
        return iter(self._by_id.values())

    def __contains__(self, bot_id: int) -> bool:
        return bot_id in self._by_id

    def register(
        self, token: str, username: str, name: str, *, reads_all: bool = False, inline: bool = True
    ) -> BotAccount:
        """Make a bot known; its id is the number before the colon of its token.

        Registering the same token again gives the same bot. Raises Impossible for a token without a
        number, or one whose number belongs to another token.
        """
        number, colon, secret = token.partition(":")
        if not (number.isascii() and number.isdigit() and colon and secret):
            raise Impossible("a bot token looks like 1000001:SANDBOX-words")
        known = self._by_id.get(int(number))
        if known is None:
            known = BotAccount(int(number), token, username, name, reads_all, inline)
            self._by_id[known.id] = known
        elif known.token != token:
            raise Impossible(f"bot {number} has another token")
        return known

    def get(self, bot_id: int) -> BotAccount:
        """The bot with this id. Raises Impossible when there is none."""
        bot = self._by_id.get(bot_id)
        if bot is None:
            raise Impossible(f"there is no bot {bot_id}")
        return bot

    def with_token(self, token: str) -> BotAccount | None:
        """The bot that owns this token."""
        return next((bot for bot in self if bot.token == token), None)

    def named(self, username: str) -> BotAccount | None:
        """The bot with this username (without @, in any case)."""
        wanted = username.lower()
        return next((bot for bot in self if bot.username.lower() == wanted), None)
