"""Typing a place picks its time zone: cities and countries in three languages, offered where it is not clear."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from catalog.tables import shop as shops
from flows import places
from people.tables import person
from tests.flows.bazaar import NASTY, NOON, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Taipei", "Asia/Taipei"),
        (" taipei ", "Asia/Taipei"),
        ("臺北", "Asia/Taipei"),
        ("臺灣", "Asia/Taipei"),
        ("台灣", "Asia/Taipei"),
        ("韓國", "Asia/Seoul"),
        ("Korea", "Asia/Seoul"),
        ("München", "Europe/Berlin"),
        ("北京", "Asia/Shanghai"),
        ("new-york", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("加尔各答", "Asia/Kolkata"),
        ("saigon", "Asia/Ho_Chi_Minh"),
        ("ｂｅｒｌｉｎ", "Europe/Berlin"),
        ("Germany", "Europe/Berlin"),
        ("德國", "Europe/Berlin"),
        ("日本", "Asia/Tokyo"),
        ("Asia/Tokyo", "Asia/Tokyo"),
        ("UTC", "UTC"),
    ],
)
def test_a_place_is_known_by_all_of_its_names(typed: str, zone: str) -> None:
    assert places.find(typed, NOON) == places.Found((zone,), sure=True)


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("China", ("Asia/Shanghai", "Asia/Urumqi")),
        ("台北市", ("Asia/Taipei",)),
        ("New York City", ("America/New_York",)),
        ("Lon", ("Europe/London",)),
        ("utc+5:30", ("Asia/Kolkata",)),
        ("＋８", ("Asia/Shanghai", "Asia/Taipei")),
        ("USA", ("America/New_York", "America/Chicago", "Pacific/Honolulu")),
    ],
)
def test_what_could_be_several_is_not_guessed(typed: str, some: tuple[str, ...]) -> None:
    found = places.find(typed, NOON)
    assert set(found.zones) >= set(some)
    assert len(found.zones) <= places.MOST
    assert not (found.sure and len(found.zones) == 1)


@pytest.mark.parametrize("typed", ["", " ", "x", "🙂", "Atlantis", "shirt", "+99", "9" * 5000])
def test_what_is_no_place_is_none(typed: str) -> None:
    assert places.find(typed, NOON).zones == ()


def test_a_country_with_one_clock_is_one_zone_whatever_the_season() -> None:
    for month in (1, 7):
        found = places.find("Germany", datetime(2026, month, 1, tzinfo=UTC))
        assert found.zones == ("Europe/Berlin",)


def zone_of(shop: Bazaar, phone: Phone) -> str | None:
    """The zone that somebody has chosen."""
    wanted = select(person.c.zone).where(person.c.id == me(shop, phone))
    return shop.run(lambda tx: tx.value(wanted))  # type: ignore[no-any-return]  # a text


async def asks_for_zones(phone: Phone) -> None:
    """Go to the screen."""
    await phone.command("mute")
    await phone.press(next(one for one in phone.labels() if one in {"Time zone", "时区", "時區"}))


async def test_a_city_that_is_typed_becomes_the_readers_zone(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await asks_for_zones(mei)
        assert "type your city or country" in mei.last.text
        await mei.write("Taipei")
        assert "Your time zone: Taipei" in mei.last.text
        assert zone_of(shop, mei) == "Asia/Taipei"
        await mei.write("shirt")
        assert "Blue cotton shirt" in str(mei.labels()), "words are a search again"


async def test_several_places_are_offered_and_one_is_pressed(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        mei.language = "zh-hans"
        await asks_for_zones(mei)
        await mei.write("中国")
        assert zone_of(shop, mei) is None
        assert any("乌鲁木齐" in label for label in mei.labels())
        await mei.write("德国")
        assert "柏林" in mei.last.text, "another place can be typed instead"
        await asks_for_zones(mei)
        await mei.write("中国")
        await mei.press("上海")
        assert zone_of(shop, mei) == "Asia/Shanghai"


async def test_no_such_place_is_said_and_the_pages_stay(database_url: str) -> None:
    """Promise 38: what was typed is shown as text."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await asks_for_zones(mei)
        await mei.press("›")
        await mei.write(NASTY)
        assert "I know no place called “&lt;b&gt;" in mei.last.text
        assert "2 of 6" in mei.labels(), "still on that page"
        await mei.write("Berlin")
        assert zone_of(shop, mei) == "Europe/Berlin"


async def test_who_goes_on_to_something_else_searches_again(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await asks_for_zones(mei)
        await mei.press("‹ Back")
        await mei.write("Berlin")
        assert zone_of(shop, mei) is None


async def test_a_shop_is_opened_in_the_zone_of_a_city_that_is_typed(database_url: str) -> None:
    """Also of one that stands on no button."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        await mei.write("Himalaya")
        await mei.press("Time zone")
        await mei.write("USA")
        assert "Chicago" in str(mei.labels())
        await mei.write("nowhere at all")
        assert "I know no place" in mei.last.text
        await mei.write("加德满都")
        assert "Time zone: Kathmandu" in mei.last.text
        await mei.press("Open the shop")
        zone = select(shops.c.zone).where(shops.c.name == "Himalaya")
        assert shop.run(lambda tx: tx.value(zone)) == "Asia/Kathmandu"
