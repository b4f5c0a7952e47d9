"""A sandbox with three people and a scripted bot, and its page in a real browser."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, ConsoleMessage, ViewportSize, async_playwright

from sandbox.acts import starting
from sandbox.server import serving
from sandbox.world.world import World
from tests.page.fakebot import FakeBot
from tests.page.street import PROVIDER_TOKEN, TOKEN, Desk, Street

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDE = ViewportSize(width=1280, height=800)
NARROW = ViewportSize(width=390, height=844)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """One browser for all stories; CHROMIUM chooses another than the first that is installed."""
    names = [name for name in (os.environ.get("CHROMIUM"), *NAMES) if name]
    path = next(found for name in names if (found := shutil.which(name)))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        await browser.close()


@pytest.fixture
async def street() -> AsyncIterator[Street]:
    """Mei and Omar have started the shop's bot, Lina has not; the bot polls."""
    world = World()
    mei = world.people.add("Mei", "Chen", "meichen", "en")
    omar = world.people.add("Omar", "Farouk", "omarf", "en")
    lina = world.people.add("李娜", language_code="zh-Hans")
    shop = world.bots.register(TOKEN, "kaituan_bot", "Kaituan")
    world.provider.open_account(PROVIDER_TOKEN)
    async with serving(world) as address, FakeBot(address, TOKEN) as bot:
        for person in (mei, omar):
            starting.start(world, person.id, shop.id)
        yield Street(world, address, mei, omar, lina, shop, bot)
    world.clock.stop()


@asynccontextmanager
async def desk_at(
    chromium: Browser, address: str, viewport: ViewportSize, **options: str
) -> AsyncIterator[Desk]:
    """The page at `address`; fails afterwards if the browser complained about anything."""
    context = await chromium.new_context(viewport=viewport, **options)  # type: ignore[arg-type]  # colour schemes are literals
    await context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = await context.new_page()
    page.set_default_timeout(10_000)
    desk = Desk(page, [])

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "Failed to load resource" not in message.text:
            desk.complaints.append(message.text)

    page.on("console", listen)
    page.on("pageerror", lambda error: desk.complaints.append(str(error)))
    await page.goto(f"{address}/page/")
    await page.locator(".chat-row").first.wait_for(state="attached")
    yield desk
    await context.close()
    assert not desk.complaints


@pytest.fixture
async def desk(chromium: Browser, street: Street) -> AsyncIterator[Desk]:
    """The page, wide enough for three people side by side."""
    async with desk_at(chromium, street.address, WIDE) as opened:
        yield opened


@pytest.fixture
async def phone(chromium: Browser, street: Street) -> AsyncIterator[Desk]:
    """The page on a phone."""
    async with desk_at(chromium, street.address, NARROW) as opened:
        yield opened
