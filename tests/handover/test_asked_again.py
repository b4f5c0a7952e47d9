"""Who has not said where their goods go is asked with the good news, and once more a day later."""

import pytest
from sqlalchemy import func, select

from flows.news.notices import compose
from groupbuys import refunding
from groupbuys.fulfilment import fulfilling
from groupbuys.fulfilment.nudging import ask_due
from groupbuys.reminders import remind_due
from scheduler.tick import Tick
from storage.tables import outbox
from tests.desk.packing import LANTERN, bought, buys
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens
from tests.handover.ground import delivers, has_points
from tests.scheduler.office import Office

ALL = "Mei\n0151 2345678\nMain Street 5"


async def three(shop: Bazaar) -> list[Phone]:
    """A group of three succeeds in a shop that delivers; the first has said where to."""
    delivers(shop)
    mei, bo, ana = phones = shop.phones("Mei", "Bo", "Ana")
    token = await opens(mei)
    await mei.press("📍 Where to?")
    await mei.write(ALL)
    await joins(bo, token)
    await joins(ana, token)
    return phones


def asked_ever(shop: Bazaar) -> int:
    """How often anybody was owed the question."""
    asked = select(func.count()).select_from(outbox).where(outbox.c.kind == "ask_where")
    return int(shop.run(lambda tx: tx.value(asked, {})))


async def test_only_who_has_not_said_it_is_asked_and_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = await three(shop)
        tick = Tick(shop.database)
        shop.wind(hours=23, minutes=59)
        await tick.tick()
        assert "ask_where" not in told(shop, bo)
        shop.wind(minutes=2)
        await tick.tick()
        await tick.tick()
        assert "ask_where" not in told(shop, mei)
        for phone in (bo, ana):
            asked = told(shop, phone)["ask_where"]
            assert asked is not None
            assert "still does not know" in asked.text
            assert phone.labels(asked)[0] == "📍 Where to?"
        await bo.press("📍 Where to?")
        await bo.write(ALL)
        assert told(shop, bo)["ask_where"] is None, "no longer true"
        shop.wind(days=3)
        before = asked_ever(shop)
        await tick.tick()
        assert asked_ever(shop) == before == 2


async def test_what_left_the_shop_meanwhile_is_not_asked_about(database_url: str) -> None:
    """And nothing is left to be looked at again and again."""
    with Bazaar(database_url) as shop:
        _, bo, ana = await three(shop)
        line = bought(shop, bo)
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id))
        shop.wind(hours=25)
        assert shop.run(ask_due) == 3
        assert shop.run(ask_due) == 0
        assert shop.run(remind_due) == 0
        assert "ask_where" not in told(shop, bo)
        assert "ask_where" in told(shop, ana)


@pytest.mark.parametrize("provider", ["sandbox", ""])
async def test_a_solo_purchase_is_asked_about_too(database_url: str, provider: str) -> None:
    """Nothing is owed when it is bought, be it paid or to be paid at pickup: its own row says when to ask."""
    with Bazaar(database_url, provider) as shop:
        (mei,) = shop.phones("Mei")
        has_points(shop, "Corner", "Market")
        tick = Tick(shop.database)
        await buys(mei)
        shop.wind(hours=23, minutes=59)
        await tick.tick()
        assert "ask_where" not in told(shop, mei)
        shop.wind(minutes=2)
        await tick.tick()
        asked = told(shop, mei)["ask_where"]
        assert asked is not None
        await mei.press("📍 Where to?")
        await mei.press("📍 Corner")
        assert told(shop, mei)["ask_where"] is None


async def test_a_solo_purchase_with_one_place_to_go_or_a_known_one_is_not_asked_about(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await buys(ana)
        delivers(shop)
        for phone in (mei, bo):
            await buys(phone)
        await mei.press("📍 Where to?")
        await mei.write(ALL)
        line = bought(shop, bo)
        shop.run(lambda tx: refunding.take_back(tx, line.id))
        shop.wind(hours=25)
        assert shop.run(ask_due) == 1, "what was taken back is not even looked at"
        assert shop.run(ask_due) == 0
        for phone in (mei, bo, ana):
            assert "ask_where" not in told(shop, phone)


@pytest.mark.parametrize(("hours", "said"), [(24, 1), (35, 0)])
async def test_it_waits_for_the_end_of_quiet_hours(
    database_url: str, hours: int, said: int
) -> None:
    """Promise 26: bought at noon in Berlin's winter, asked at 13:00; at 00:00 it waits for 8:00."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop)
        shop.wind(hours=hours - 24)
        await buys(mei)
        shop.wind(hours=24, minutes=1)
        await Tick(shop.database).tick()
        office = Office(shop, compose)  # type: ignore[arg-type]  # a bazaar has a clock and a database, as a town does
        await office.pay()
        assert len(office.sender.texts()) == said
        shop.wind(hours=9)
        await office.pay()
        assert len(office.sender.texts()) == 1
        assert "still does not know" in office.sender.texts()[0]
        assert me(shop, mei)
