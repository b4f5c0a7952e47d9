"""The daily message: once a day whatever can wait, at an hour of one's own, and nothing that cannot."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import deals, low_stock
from catalog.keeping.roles import Role
from flows.presses.daily import SetHour
from flows.presses.every import SetZone
from people import wishes
from tests.desk.packing import buys, hires
from tests.flows.bazaar import NASTY, NOON, Bazaar
from tests.flows.test_news import me
from tests.flows.walks import joins, opens, the_group
from tests.follow.street import LANTERN, Street
from tests.follow.test_following import follows
from tests.peace.people import DAY, SIX, leads, once_a_day, wide


async def test_who_joined_and_new_deals_are_one_message_a_day(database_url: str) -> None:
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await follows(mei)
        await joins(bo, token)
        await street.go()
        street.publish("Olive oil")
        await street.go()
        shop.wind(hours=1)
        await joins(ana, token)
        await street.go()
        await street.until(SIX - timedelta(seconds=1))
        assert street.heard(mei) == []
        await street.until(SIX)
        (said,) = street.heard(mei)
        for words in ("Your daily message", "Bo, Ana joined.", "3 of 9", "1 new deal", "Olive oil"):
            assert words in said
        assert said.endswith("<i>Because you want to be told once a day. To change that: /mute</i>")
        assert sorted(street.states("joined") + street.states("new_deals")) == ["gathered"] * 3
        await mei.press("Enamel mug")
        assert "3 of 9" in mei.last.text
        await street.until(SIX + 3 * DAY)
        assert len(street.heard(mei, "daily")) == 1, "nothing new, nothing said"


async def test_what_cannot_wait_comes_at_once_and_alone(database_url: str) -> None:
    """Promises 25 and 28: a reminder, the end of the group; and so for who chose nothing."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo,), token = await leads(street, "Bo")
        await joins(bo, token)
        await street.go()
        await street.until(SIX)
        await street.until(NOON + timedelta(hours=22))
        assert len(street.heard(mei, "still looks for people")) == 1
        await street.until(NOON + timedelta(hours=24))
        await street.until(NOON + timedelta(hours=25))
        assert len(street.heard(mei, "did not find enough people")) == 1
        assert len(street.heard(mei, "daily message")) == 1
        assert street.heard(bo, "daily message") == []


async def test_what_is_no_longer_true_by_then_is_left_out(database_url: str) -> None:
    """Promise 24: who left again, a deal that ended, a group that was called off; nothing left, nothing said."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await follows(mei)
        for phone in (bo, ana):
            await joins(phone, token)
        (oil,) = street.publish("Olive oil")
        await street.go()
        await bo.press("Leave")
        await bo.press("Leave")
        shop.run(lambda tx: deals.end(tx, oil))
        await street.until(SIX)
        (said,) = street.heard(mei, "daily message")
        assert "Ana joined." in said
        assert "Bo" not in said
        assert "new deal" not in said
        (eve,) = await street.phones("Eve")
        await joins(eve, token)
        await street.go()
        number = me(shop, mei)
        shop.run(lambda tx: wishes.mute(tx, number, 1, off=True))
        await mei.do(SetHour(12), 10**9)
        await street.until(NOON + DAY - timedelta(hours=1))
        assert len(street.heard(mei, "daily message")) == 1, "muted meanwhile (promise 27)"


async def test_the_hour_is_theirs_and_what_waits_moves_with_it(database_url: str) -> None:
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await joins(bo, token)
        await street.go()
        await mei.command("mute")
        assert "one message a day, at 18:00" in mei.last.text
        await mei.press("How news comes")
        await mei.press("At 18:00")
        assert "Your time zone: Berlin" in mei.last.text
        await mei.press("15:00")
        assert "one message a day, at 15:00" in mei.last.text
        await street.until(SIX - timedelta(hours=3, seconds=1))
        assert street.heard(mei) == []
        await street.until(SIX - timedelta(hours=3))
        assert len(street.heard(mei, "Bo joined")) == 1
        await mei.do(SetHour(12), 10**9)
        await joins(ana, token)
        await street.go()
        await street.until(SIX)
        assert len(street.heard(mei)) == 1, "never two on one day"
        await street.until(SIX + DAY - timedelta(hours=6))
        assert len(street.heard(mei, "Ana joined")) == 1
        for strange in (-1, 24, 10**9):
            await mei.do(SetHour(strange), 10**9)
        await mei.command("mute")
        assert "at 12:00" in mei.last.text


async def test_who_moves_gets_it_by_the_clock_there(database_url: str) -> None:
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo,), token = await leads(street, "Bo")
        await joins(bo, token)
        await street.go()
        await mei.do(SetZone("America/New_York"), 10**9)
        await street.until(SIX + timedelta(hours=5))
        assert street.heard(mei) == []
        await street.until(SIX + timedelta(hours=6))
        assert len(street.heard(mei)) == 1


async def test_an_hour_in_quiet_hours_waits_until_they_are_over(database_url: str) -> None:
    """Promise 26, and it is said where the hour is chosen."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await mei.do(SetHour(23), 10**9)
        assert "It is quiet for you then, so it comes at 08:00." in mei.last.text
        morning = datetime(2026, 3, 3, 7, tzinfo=UTC)
        await joins(bo, token)
        await street.go()
        await street.until(morning - timedelta(seconds=1))
        assert street.heard(mei) == []
        await street.until(morning)
        assert len(street.heard(mei, "Bo joined")) == 1
        await joins(ana, token)
        await street.go()
        await street.until(morning + timedelta(hours=4))
        assert len(street.heard(mei, "daily")) == 1


async def test_who_goes_back_is_told_at_once_what_waits(database_url: str) -> None:
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await joins(bo, token)
        await street.go()
        await mei.command("mute")
        await mei.press("How news comes")
        await mei.press("As it happens")
        assert "as it happens, in a group for more than 20 people every 10 minutes" in mei.last.text
        await street.go()
        assert len(street.heard(mei, "daily message")) == 1
        await joins(ana, token)
        await street.go()
        assert len(street.heard(mei, "Ana joined your group")) == 1


async def test_new_deals_alone_can_come_once_a_day(database_url: str) -> None:
    """Then who joined is told at once, and there is one message and not two where both are wanted."""
    with wide(database_url) as shop:
        street = Street(shop)
        mei, (bo, ana), token = await leads(street, "Bo", "Ana")
        await follows(mei)
        await mei.command("mute")
        for label in ("How news comes", "As it happens", "‹ Back", "New deals"):
            await mei.press(label)
        await mei.press("In the daily message")
        assert "New deals of the shops you follow: one message a day, at 18:00" in mei.last.text
        street.publish("Olive oil")
        await joins(bo, token)
        await street.go()
        assert len(street.heard(mei, "Bo joined your group")) == 1
        assert street.heard(mei, "Olive oil") == []
        await once_a_day(mei)
        assert mei.last.text.count("one message a day") == 1
        await joins(ana, token)
        await street.go()
        await street.until(SIX)
        (said,) = street.heard(mei, "daily message")
        assert "Ana joined" in said
        assert "Olive oil" in said
        for label in ("How often?", "‹ Back", "New deals", "None"):
            await mei.press(label)
        street.publish("Walnut oil")
        await street.go()
        await street.until(SIX + DAY)
        assert street.heard(mei, "Walnut oil") == []


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_a_full_day_fits_into_one_message(sqlite_url: str, language: str) -> None:
    """Promise 38, with names and titles that are markup; the courier asserts the messenger's limits."""
    with wide(sqlite_url) as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        others = await street.phones(*(f"P{at} {NASTY * 4}" for at in range(7)))
        token = await opens(mei)
        await follows(mei)
        mei.language = language
        await mei.start()
        number = me(shop, mei)
        shop.run(lambda tx: wishes.set_daily(tx, number, on=True))
        for phone in others:
            await joins(phone, token)
        street.publish(*(f"Oil {NASTY * 9}{at}" for at in range(9)))
        await street.go()
        await street.until(SIX)
        (said,) = street.heard(mei, "📬")
        assert "5" in said
        assert "9" in said
        assert the_group(shop).paid == 8


async def test_who_joined_ten_groups_is_told_of_five_and_how_many_more(sqlite_url: str) -> None:
    with Bazaar(sqlite_url, minimum=3, capacity=3) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        number = me(shop, mei)
        shop.run(lambda tx: wishes.set_daily(tx, number, on=True))
        for _ in range(7):
            await joins(bo, await opens(mei))
        await street.go()
        await street.until(SIX)
        (said,) = street.heard(mei, "📬")
        assert said.count("Bo joined.") == 5
        assert "and 2 more" in said


async def test_keepers_hear_of_low_stock_in_it(database_url: str) -> None:
    """Its first line, and its first button."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, bo = await street.phones("Pat", "Bo")
        await hires(shop, pat, role=Role.MANAGER)
        await once_a_day(pat)
        shop.run(lambda tx: low_stock.set_warn_below(tx, LANTERN, 40))
        await buys(bo)
        await street.go()
        assert street.heard(pat) == []
        await street.until(SIX)
        (said,) = street.heard(pat, "📬")
        assert "📉" in said
        assert "39 are left" in said
        await pat.press("Restock")
        assert "Enamel mug" in pat.last.text


async def test_who_joined_a_large_group_is_in_the_daily_message_too(database_url: str) -> None:
    """Those are gathered every ten minutes before they are gathered for the day."""
    with Bazaar(database_url, minimum=24, capacity=24) as shop:
        street = Street(shop)
        mei, friends, token = await leads(street, "Bo", "Ana", "Cy", "Di", "Ed")
        for phone in friends[:3]:
            await joins(phone, token)
        await street.go()
        shop.wind(minutes=20)
        for phone in friends[3:]:
            await joins(phone, token)
        shop.wind(minutes=20)
        await street.go()
        await street.until(SIX)
        (said,) = street.heard(mei)
        assert "Bo, Ana and 3 more joined." in said
        assert "6 of 24" in said
