"""A sandbox's world in which stories wait for what a bot says."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import httpx

from sandbox.acts import starting
from sandbox.server import serving
from sandbox.world.chats import private_key
from sandbox.world.world import World

TOKEN = "1000001:SANDBOX-kaituan"
TILL = "sandbox:TEST:kaituan"
PATIENCE = 60.0
"""Seconds of real time: importing aiogram takes a few of them on a busy machine."""


@dataclass
class Street:
    """A world served at `address`, with one bot and one person."""

    address: str
    world: World = field(default_factory=World)

    def __post_init__(self) -> None:
        self.bot = self.world.bots.register(TOKEN, "shop_bot", "Shop").id
        self.world.provider.open_account(TILL)
        self.mei = self.world.people.add("Mei", language_code="zh-Hant").id

    def start(self) -> None:
        """Mei presses Start."""
        starting.start(self.world, self.mei, self.bot)

    def said(self) -> list[str]:
        """Everything that the bot said to Mei."""
        return [
            posted.message.text or posted.message.caption or ""
            for posted in self.world.messages.of(private_key(self.mei, self.bot))
            if posted.owner_id == self.bot
        ]

    async def hears(self, words: str) -> str:
        """Wait until the bot says something with these words in it to Mei."""
        async with asyncio.timeout(PATIENCE):
            await self.world.until(lambda: any(words in text for text in self.said()))
        return next(text for text in self.said() if words in text)


@asynccontextmanager
async def street() -> AsyncIterator[Street]:
    """A street for the block."""
    made = Street("")
    async with serving(made.world) as address:
        made.address = address
        yield made
    made.world.clock.stop()


@asynccontextmanager
async def typed(*words: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A command in a process of its own, killed at the end of the block if it is still there."""
    named = {f"KAITUAN_{name.upper()}": value for name, value in settings.items()}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kaituan", *words),
        env={**os.environ, **named},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def told_to_stop(
    process: asyncio.subprocess.Process, word: signal.Signals = signal.SIGTERM
) -> tuple[int | None, str, str]:
    """Tell a process to end, and wait for that: its exit code, and what it had still to say."""
    process.send_signal(word)
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


async def first_words(http: httpx.AsyncClient, person: int) -> str:
    """The first thing that the bot of a sandbox elsewhere says to somebody, once it does."""
    async with asyncio.timeout(PATIENCE), http.stream("GET", "/sandbox/changes") as stream:
        async for _ in stream.aiter_lines():
            for posted in (await http.get(f"/sandbox/chats/{person}/1000001")).json():
                message = posted["message"]
                if message["from"]["is_bot"]:
                    return str(message.get("text") or message["caption"])
    raise LookupError(person)
