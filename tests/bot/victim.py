"""A bot in a process of its own, to be killed in the middle of a turn: TOKEN ADDRESS LIBRARY."""

import asyncio
import sys
from collections.abc import Sequence

from bot.reception import Reception
from bot.running import open_bot
from bot.settings import Settings
from bot.shopfront import Shopfront
from flows.door import Asked
from flows.events import Place, Typed, UserEvent
from flows.faces import Screen
from flows.replies import Reply


class Endless:
    """A conversation whose turns never end."""

    async def turn(self, event: UserEvent) -> Sequence[Reply]:
        """Say what came, and stay there."""
        if isinstance(event, Typed):
            sys.stdout.write(f"{event.text}\n")
            sys.stdout.flush()
        await asyncio.Event().wait()
        return ()

    async def shown(self, place: Place, message_id: int, screen: Screen) -> None:
        """Nothing is ever shown."""

    async def asked(self, place: Place, asked: Sequence[Asked]) -> None:
        """Nothing is ever asked."""

    async def recall(self, bot: int, source: str) -> str | None:
        """Nothing was ever uploaded."""

    async def remember(self, bot: int, source: str, file_id: str) -> None:
        """Nothing ever will be."""


async def main(token: str, api: str, library: str) -> None:
    """Poll until killed."""
    settings = Settings.model_validate({"token": token, "api": api, "library": library})
    endless = Endless()
    running = await open_bot(settings, Shopfront(endless, endless))
    await running.poll(Reception(running.receive), asyncio.Event())


asyncio.run(main(*sys.argv[1:]))
