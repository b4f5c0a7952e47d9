"""A sandbox over real HTTP, two people, a shop's bot, and both Telegram libraries to speak for it."""

import os
from collections.abc import AsyncIterator

import httpx
import pytest

from sandbox.server import serving
from sandbox.world.world import World
from tests.sandbox.aiogram_voice import AiogramVoice
from tests.sandbox.telegram_voice import TelegramVoice
from tests.sandbox.town import PROVIDER_TOKEN, TOKEN, Town
from tests.sandbox.voice import Voice

os.environ["PTB_TIMEDELTA"] = (
    "true"  # else python-telegram-bot warns about the future of RetryAfter
)


@pytest.fixture
async def town() -> AsyncIterator[Town]:
    """A sandbox where Anna has started the bot and Ben has not."""
    world = World()
    anna = world.people.add("Anna", "Lin", "anna", "de")
    ben = world.people.add("Ben", username="benben")
    bot = world.bots.register(TOKEN, "shop_bot", "Shop")
    world.provider.open_account(PROVIDER_TOKEN)
    world.chats.open_private(anna.id, bot.id).started = True
    async with serving(world) as address:
        yield Town(world, address, anna, ben, bot)
    world.clock.stop()


@pytest.fixture
async def http(town: Town) -> AsyncIterator[httpx.AsyncClient]:
    """A plain HTTP client whose relative addresses are the sandbox's."""
    async with httpx.AsyncClient(base_url=town.address, timeout=20, trust_env=False) as client:
        yield client


@pytest.fixture(params=["aiogram", "python-telegram-bot"])
async def voice(request: pytest.FixtureRequest, town: Town) -> AsyncIterator[Voice]:
    """The bot speaking through one of the two libraries, as their users would."""
    kind = AiogramVoice if request.param == "aiogram" else TelegramVoice
    async with kind(town.bot.token, town.address) as speaking:
        yield speaking
