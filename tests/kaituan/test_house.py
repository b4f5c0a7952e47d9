"""Everything wired together in one process, on a clock that a story winds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.settings import Settings, load
from catalog import browsing
from kaituan import books, house
from kaituan.opening import prepare
from kaituan.operator import put_aside
from kaituan.timepiece import Timepiece
from payments import accounts
from sandbox.world.world import World
from storage import alarms
from tests.catalog.market import Market
from tests.groupbuys.group import starts
from tests.kaituan.street import PATIENCE, TILL, TOKEN, Street, street
from tests.stories import Terms, Town


def told(here: Street, url: str, operator: int | None = None) -> Settings:
    return load(
        token=TOKEN,
        api=here.address,
        database=url,
        port=0,
        shop="Corner shop",
        currency="EUR",
        zone="Europe/Berlin",
        provider="sandbox",
        provider_token=TILL,
        provider_api=here.address,
        operator=operator,
    )


def timepiece(world: World) -> Timepiece:
    return Timepiece(world.clock.now, lambda: world.clock.now().timestamp(), world.clock.sleep)


@asynccontextmanager
async def opened(here: Street, settings: Settings) -> AsyncIterator[house.House]:
    """Keep a shop open for the block."""
    stop = asyncio.Event()
    with books.opened(settings.database, here.world.clock.now) as database:
        async with house.opened(settings, database, timepiece(here.world)) as shop:
            keeping = asyncio.create_task(house.keep_open(shop, stop))
            yield shop
            stop.set()
            await keeping


async def test_an_empty_database_opens_as_the_shop_of_the_settings(sqlite_url: str) -> None:
    async with street() as here, opened(here, told(here, sqlite_url)) as shop:
        (found,) = await shop.books.run(browsing.shops, reads=True)
    assert (found.name, found.currency, found.zone, found.provider) == (
        "Corner shop",
        "EUR",
        "Europe/Berlin",
        "sandbox",
    )


async def test_shops_that_are_there_stay_and_take_money_where_the_settings_say(
    sqlite_url: str,
) -> None:
    with Market(sqlite_url) as market:
        market.bring(shop="Lantern")
        market.run(lambda tx: accounts.pay_through(tx, "another"))
    async with street() as here, opened(here, told(here, sqlite_url)) as shop:
        found = await shop.books.run(browsing.shops, reads=True)
    assert [(one.name, one.provider) for one in found] == [("Lantern", "sandbox")]


def test_a_time_zone_that_is_set_later_holds_for_the_shops_that_are_there(sqlite_url: str) -> None:
    """Promise 26: quiet hours are the shop's until somebody chooses their own."""
    with Market(sqlite_url) as market:
        market.bring(shop="Lantern")
        market.run(lambda tx: prepare(tx, load(token=TOKEN)))
        assert [one.zone for one in market.run(browsing.shops)] == ["Europe/Berlin"]
        market.run(lambda tx: prepare(tx, load(token=TOKEN, zone="Asia/Taipei")))
        assert [one.zone for one in market.run(browsing.shops)] == ["Asia/Taipei"]


async def test_the_operator_hears_of_each_alarm_once(sqlite_url: str) -> None:
    """Promise 19: what keeps failing waits where somebody sees it."""
    async with street() as here:
        here.start()
        async with opened(here, told(here, sqlite_url, operator=here.mei)) as shop:
            await shop.books.run(
                lambda tx: alarms.raise_alarm(tx, "money_stuck", 7, "refund <of> 5")
            )
            here.world.wind(10)
            assert "refund <of> 5" in await here.hears("money_stuck")
            await put_aside(shop.books, shop.bot.number, {"update_id": 4711})
            here.world.wind(10)
            await here.hears("update 4711")
            here.world.wind(10)
            here.start()
            await here.hears("Corner shop")
        assert len([text for text in here.said() if "money_stuck" in text]) == 1


async def test_what_a_turn_owes_is_paid_at_once_and_not_at_the_next_beat(
    sqlite_url: str,
) -> None:
    async with street() as here, opened(here, told(here, sqlite_url)) as shop:
        woken = 0
        wake = shop.door.after

        def count() -> None:
            nonlocal woken
            woken += 1
            wake()

        shop.door.after = count
        here.start()
        await here.hears("Corner shop")
        assert woken == 1


async def test_how_late_a_group_was_closed_is_among_the_numbers_that_a_monitor_reads(
    sqlite_url: str,
) -> None:
    """Promise 23: a minute and a half past its deadline."""
    async with street() as here:
        with Town(sqlite_url, Terms(provider="")) as town:
            town.now = here.world.clock.now()
            starts(town, town.person())
        here.world.wind(24 * 3600 + 90)
        async with opened(here, told(here, sqlite_url)) as shop, asyncio.timeout(PATIENCE):
            while b"kaituan_close_late_seconds_count 1.0" not in shop.metrics.text():
                await shop.books.run(lambda _: None)
            (late,) = (
                float(line.split()[1])
                for line in shop.metrics.text().decode().splitlines()
                if line.startswith("kaituan_close_late_seconds_sum")
            )
        assert 90 <= late < 90 + PATIENCE
