"""A served sandbox, a conversation to order, and bots of both libraries between them."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Protocol

import pytest

from bot.reception import Reception
from bot.running import open_bot
from bot.running_bot import RunningBot
from bot.settings import Settings
from bot.shopfront import Shopfront, among
from bot.uploads import StoredUploads
from sandbox.server import serving
from sandbox.world.world import World
from storage.database import Database
from tests.bot.doubles import ScriptedDoor
from tests.bot.streets import Street

TOKEN = "1000001:SANDBOX-tests-of-the-bot"
PROVIDER_TOKEN = "SANDBOX:TEST:PROVIDER"
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Open(Protocol):
    """Opens a bot on the street under a library."""

    async def __call__(self, library: str) -> RunningBot:
        """Open it; it is closed with the story."""


@pytest.fixture
def database(sqlite_url: str) -> Iterator[Database]:
    """An empty database."""
    opened = Database(sqlite_url, lambda: NOON)
    yield opened
    opened.close()


@asynccontextmanager
async def a_street(database: Database) -> AsyncIterator[Street]:
    """A sandbox where Anna has started the bot."""
    world = World()
    anna = world.people.add("Anna", "Lin", "anna", "de")
    ben = world.people.add("Ben", username="benben")
    account = world.bots.register(TOKEN, "shop_bot", "Shop")
    world.provider.open_account(PROVIDER_TOKEN)
    world.chats.open_private(anna.id, account.id).started = True
    door = ScriptedDoor()
    shopfront = Shopfront(door, StoredUploads(database), among({"sandbox": PROVIDER_TOKEN}))
    async with serving(world) as address:
        yield Street(world, address, anna, ben, account, door, shopfront)
    world.clock.stop()


async def open_on(street: Street, library: str) -> RunningBot:
    """Open the street's bot under a library."""
    settings = Settings.model_validate({"token": TOKEN, "api": street.address, "library": library})
    return await open_bot(settings, street.shopfront)


@pytest.fixture
async def street(database: Database) -> AsyncIterator[Street]:
    """A street of this story's own."""
    async with a_street(database) as made:
        yield made


@pytest.fixture
async def opening(street: Street) -> AsyncIterator[Open]:
    """Open bots on the street, and close them at the end."""
    opened: list[RunningBot] = []

    async def opens(library: str) -> RunningBot:
        opened.append(await open_on(street, library))
        return opened[-1]

    yield opens
    for one in opened:
        await one.close()


@pytest.fixture(params=["aiogram", "ptb"])
def library(request: pytest.FixtureRequest) -> str:
    """Each library in turn."""
    return str(request.param)


@pytest.fixture
async def running(opening: Open, library: str) -> RunningBot:
    """A bot that was opened but does not listen: a story hands it its updates."""
    return await opening(library)


@pytest.fixture
async def listening(running: RunningBot) -> AsyncIterator[RunningBot]:
    """A bot that polls."""
    async with polling(running):
        yield running


@asynccontextmanager
async def polling(bot: RunningBot) -> AsyncIterator[Reception]:
    """Let a bot poll inside the block."""
    stop = asyncio.Event()
    reception = Reception(bot.receive, put_aside=bot.apologize)
    task = asyncio.create_task(bot.poll(reception, stop))
    try:
        yield reception
    finally:
        stop.set()
        await task


@pytest.fixture
def memory() -> Iterator[None]:
    """Garbage collection as it was, after a story in which a whole bot starts."""
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
