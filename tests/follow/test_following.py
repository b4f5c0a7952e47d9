"""Followers hear of new deals: once, when it suits them, as often as they like, and only what is still to be had."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog import deals
from catalog.keeping import shopkeeping
from catalog.keeping.following_tables import announcement
from flows.presses.every import WIRE
from flows.presses.follow import Follow
from scheduler.tick import Tick
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.follow.street import LANTERN, Street
from tests.scheduler.office import BLOCKED

NIGHT = datetime(2026, 3, 2, 22, tzinfo=UTC)
"""Eleven at night in Berlin, where the shop is."""
MORNING = datetime(2026, 3, 3, 7, tzinfo=UTC)


async def follows(phone: Phone, shop_id: int = LANTERN) -> None:
    """Follow a shop."""
    await phone.start(f"shop-{shop_id}")
    await phone.press("Follow")


async def test_a_follower_hears_of_a_new_deal_once_and_why(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        bo, ana = await street.phones("Bo", "Ana")
        await follows(bo)
        (oil,) = street.publish(f"Olive oil {NASTY}")
        await street.go()
        (said,) = street.heard(bo)
        for words in ("🆕 <b>Lantern</b> has a new deal:", "€9.00 in a group of 3, €12.00 alone"):
            assert words in said
        assert said.endswith("<i>Because you follow this shop. To end it: “Unfollow”</i>")
        assert street.heard(ana) == []
        await bo.press("Olive oil")
        assert "Start a group" in bo.labels()
        shop.run(lambda tx: deals.pause(tx, oil))
        shop.run(lambda tx: deals.resume(tx, oil))
        shop.wind(days=1)
        await street.go()
        assert len(street.heard(bo)) == 1, "never twice for the same deal"


async def test_the_messages_own_button_ends_it(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        street.publish("Olive oil")
        await street.go()
        await bo.press("Unfollow")
        assert "do not follow this shop any more" in bo.toast
        street.publish("Walnut oil")
        await street.go()
        assert len(street.heard(bo)) == 1


async def test_deals_that_go_live_together_are_one_message(database_url: str) -> None:
    """A file may bring two hundred of them."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        street.publish(*(f"Oil {number}" for number in range(7)))
        await street.go()
        (said,) = street.heard(bo)
        assert "has 7 new deals:" in said
        assert "and 2 more" in said
        await bo.press("The shop")
        assert "deals are on now" in bo.last.text


async def test_a_scheduled_deal_is_told_of_when_its_time_comes(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        starts = shop.now + timedelta(hours=2)
        street.publish("Olive oil", starts_at=starts)
        await street.go()
        assert street.heard(bo) == []
        await street.until(starts)
        assert len(street.heard(bo)) == 1


async def test_in_quiet_hours_it_waits_for_the_morning(database_url: str) -> None:
    """Promise 26."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        shop.now = NIGHT
        street.publish("Olive oil")
        await street.go()
        await street.until(MORNING - timedelta(seconds=1))
        assert street.heard(bo) == []
        await street.until(MORNING)
        assert len(street.heard(bo)) == 1


@pytest.mark.parametrize("how", ["paused", "ended", "suspended"])
async def test_what_is_over_by_then_is_not_told(database_url: str, how: str) -> None:
    """Promise 24: of two deals of the night one is left, and that one is told."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        shop.now = NIGHT
        oil, _ = street.publish("Olive oil", "Walnut oil")
        await street.go()
        if how == "paused":
            shop.run(lambda tx: deals.pause(tx, oil))
        if how == "ended":
            shop.run(lambda tx: deals.end(tx, oil))
        if how == "suspended":
            shop.run(lambda tx: shopkeeping.suspend(tx, LANTERN, "why"))
        await street.until(MORNING)
        said = street.heard(bo)
        assert "Olive" not in "".join(said)
        assert len(said) == (how != "suspended")


async def test_it_is_no_news_after_a_day(database_url: str) -> None:
    """Promise 24: the machine was down."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        street.publish("Olive oil")
        assert await street.tick.tick()
        shop.wind(hours=24)
        await street.go()
        assert street.heard(bo) == []
        assert street.states("new_deals") == ["dropped"]


async def test_who_muted_the_shop_hears_nothing_until_they_follow_it_again(
    database_url: str,
) -> None:
    """Promise 27."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        await bo.wire("msh:1:1")
        assert "You get no messages from this shop" in bo.last.text
        street.publish("Olive oil")
        await street.go()
        assert street.heard(bo) == []
        await bo.press("Messages on")
        await bo.wire("msh:1:1")
        await bo.wire(WIRE.encode(Follow(LANTERN, 1)))
        street.publish("Walnut oil")
        await street.go()
        assert len(street.heard(bo, "Walnut")) == 1


async def test_who_blocked_the_bot_hears_of_it_when_they_are_back_in_time(
    database_url: str,
) -> None:
    """Promise 30."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        bo, ana = await street.phones("Bo", "Ana")
        for phone in (bo, ana):
            await follows(phone)
            street.no_quiet(phone)
            street.courier.always[phone.external] = BLOCKED
        street.publish("Olive oil")
        await street.go()
        assert street.states("new_deals") == ["unreachable"] * 2
        street.courier.always.clear()
        street.courier.said.clear()
        shop.wind(hours=20)
        await bo.start()
        await street.go()
        assert len(street.heard(bo, "Olive oil")) == 1
        shop.wind(hours=10)
        await ana.start()
        await street.go()
        assert street.heard(ana) == [], "no news any more"
        street.publish("Walnut oil")
        await street.go()
        assert len(street.heard(ana, "Walnut oil")) == 1, "and follows still"


async def test_a_shop_that_waits_for_approval_tells_of_nothing(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        shop.run(lambda tx: shopkeeping.want_approval(tx, wanted=True))
        await opens_shop(mei)
        await bo.wire(WIRE.encode(Follow(2, 1)))
        street.publish("Olive oil", shop_id=2)
        await street.go()
        assert street.heard(bo) == []
        shop.run(lambda tx: shopkeeping.approve(tx, 2))
        await street.go()
        assert len(street.heard(bo)) == 1


async def test_a_tick_that_begins_anew_goes_on_where_the_last_one_stopped(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        street.publish("Olive oil")
        await street.tick.tick()
        street.tick = Tick(shop.database)
        await street.go()
        await street.go()
        assert len(street.heard(bo)) == 1
        rows = shop.run(lambda tx: tx.all(select(announcement)))
        assert all(row.done_at is not None for row in rows)
