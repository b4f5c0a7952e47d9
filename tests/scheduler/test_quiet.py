"""Stories of quiet hours and mutes: what waits for the morning, what is not said at all, and what never waits."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from groupbuys.fulfilment import fulfilling
from groupbuys.model import Ordered
from people import wishes
from storage.outbox import Notice
from tests.groupbuys.group import buys, opened
from tests.scheduler.office import Office
from tests.stories import Terms, Town

MORNING = datetime(2026, 3, 3, 7, tzinfo=UTC)
"""Eight o'clock in Berlin, where the shop is."""


class Evening:
    """Half past ten at night in Berlin; Mei has a group buy that still misses somebody."""

    def __init__(self, town: Town) -> None:
        self.office = Office(town)
        self.town = town
        self.mei = town.person()
        self.group = opened(town, self.mei).group.id
        self.town.wind(hours=9, minutes=30)

    def owe(self, kind: str, detail: str = "", stale_in: timedelta | None = None) -> None:
        """Owe Mei something about her group."""
        stale = None if stale_in is None else self.town.now + stale_in
        self.office.owe(Notice(kind, self.group, self.mei, detail, stale_at=stale))

    async def pay(self) -> list[str]:
        """Pay what is due; which kinds Mei has been told so far."""
        await self.office.pay()
        return [text.split()[0] for text in self.office.sender.texts()]


@pytest.fixture
def evening(database_url: str) -> Iterator[Evening]:
    with Town(database_url, Terms(window=timedelta(hours=48))) as town:
        yield Evening(town)


@pytest.mark.parametrize("kind", ["joined", "leads", "reminder"])
async def test_in_quiet_hours_news_wait_for_the_morning(evening: Evening, kind: str) -> None:
    """Promise 26."""
    evening.owe(kind)
    assert await evening.pay() == []
    evening.town.now = MORNING - timedelta(seconds=1)
    assert await evening.pay() == []
    evening.town.now = MORNING
    assert await evening.pay() == [kind]


async def test_news_of_a_parcel_wait_for_the_morning_where_its_shop_is(database_url: str) -> None:
    """Promise 26: it is about an order, and no group buy has its number."""
    with Town(database_url) as town:
        mei = town.person()
        bought = town.pay(buys(town, mei), mei)
        assert isinstance(bought, Ordered)
        number = bought.order.id
        town.wind(hours=9, minutes=30)
        assert town.run(lambda tx: fulfilling.ship(tx, town.shop_id, number)) is not None
        office = Office(town)
        await office.pay()
        assert office.sender.texts() == []
        town.now = MORNING
        await office.pay()
        (text,) = office.sender.texts()
        assert text.startswith("shipped")


@pytest.mark.parametrize("kind", ["succeeded", "failed", "cancelled", "refunded", "refunding"])
async def test_the_close_and_money_never_wait(evening: Evening, kind: str) -> None:
    """Promise 26."""
    evening.owe(kind)
    assert await evening.pay() == [kind]


async def test_in_the_morning_what_waited_comes_in_its_order(evening: Evening) -> None:
    """Promise 26."""
    evening.owe("joined", "1")
    await evening.pay()
    evening.town.wind(hours=1)
    evening.owe("leads")
    await evening.pay()
    evening.town.now = MORNING
    assert await evening.pay() == ["joined", "leads"]


async def test_a_reminder_that_would_be_stale_by_morning_is_dropped(evening: Evening) -> None:
    """Promises 24, 26."""
    evening.owe("reminder", "first", stale_in=timedelta(hours=5))
    assert await evening.pay() == []
    assert evening.office.states()[-1] == "dropped"


async def test_quiet_hours_are_those_of_the_persons_own_zone(evening: Evening) -> None:
    """Promise 26."""
    evening.town.run(lambda tx: wishes.set_zone(tx, evening.mei, "America/Los_Angeles"))
    evening.owe("joined")
    assert await evening.pay() == ["joined"]


async def test_quiet_hours_are_theirs_to_change(evening: Evening) -> None:
    """Promise 26."""
    evening.town.run(lambda tx: wishes.set_quiet(tx, evening.mei, 0, 0))
    evening.owe("joined")
    assert await evening.pay() == ["joined"]


@pytest.mark.parametrize("what", ["all", "this group"])
async def test_who_muted_this_group_or_all_hears_no_reminder_of_it(
    evening: Evening, what: str
) -> None:
    """Promise 27."""
    about = 0 if what == "all" else evening.group
    evening.town.run(lambda tx: wishes.mute(tx, evening.mei, about, off=True))
    evening.town.now = MORNING
    evening.owe("reminder")
    evening.owe("joined")
    evening.owe("leads")
    evening.owe("failed")
    assert sorted(await evening.pay()) == ["failed", "leads"]


async def test_a_mute_of_another_group_mutes_nothing_here(evening: Evening) -> None:
    """Promise 27."""
    evening.town.run(lambda tx: wishes.mute(tx, evening.mei, evening.group + 1, off=True))
    evening.town.now = MORNING
    evening.owe("reminder")
    assert await evening.pay() == ["reminder"]
