"""A shop with the demo's kind of goods, open beside a sandbox, on each database and under each library."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.settings import Settings
from catalog.importers.reading import read
from catalog.importers.values import PercentOff, TermsDraft
from catalog.importing import import_catalogue
from catalog.intake.values import Intake
from groupbuys.setting_aside import set_aside
from kaituan import house
from kaituan.house import House
from kaituan.timepiece import Timepiece
from sandbox.clock import Clock
from sandbox.server import serving
from sandbox.world.bots import BotAccount
from sandbox.world.world import World
from storage.database import Database
from tests.journeys.quarter import PATIENCE, Phone

TOKEN = "1000001:SANDBOX-journeys"
TILL = "sandbox:TEST:journeys"
GOODS = """Handle,Title,Body (HTML),Type,Variant SKU,Variant Inventory Tracker,Variant Inventory Qty,Variant Price
oolong,Oolong tea,<p>Rolled by hand</p>,Tea,OOL,shopify,20,20.00
mug,Enamel mug,<p>Holds tea</p>,Kitchen,MUG,,,8.00
"""


@dataclass
class Quarter:
    """The world at its address, the house in it, and a phone for everybody."""

    world: World
    bot: BotAccount
    house: House
    address: str

    def phone(self, name: str, language: str = "en") -> Phone:
        """Somebody new."""
        return Phone(self.world, self.bot, self.world.people.add(name, language_code=language))

    def phones(self, *names: str) -> list[Phone]:
        """Several of them."""
        return [self.phone(name) for name in names]

    async def until(self, *conditions: object) -> None:
        """Wait until the world shows all of it."""
        async with asyncio.timeout(PATIENCE):
            await self.world.until(lambda: all(condition() for condition in conditions))  # type: ignore[operator]  # conditions are callables

    def wind(self, **span: float) -> None:
        """Let time pass for everybody."""
        self.world.wind(timedelta(**span).total_seconds())


def fill(database: Database, provider: str = "sandbox") -> None:
    """Bring the goods in: 3 people, 20 % off, 24 hours."""
    rule = TermsDraft(3, 3, timedelta(hours=24), PercentOff(Decimal(20)), None)
    intake = Intake("Corner shop", "EUR", "Europe/Berlin", provider, rule)
    report = import_catalogue(database, read(GOODS.encode(), "EUR"), intake, set_aside)
    assert (report.added, report.faults) == (2, ())


def settings(address: str, url: str, library: str) -> Settings:
    """The settings of a house beside a sandbox."""
    return Settings.model_validate(
        {
            "token": TOKEN,
            "api": address,
            "database": url,
            "library": library,
            "port": 0,
            "provider": "sandbox",
            "provider_token": TILL,
            "provider_api": address,
        }
    )


def quick_time(times: int = 20) -> Callable[[], datetime]:
    """A time that goes so many times as fast as the machine's: limits of a messenger are long for a story."""
    began, noon = time.monotonic(), datetime(2026, 3, 2, 12, tzinfo=UTC)
    return lambda: noon + timedelta(seconds=(time.monotonic() - began) * times)


@asynccontextmanager
async def a_quarter(url: str, library: str) -> AsyncIterator[Quarter]:
    """Open everything, and close it again."""
    world = World(Clock(quick_time()))
    bot = world.bots.register(TOKEN, "corner_bot", "Corner shop")
    world.provider.open_account(TILL)
    clock = world.clock
    timepiece = Timepiece(clock.now, lambda: clock.now().timestamp(), clock.sleep)
    database = Database(url, clock.now)
    stop = asyncio.Event()
    try:
        await asyncio.to_thread(fill, database)
        async with (
            serving(world) as address,
            house.opened(settings(address, url, library), database, timepiece) as shop,
        ):
            clock.listen(lambda _: shop.runner.look_at_the_clock())
            serving_task = asyncio.create_task(house.keep_open(shop, stop))
            yield Quarter(world, bot, shop, address)
            stop.set()
            with suppress(asyncio.CancelledError):
                await serving_task
    finally:
        clock.stop()
        database.close()


@pytest.fixture(params=["aiogram", "ptb"])
def library(request: pytest.FixtureRequest) -> str:
    """Each library in turn."""
    return str(request.param)


@pytest.fixture
async def quarter(database_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter of this story's own."""
    async with a_quarter(database_url, library) as made:
        yield made
