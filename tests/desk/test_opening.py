"""Opening a shop by chatting."""

import pytest
from sqlalchemy import select

from catalog.keeping.roles import Role
from catalog.tables import shop as shops
from flows.presses.every import NameShop, OpenShop
from storage.transaction import Found
from tests.desk.packing import hires
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone


async def opens_shop(phone: Phone, name: str = "Olive corner") -> None:
    """Open a shop with everything as it is suggested."""
    await phone.command("shop")
    await phone.write(name)
    await phone.press("Open the shop")


async def opens_another(phone: Phone, name: str) -> None:
    """Open one more shop from the desk, or the list, of those there are."""
    await phone.command("shop")
    if "Another shop" not in phone.labels():
        await phone.press("More")
    await phone.press("Another shop")
    await phone.write(name)
    await phone.press("Open the shop")


async def test_three_messages_open_a_shop(database_url: str) -> None:
    """/shop, its name, one press: everything else has a default, and is shown."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        assert "What is your shop called?" in mei.last.text
        await mei.write("  Olive   corner ")
        for words in ("Olive corner", "EUR · Euro", "Berlin", "Handed over: pickup"):
            assert words in mei.last.text
        await mei.press("Open the shop")
        for words in ("Your shop is open", "You own this shop", "add a pickup point"):
            assert words in mei.last.text
        await mei.command("shop")
        assert "Olive corner" in mei.last.text
        row: Found = shop.run(
            lambda tx: tx.first(select(shops).where(shops.c.name == "Olive corner"))
        )
        assert (row.currency, row.zone, row.handover, row.provider, row.state) == (
            *("EUR", "Europe/Berlin", "pickup", "sandbox", "live"),
        )


async def test_each_field_of_the_form_can_be_another(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        await mei.write("Olive corner")
        await mei.press("Currency")
        await mei.press("TWD")
        await mei.press("Time zone")
        await mei.press("Taipei")
        await mei.press("Handover")
        await mei.press("pickup or delivery")
        await mei.press("Another name")
        await mei.write("橄欖小店")
        for words in ("橄欖小店", "TWD · ", "Taipei", "pickup or delivery"):
            assert words in mei.last.text
        await mei.press("Open the shop")
        row: Found = shop.run(lambda tx: tx.first(select(shops).where(shops.c.name == "橄欖小店")))
        assert (row.currency, row.zone, row.handover) == ("TWD", "Asia/Taipei", "both")


@pytest.mark.parametrize(
    ("name", "said"),
    [("x" * 65, "at most 64 characters"), ("LANTERN", "a shop of that name already")],
)
async def test_a_name_that_will_not_do_is_asked_for_again(
    database_url: str, name: str, said: str
) -> None:
    """Promise 35: with what would be right; and the next words still count."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop")
        await mei.write(name)
        assert said in mei.last.text
        await mei.write("Olive <b>corner</b>")
        assert "Olive &lt;b&gt;corner&lt;/b&gt;" in mei.last.text, "promise 38"


async def test_nobody_fills_the_books_with_shops(sqlite_url: str) -> None:
    """Five are enough: no way leads to a sixth, however it is asked for, even from an old button."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei, "Shop 0")
        for number in range(1, 4):
            await opens_another(mei, f"Shop {number}")
        await mei.command("shop", "Shop 5")
        sixth = mei.find("Open the shop")
        await mei.command("shop", "Shop 4")
        await mei.press("Open the shop")
        await mei.command("shop", "Shop 5")
        assert "at most 5 shops" in mei.last.text
        await mei.do(NameShop())
        assert "at most 5 shops" in mei.last.text
        await mei.do(OpenShop(), sixth[0])
        await mei.command("shop")
        assert [label for label in mei.labels() if label.startswith("Shop")] == [
            f"Shop {number}" for number in range(5)
        ]
        assert "Another shop" not in mei.labels()
        await mei.press("Shop 4")
        await mei.press("More")
        assert "Another shop" not in mei.labels()


@pytest.mark.parametrize(
    ("role", "daily", "rare"),
    [
        (
            Role.OWNER,
            "New deal|Deals|Orders|Hand out|Channels|Stock|Figures|More",
            "Handover|Shipping promise|Staff|Coupons|Export|See it as shoppers do|Share the shop|Another shop",
        ),
        (
            Role.MANAGER,
            "New deal|Deals|Orders|Hand out|Channels|Stock|Figures|More",
            "Coupons|Export|See it as shoppers do|Share the shop",
        ),
        (Role.PACKER, "Orders|Hand out|More", "Export|See it as shoppers do|Share the shop"),
    ],
)
async def test_a_desk_shows_what_is_done_every_day_and_the_rest_one_press_further(
    sqlite_url: str, role: Role, daily: str, rare: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (bo,) = shop.phones("Bo")
        await bo.start()
        await hires(shop, bo, role=role)
        await bo.command("shop")
        labels = [label for label in bo.labels() if label != "Add a pickup point"]
        assert labels == daily.split("|")
        await bo.press("More")
        assert bo.labels() == [*rare.split("|"), "‹ Back to the shop"]
        for words in ("Currency: EUR", "Time zone: Berlin", "Handed over: pickup"):
            assert words in bo.last.text


async def test_who_has_a_shop_opens_another_one_from_its_desk(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await opens_another(mei, "Tea corner")
        assert "<b>Tea corner</b>" in mei.last.text
        await mei.command("shop")
        assert {"Olive corner", "Tea corner", "Another shop"} <= set(mei.labels())


async def test_a_name_behind_the_command_leads_to_that_shop_or_asks_for_another(
    database_url: str,
) -> None:
    """Nothing is opened by a slip: one press more, and a shop of somebody else's is not taken over."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("shop", "Olive corner")
        assert "Is that right?" in mei.last.text, "the first one needs no more words"
        await mei.press("Open the shop")
        await mei.command("shop", "olive  CORNER")
        assert "You own this shop" in mei.last.text
        await mei.command("shop", "Tea <b> corner")
        assert "Open another shop called <b>Tea &lt;b&gt; corner</b>?" in mei.last.text
        await mei.press("Currency")
        await mei.press("TWD")
        assert "Open another shop called" in mei.last.text
        await mei.command("shop")
        assert "<b>Olive corner</b>" in mei.last.text, "not opened yet"
        await mei.press("Open the shop")
        await mei.command("shop")
        assert {"Olive corner", "Tea <b> corner", "Another shop"} <= set(mei.labels())
        await mei.command("shop", "Lantern")
        assert "There is a shop of that name already" in mei.last.text


async def test_only_an_owner_is_offered_another_shop(sqlite_url: str) -> None:
    """Who packs for somebody has no business to open one by a slip; /shop with a name still does."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await bo.start()
        await hires(shop, bo, role=Role.PACKER)
        await bo.command("shop")
        await bo.press("More")
        assert "Another shop" not in bo.labels()
        await bo.command("shop", "Bo's bread")
        await bo.press("Open the shop")
        assert "You own this shop" in bo.last.text


async def test_a_shops_link_leads_into_it_and_home_stays_there(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await mei.press("More")
        address = next(
            button.address
            for row in mei.last.buttons
            for button in row
            if button.label == "Share the shop" and button.kind == "share"
        )
        await bo.start(address.partition("/")[2])
        assert "<b>Olive corner</b>" in bo.last.text
        await bo.start()
        assert "<b>Olive corner</b>" in bo.last.text
        await bo.start("shop-zzzz")
        assert "no such shop" in bo.last.text
        await mei.start()
        assert "<b>Lantern</b>" in mei.last.text
