"""A shop's page for shoppers: what it says, where it is reached from, and what it says of a shop that is held back."""

import pytest
from sqlalchemy import update

from catalog.keeping import following, shopkeeping
from catalog.keeping.points import add_pickup_point
from catalog.keeping.shopkeeping import Handover
from catalog.shops import introduce
from catalog.tables import shop as shops
from flows.faces import ShareButton
from flows.presses.every import WIRE, Press
from flows.presses.follow import Follow, MuteShop, ShowPlaces, ShowShop
from tests.desk.packing import buys
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.flows.walks import sees_mug
from tests.follow.street import LANTERN

NOBODYS = 999


async def presses(phone: Phone, press: Press) -> str:
    """Press that, whether or not there is a button for it; gives the newest message's words."""
    return (await phone.wire(WIRE.encode(press))).text


async def test_the_page_says_what_the_shop_is_and_has_on_offer(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (bo,) = shop.phones("Bo")
        about = {"en": "Since 1958, by the old bridge."}
        shop.run(lambda tx: introduce(tx, LANTERN, {"en": "Lantern"}, about, "file:lantern.jpg"))
        shop.run(lambda tx: add_pickup_point(tx, LANTERN, "Old Bridge", "Quay 1", "Mon 9 to 18"))
        await bo.start("shop-1")
        for words in (
            "<b>Lantern</b>",
            "Since 1958, by the old bridge.",
            "12 deals are on now:",
            "in a group of 3",
            "You can pick up at Old Bridge, Quay 1, Mon 9 to 18",
            "everybody gets all their money back",
        ):
            assert words in bo.last.text
        assert "follow it" not in bo.last.text, "nobody does yet, and no other number is said"
        assert bo.last.picture is not None
        assert bo.last.picture.source == "file:lantern.jpg"
        _, share = bo.find("Share the shop")
        assert isinstance(share, ShareButton)
        assert share.address.endswith("shop-1")
        seen = set()
        for page in range(3):
            seen |= {label for label in bo.labels() if label.startswith(("Thing", "Blue", "Enam"))}
            if page < 2:
                await bo.press("›")
        assert len(seen) == 12, "each live deal is on one page"
        await bo.press("Thing 0")
        await bo.press("‹ Back")
        assert "3 of 3" in bo.labels(), "back to the page that one came from"
        await bo.press("Pickup points")
        assert "🕒 Mon 9 to 18" in bo.last.text
        await bo.press("‹ Back")
        assert "<b>Lantern</b>" in bo.last.text


async def test_it_is_reached_from_home_a_product_and_an_order(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (bo,) = shop.phones("Bo")
        await bo.start()
        await bo.press("The shop")
        assert "deals are on now" in bo.last.text
        await sees_mug(bo)
        await bo.press("The shop")
        assert "deals are on now" in bo.last.text
        await bo.press("‹ Back")
        assert "Enamel mug" in bo.last.text
        await buys(bo)
        await bo.command("orders")
        await bo.press("Enamel mug")
        await bo.press("The shop")
        assert "deals are on now" in bo.last.text
        await bo.press("‹ Back")
        assert "My orders" in bo.last.text


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (Handover.PICKUP, "You pick up; no place is named yet."),
        (Handover.DELIVERY, "The shop delivers."),
    ],
)
async def test_it_says_how_goods_are_handed_over(
    sqlite_url: str, how: Handover, words: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo")
        shop.run(lambda tx: shopkeeping.hand_over(tx, LANTERN, how))
        assert words in (await bo.start("shop-1")).text


async def test_the_number_of_followers_is_the_true_one(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        bo, ana = shop.phones("Bo", "Ana")
        for phone in (bo, ana):
            await phone.start("shop-1")
            await phone.press("Follow")
        assert "2 people follow it." in ana.last.text
        assert "You hear of its new deals." in ana.last.text
        await presses(ana, Follow(LANTERN, 1))
        assert "2 people follow it." in ana.last.text, "following twice is following"
        await ana.press("Unfollow")
        assert "1 person follows it." in ana.last.text
        assert "Follow" in ana.labels()


async def test_a_shop_that_is_held_back_or_not_open_yet_says_so(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (bo,) = shop.phones("Bo")
        await bo.start("shop-1")
        await bo.press("Follow")
        shop.run(lambda tx: shopkeeping.suspend(tx, LANTERN, "the goods never came"))
        text = await presses(bo, ShowShop(LANTERN))
        assert "takes no new groups for now" in text
        assert "never came" not in text, "the reason is for its owner"
        assert "My orders" in bo.labels()
        await bo.press("Unfollow")
        shop.run(lambda tx: tx.write(update(shops).values(state="pending")))
        assert "not open yet" in await presses(bo, ShowShop(LANTERN))


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_however_long_its_words_the_page_fits_under_a_picture(
    sqlite_url: str, language: str
) -> None:
    """Promise 38: the phone looks at each screen, and finds no markup in anybody's words."""
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo", language=language)
        names = dict.fromkeys(("en", "zh_Hans", "zh_Hant"), NASTY * 8)
        about = dict.fromkeys(names, NASTY * 200)
        shop.run(lambda tx: introduce(tx, LANTERN, names, about, "file:x.jpg"))
        shop.run(lambda tx: add_pickup_point(tx, LANTERN, NASTY * 4, NASTY * 10, NASTY * 6))
        await bo.start("shop-1")
        await presses(bo, Follow(LANTERN, 1))
        for page in range(4):
            await presses(bo, ShowShop(LANTERN, page))
        await presses(bo, ShowPlaces(LANTERN))


@pytest.mark.parametrize(
    "press", [ShowShop(NOBODYS), ShowPlaces(NOBODYS), Follow(NOBODYS, 1), MuteShop(NOBODYS, 1)]
)
async def test_a_shop_that_is_not_there_is_said_kindly(sqlite_url: str, press: Press) -> None:
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo")
        await bo.start()
        assert "There is no such shop here." in await presses(bo, press)
        number = me(shop, bo)
        assert not shop.run(lambda tx: following.standing(tx, NOBODYS, number)).follows
