"""What a shop sees of where its orders go, what it asks, and how its words stay true of each order."""

import pytest

from catalog.keeping import staff
from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover, kept
from flows.presses.every import HandOut, ShowShopOrder
from groupbuys.fulfilment import fulfilling
from tests.desk.packing import LANTERN, bought, buys, hires, looks, number_of, presses
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.handover.ground import delivers, has_points

ALL = "Mei\n0151 2345678\nMain Street 5"


async def delivered(phone: Phone) -> None:
    """Buy a mug and have it delivered."""
    await buys(phone)
    await phone.press("📍 Where to?")
    await phone.write(ALL)


async def test_packers_see_an_address_while_they_pack_for_it(database_url: str) -> None:
    """Afterwards only those who answer for the shop do."""
    with Bazaar(database_url) as shop:
        mei, pat, max_ = shop.phones("Mei", "Pat", "Max")
        delivers(shop)
        await hires(shop, pat, Handover.DELIVERY)
        await hires(shop, max_, Handover.DELIVERY, Role.MANAGER)
        await delivered(mei)
        await looks(pat)
        await pat.press(number_of(shop, mei))
        for words in (
            "<code>Mei</code>",
            "<code>0151 2345678</code>",
            "<code>Main Street 5</code>",
        ):
            assert words in pat.last.text
        assert "Mark as shipped" in pat.labels()
        assert "Hand out" not in pat.labels()
        line = bought(shop, mei)
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id))
        await presses(pat, ShowShopOrder(LANTERN, line.id))
        assert "Main Street" not in pat.last.text
        assert "By delivery" in pat.last.text
        await max_.command("shop")
        await presses(max_, ShowShopOrder(LANTERN, line.id))
        assert "Main Street" in max_.last.text
        number = me(shop, max_)
        shop.run(lambda tx: staff.dismiss(tx, LANTERN, number))
        await presses(max_, ShowShopOrder(LANTERN, line.id))
        assert "Main Street" not in max_.last.text


async def test_what_is_paid_when_it_comes_is_said_in_words_that_are_true(database_url: str) -> None:
    """At pickup, on delivery, or when one gets it: of the shop, and then of each order."""
    with Bazaar(database_url, provider="") as shop:
        mei, bo, pat = shop.phones("Mei", "Bo", "Pat")
        has_points(shop, "Corner")
        delivers(shop, Handover.BOTH)
        await mei.start()
        assert "You pay when you get it" in mei.last.text
        await buys(mei)
        assert "You pay €9.99 when you get it" in mei.last.text
        await mei.press("📍 Where to?")
        await mei.press("🚚 Have it delivered")
        await mei.write(ALL)
        await mei.press("See the order")
        assert "€9.99 to pay on delivery" in mei.last.text
        await buys(bo)
        await bo.press("📍 Where to?")
        await bo.press("📍 Corner")
        await bo.press("See the order")
        assert "€9.99 to pay at pickup" in bo.last.text
        await hires(shop, pat, Handover.BOTH)
        for buyer, words in ((mei, "on delivery"), (bo, "at pickup")):
            await looks(pat)
            await pat.press(number_of(shop, buyer))
            assert f"€9.99 to pay {words}" in pat.last.text
        await presses(pat, HandOut(LANTERN))
        await pat.write(number_of(shop, bo))
        await bo.command("orders")
        await bo.press("Enamel mug")
        assert "€9.99 was paid at pickup" in bo.last.text


@pytest.mark.parametrize(
    ("how", "words"), [(Handover.DELIVERY, "on delivery"), (Handover.BOTH, "when you get it")]
)
async def test_a_group_that_is_paid_when_it_comes_says_when(
    sqlite_url: str, how: Handover, words: str
) -> None:
    with Bazaar(sqlite_url, provider="") as shop:
        mei, bo = shop.phones("Mei", "Bo")
        delivers(shop, how)
        await mei.write("enamel mug")
        await mei.press("Enamel mug")
        assert f"You pay {words}. If fewer join" in mei.last.text
        await mei.press("Start a group")
        assert f"You pay {words}" in next(iter(mei.messages.values())).text
        await bo.start(mei.shared().address.partition("/")[2])
        assert f"You pay {words}" in bo.last.text


async def test_what_a_delivery_asks_for_is_switched_on_and_off(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await mei.press("More")
        await mei.press("Handover")
        await mei.press("delivery")
        assert "A delivery asks for: name, phone, address" in mei.last.text
        await mei.press("note")
        await mei.press("✓ phone")
        assert "A delivery asks for: name, address, note" in mei.last.text
        for one in ("name", "address", "note"):
            await mei.press(f"✓ {one}")
        assert "has to ask for something" in mei.toast
        found = shop.run(lambda tx: kept(tx, 2))
        assert found is not None
        assert found.asks == ("note",)


async def test_a_shop_that_delivers_is_opened_in_five_messages(database_url: str) -> None:
    """With what a delivery asks for in a sensible way, or as its owner wants it."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        await mei.write("Olive corner")
        await mei.press("Handover")
        await mei.press("delivery")
        assert "A delivery asks for: name, phone, address" in mei.last.text
        await mei.press("Open the shop")
        assert "Your shop is open" in mei.last.text
        found = shop.run(lambda tx: kept(tx, 2))
        assert found is not None
        assert (found.handover, found.asks) == (Handover.DELIVERY, ("name", "phone", "address"))


async def test_the_form_of_a_new_shop_says_what_is_asked(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        await mei.write("Olive corner")
        await mei.press("Handover")
        await mei.press("pickup or delivery")
        await mei.press("What a delivery asks for")
        await mei.press("✓ phone")
        await mei.press("note")
        await mei.press("‹ Back")
        assert "A delivery asks for: name, address, note" in mei.last.text
        await mei.press("Open the shop")
        await mei.press("Add a pickup point")
        await mei.write("Corner\n12 Main Street")
        assert "Corner" in mei.last.text
        found = shop.run(lambda tx: kept(tx, 2))
        assert found is not None
        assert (found.asks, found.points) == (("name", "address", "note"), 1)
