"""The daily message when something goes wrong: who blocked the bot, two workers, a crash, a standstill."""

import asyncio
from datetime import timedelta

from flows.presses.daily import SetHour
from storage import claiming
from storage.outbox import Lane
from tests.flows.walks import joins
from tests.follow.street import Street
from tests.follow.test_following import follows
from tests.peace.people import DAY, SIX, leads, wide
from tests.scheduler.office import BLOCKED


async def test_who_blocked_the_bot_is_told_once_when_they_are_back(database_url: str) -> None:
    """Promise 30: nothing is lost; what came while they were away comes with it."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await joins(bo, token)
        await street.go()
        street.courier.always[mei.external] = BLOCKED
        await street.until(SIX)
        assert street.states("daily") == ["unreachable"]
        await joins(ana, token)
        await street.go()
        assert sorted(street.states("joined")) == ["gathered", "unreachable"]
        street.courier.always.clear()
        street.courier.said.clear()
        await street.until(SIX + timedelta(hours=15))
        await mei.start()
        await street.go()
        (said,) = street.heard(mei, "daily message")
        assert "Bo" in said
        await street.until(SIX + DAY)
        assert len(street.heard(mei, "Ana")) <= 1


async def test_two_relays_say_it_once_and_a_crash_in_between_says_nothing_twice(
    database_url: str,
) -> None:
    """Promise 18's way: whoever died while it was going out may have said it."""
    with wide(database_url) as shop:
        street, other = Street(shop), Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await joins(bo, token)
        await joins(ana, token)
        await asyncio.gather(street.go(), other.go())
        shop.now = SIX
        await asyncio.gather(street.go(), other.go())
        assert len(street.heard(mei) + other.heard(mei)) == 1
        (eve,) = await street.phones("Eve")
        await joins(eve, token)
        await street.go()
        shop.now = SIX + DAY - timedelta(hours=5)
        await mei.do(SetHour(14), 10**9)
        shop.now = SIX + DAY - timedelta(hours=4)
        (owed,) = shop.run(lambda tx: claiming.claim(tx, Lane.OFFERS, 9, timedelta(minutes=1)))
        shop.run(lambda tx: claiming.begin(tx, owed, timedelta(minutes=1)))
        shop.wind(minutes=2)
        await street.go()
        assert street.states("daily") == ["sent", "unknown"]
        assert len(street.heard(mei) + other.heard(mei)) == 1


async def test_after_two_days_of_standstill_it_comes_once_without_what_is_stale(
    database_url: str,
) -> None:
    """Promise 24: the group's end is told, and nobody hears any more who had joined it."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo,), token = await leads(street, "Bo")
        await follows(mei)
        await joins(bo, token)
        street.publish("Olive oil")
        await street.go()
        shop.wind(hours=43)
        await street.go()
        (said,) = street.heard(mei, "daily message")
        assert "Olive oil" in said
        assert "Bo" not in said
        await street.until(shop.now + timedelta(minutes=1))
        assert len(street.heard(mei, "did not find enough people")) == 1, street.heard(mei)
        street.publish("Walnut oil")
        await street.go()
        await street.until(shop.now + timedelta(hours=13))
        assert len(street.heard(mei, "daily message")) == 1, "one on that day was enough"
        await street.until(shop.now + DAY)
        assert len(street.heard(mei, "Walnut oil")) == 1
