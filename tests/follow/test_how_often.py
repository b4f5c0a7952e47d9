"""How often followers hear of new deals: three times a day, as often as they like, once, or never."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from catalog import deals
from catalog.tables import shop as shops
from flows.presses.every import WIRE
from flows.presses.follow import SetNews
from people import wishes
from people.tables import person
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.follow.street import LANTERN, Street
from tests.follow.test_following import MORNING, NIGHT, follows

EVENING = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""Six o'clock in Berlin, where the shops are."""


async def test_no_more_than_three_a_day_in_their_own_zone_over_all_shops(database_url: str) -> None:
    """Half an hour before midnight in Taipei, and half an hour after; in Berlin it is the same day."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        await opens_shop(mei)
        await follows(bo)
        await follows(bo, 2)
        street.no_quiet(bo, zone="Asia/Taipei")
        shop.now = datetime(2026, 3, 3, 15, 0, tzinfo=UTC)
        for number in range(3):
            street.publish(f"Oil {number}")
            await street.go()
            street.publish(f"Tea {number}", shop_id=2)
            await street.go()
            shop.wind(minutes=10)
        said = street.heard(bo)
        assert ["Oil 0" in said[0], "Tea 0" in said[1], "Oil 1" in said[2]] == [True] * 3
        assert len(said) == 3
        assert "at most 3 such messages a day" in said[2]
        assert "at most" not in said[1]
        assert sorted(street.states("new_deals")) == ["dropped"] * 3 + ["sent"] * 3
        await street.until(datetime(2026, 3, 3, 15, 59, tzinfo=UTC))
        street.publish("Late oil")
        await street.until(datetime(2026, 3, 3, 15, 59, 59, tzinfo=UTC))
        assert len(street.heard(bo)) == 3
        shop.now = datetime(2026, 3, 3, 16, 0, tzinfo=UTC)
        street.publish("Fresh oil")
        await street.go()
        assert len(street.heard(bo, "Fresh oil")) == 1, "a new day in Taipei"
        assert street.heard(bo, "Late oil") == []


async def test_how_often_is_theirs_to_change(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        street.no_quiet(bo)
        await bo.command("mute")
        assert "at most 3 messages a day" in bo.last.text
        await bo.press("New deals")
        await bo.press("10 a day at most")
        assert "at most 10 messages a day" in bo.last.text
        for number in range(5):
            street.publish(f"Oil {number}")
            await street.go()
        assert len(street.heard(bo)) == 5
        await bo.command("mute")
        await bo.press("New deals")
        await bo.press("None")
        assert "no messages" in bo.last.text
        street.publish("Walnut oil")
        await street.go()
        assert len(street.heard(bo)) == 5
        for strange in (-2, 21):
            await bo.wire(WIRE.encode(SetNews(strange)))
        assert "no messages" in bo.last.text
        await bo.press("Shops you follow")
        await bo.press("Lantern")
        assert "<b>Lantern</b>" in bo.last.text


async def test_who_switched_it_off_at_night_hears_nothing_in_the_morning(sqlite_url: str) -> None:
    """Promise 27."""
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        (bo,) = await street.phones("Bo")
        await follows(bo)
        shop.now = NIGHT
        street.publish("Olive oil")
        await street.go()
        number = me(shop, bo)
        shop.run(lambda tx: wishes.set_news(tx, number, 0))
        await street.until(MORNING)
        assert street.heard(bo) == []


async def test_a_digest_gathers_a_day_and_no_deal_is_in_two(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        await opens_shop(mei)
        await follows(bo)
        await follows(bo, 2)
        shop.wind(minutes=1)
        street.publish("Told alone")
        await street.go()
        await bo.command("mute")
        await bo.press("New deals")
        await bo.press("In the daily message")
        assert "one message a day, at 18:00" in bo.last.text
        await publishes_two_and_a_third_that_ends(street)
        await street.until(EVENING - timedelta(seconds=1))
        assert len(street.heard(bo)) == 1
        await street.until(EVENING)
        _, said = street.heard(bo)
        for words in ("2 new deals at the shops you follow", "Olive oil", "Tea", "once a day"):
            assert words in said
        shop.wind(hours=1)
        street.publish("Linseed oil")
        await street.go()
        await street.until(EVENING + timedelta(days=1))
        *_, last = street.heard(bo)
        assert "1 new deal at" in last
        assert "Linseed oil" in last
        shop.wind(days=2)
        await street.go()
        assert len(street.heard(bo)) == 3, "nothing new, nothing said"


async def publishes_two_and_a_third_that_ends(street: Street) -> None:
    """Olive oil and tea, an hour apart, and walnut oil that is over before the evening."""
    street.publish("Olive oil")
    (ended,) = street.publish("Walnut oil")
    await street.go()
    street.shop.wind(hours=1)
    street.publish("Tea", shop_id=2)
    await street.go()
    street.shop.run(lambda tx: deals.end(tx, ended))


async def test_a_digest_comes_at_six_where_the_shop_is_for_whom_nothing_else_is_known(
    database_url: str,
) -> None:
    """Promise 26: no zone of their own and no shop that they are in; six in Los Angeles is the night in UTC."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        mei, bo = await street.phones("Mei", "Bo")
        await opens_shop(mei)
        await follows(bo)
        shop.wind(minutes=1)
        await follows(bo, 2)
        shop.wind(minutes=1)
        lives(shop, LANTERN, "America/Los_Angeles")
        await bo.command("mute")
        await bo.press("New deals")
        await bo.press("In the daily message")
        shop.run(lambda tx: tx.write(update(person).values(shop_id=None, zone=None)))
        street.publish("Tea", shop_id=2)
        street.publish("Olive oil")
        await street.go()
        six = datetime(2026, 3, 3, 2, tzinfo=UTC)
        await street.until(six - timedelta(seconds=1))
        assert street.heard(bo) == []
        await street.until(six)
        (said,) = street.heard(bo)
        assert "Tea" in said
        assert "Olive oil" in said


def lives(shop: Bazaar, shop_id: int, zone: str) -> None:
    """That shop's clocks show the time of that zone."""
    moved = update(shops).where(shops.c.id == shop_id).values(zone=zone)
    shop.run(lambda tx: tx.write(moved))
