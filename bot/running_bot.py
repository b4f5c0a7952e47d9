"""A bot that Kaituan runs itself, under whichever library."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from starlette.routing import Route

from bot.answers import Done, Failed, Refused, TooMany
from bot.incoming import Incoming
from bot.library import WANTED, Api, Me, Reader, Saying, Update
from bot.polling import Polling
from bot.reasons import in_words
from bot.reception import Reception
from bot.rendering.calls import Call
from bot.sender import TelegramSender
from bot.turns import Turns
from flows.commands import PRIVATE_IN_GROUPS

GROUPS = "all_group_chats"
"""The scope of menus in groups (Bot API, BotCommandScopeAllGroupChats)."""

Menu: TypeAlias = Mapping[str, Sequence[tuple[str, str]]]
"""Commands with their descriptions, by two-letter language; "" for all others."""

PAUSES = (0.5, 1.0, 2.0, 5.0)
"""Seconds between the first tries to reach Telegram; after the last one a bot is not started."""

logger = logging.getLogger(__name__)


class CannotOpen(Exception):
    """A sentence on why a bot cannot be run."""


async def nothing_to_say() -> None:
    """What an update that means nothing to us is answered."""


class RunningBot:
    """One bot: its mouth, its ears, and the few things to be set at Telegram before it starts.

    `more`: what the web app serves beside its webhook.
    """

    def __init__(self, api: Api, turns: Turns, read: Reader) -> None:
        self._api = api
        self._turns = turns
        self._read = read
        self._polling: Polling | None = None
        self.more: Sequence[Route] = ()

    @property
    def number(self) -> int:
        """The bot's own number."""
        return self._turns.me.number

    @property
    def username(self) -> str:
        """The bot's username, without the @."""
        return self._turns.me.username

    @property
    def sender(self) -> TelegramSender:
        """The bot's mouth, for the scheduler."""
        return self._turns.sender

    async def receive(self, update: Update) -> Saying:
        """Take one update through its turn, and give the way to say its replies. Raises what broke the turn."""
        if any(kind in update for kind in WANTED):
            return await self._turns.begin(self._read(update))
        return nothing_to_say

    async def begin(self, incoming: Incoming) -> Saying:
        """Take the turn of something that no update told of (see bot.turns). Raises what broke it."""
        return await self._turns.begin(incoming)

    async def apologize(self, update: Update) -> None:
        """Tell who waits for this update's answer that it did not work."""
        await self._turns.apologize(self._read(update))

    async def poll(self, reception: Reception, stop: asyncio.Event) -> None:
        """Fetch updates until `stop` is set. A webhook that was set before is taken away."""
        await self._insist(Call("deleteWebhook", {"drop_pending_updates": False}))
        self._polling = Polling(self._api, reception)
        await self._polling.run(stop)

    def trouble(self) -> str | None:
        """Why no updates come although we ask for them, where that has gone on for a minute."""
        return None if self._polling is None else self._polling.trouble()

    async def set_webhook(self, address: str, secret: str) -> None:
        """Have updates delivered to this address. Raises CannotOpen where Telegram will not."""
        arguments = {"url": address, "secret_token": secret, "allowed_updates": list(WANTED)}
        await self._insist(Call("setWebhook", arguments))

    async def set_commands(self, commands: Menu, scope: str = "") -> None:
        """Set the menu of commands: (command, description) by two-letter language, "" for all others.

        `scope`: for which chats, in Telegram's words (Bot API, BotCommandScope); "" for all that have no other menu.

        Commands that are private in groups are seen there by the bot alone, where Telegram knows how (Bot API 10.2,
        BotCommand.is_ephemeral); an older server passes over that.

        A menu is no reason not to start: where Telegram will not have it, that is logged.
        """
        for language, entries in commands.items():
            private = PRIVATE_IN_GROUPS if scope == GROUPS else ()
            menu = [
                {"command": name, "description": words}
                | ({"is_ephemeral": True} if name in private else {})
                for name, words in entries
            ]
            spoken = {"language_code": language} if language else {}
            where = {"scope": {"type": scope}} if scope else {}
            call = Call("setMyCommands", {"commands": menu, **spoken, **where})
            answer = await self._api.call(call)
            if not isinstance(answer, Done):
                logger.warning("the menu for %r was not set: %s", language, answer)

    async def close(self) -> None:
        """Close the connections."""
        await self._api.close()

    async def _insist(self, call: Call) -> None:
        for pause in (*PAUSES, None):
            answer = await self._api.call(call)
            if isinstance(answer, Done):
                return
            if pause is None or not isinstance(answer, Failed | TooMany):
                raise CannotOpen(f"Telegram did not take {call.method}: {in_words(answer)}.")
            await asyncio.sleep(pause)


async def introduce(api: Api) -> Me:
    """Who the bot is. Raises CannotOpen where Telegram does not know it or cannot be reached."""
    try:
        answer = await _asked_patiently(api)
    except asyncio.CancelledError:
        await api.close()
        raise
    if isinstance(answer, Me):
        return answer
    await api.close()
    if isinstance(answer, Refused):
        raise CannotOpen(
            f"KAITUAN_TOKEN is not known there: {answer.reason.rstrip('.')}. Ask @BotFather for it."
        )
    raise CannotOpen(
        f"KAITUAN_API cannot be reached: {in_words(answer)}. "
        "Is this machine online, and the address right?"
    )


async def _asked_patiently(api: Api) -> Me | Refused | TooMany | Failed:
    answer = await api.me()
    for pause in PAUSES:
        if not isinstance(answer, Failed | TooMany):
            break
        await asyncio.sleep(pause)
        answer = await api.me()
    return answer
