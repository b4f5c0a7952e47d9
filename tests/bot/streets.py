"""Shortcuts to what the sandbox knows: calls on the wire, messages in a chat, waiting for either."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.shopfront import Shopfront
from flows.events import RoomEvent, UserEvent
from sandbox.acts import pressing, talking
from sandbox.world.bots import BotAccount
from sandbox.world.calls import Call
from sandbox.world.messages import Posted
from sandbox.world.people import Person
from sandbox.world.world import World
from tests.bot.doubles import PATIENCE, ScriptedDoor
from tests.bot.pictures import png

QUIET = {"getMe", "getUpdates", "deleteWebhook", "setWebhook", "setMyCommands"}


@dataclass
class Street:
    """A served world in which Anna may talk with the shop's bot, and the conversation behind it."""

    world: World
    address: str
    anna: Person
    ben: Person
    account: BotAccount
    door: ScriptedDoor
    shopfront: Shopfront

    def say(self, text: str) -> Posted:
        """Anna types something to the bot."""
        return talking.say(self.world, self.anna.id, self.account.id, text)

    def shows(self, caption: str = "") -> Posted:
        """Anna sends a photo."""
        anna, bot = self.anna.id, self.account.id
        return talking.send_photo(self.world, anna, bot, png(), "oil.png", caption)

    def press(self, button: int | str = 0, message: Posted | None = None) -> None:
        """Anna presses a button under the bot's newest message, or under another."""
        target = self.newest() if message is None else message
        pressing.press(self.world, self.anna.id, self.account.id, target.id, button)

    def newest(self) -> Posted:
        """The newest message of the bot in Anna's chat."""
        return self.from_bot()[-1]

    def from_bot(self) -> list[Posted]:
        """The bot's messages that stand in Anna's chat."""
        chat = self.world.chats.open_private(self.anna.id, self.account.id)
        return [one for one in self.world.messages.of(chat.key) if one.owner_id == self.account.id]

    def calls(self, *methods: str) -> list[Call]:
        """What the bot asked for, without asking who it is and what is new."""
        made = [call for call in self.world.calls.of(self.account.id) if call.method not in QUIET]
        return [call for call in made if not methods or call.method in methods]

    def asked(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call of one method, decoded."""
        return [plain(call.arguments) for call in self.calls(method)]

    def heard(self) -> list[UserEvent]:
        """What was said to the bot, without what happened to rooms, such as that it was brought in."""
        return [one for one in self.door.taken if not isinstance(one, RoomEvent)]

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait for something that the world shows."""
        async with asyncio.timeout(PATIENCE):
            await self.world.until(condition)

    async def called(self, method: str, times: int = 1) -> list[dict[str, Any]]:
        """Wait until a method was called so often, and give the arguments of its calls."""
        await self.until(lambda: len(self.calls(method)) >= times)
        return self.asked(method)

    def update(self, kind: str, **fields: Any) -> dict[str, Any]:
        """An update as Telegram would send it, from Anna in her private chat."""
        person = {"id": self.anna.id, "is_bot": False, "first_name": "Anna", "language_code": "de"}
        chat = {"id": self.anna.id, "type": "private", "first_name": "Anna"}
        shape: dict[str, Any] = {"from": person}
        if kind == "message":
            shape |= {"message_id": 900, "date": 1_700_000_000, "chat": chat}
        return {"update_id": 77, kind: shape | fields}


def plain(arguments: dict[str, Any]) -> dict[str, Any]:
    """Arguments as JSON values, however a library wrote them: "true", true and 1 differ no more."""
    return {name: _decoded(value) for name, value in sorted(arguments.items())}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
