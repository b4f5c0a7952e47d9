"""Opening a shop by chatting."""

import pytest
from sqlalchemy import select

from catalog.tables import shop as shops
from storage.transaction import Found
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone


async def opens_shop(phone: Phone, name: str = "Olive corner") -> None:
    """Open a shop with everything as it is suggested."""
    await phone.command("shop")
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
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei, "Shop 0")
        for number in range(1, 6):
            await mei.wire("ns")
            await mei.write(f"Shop {number}")
            await mei.press("Open the shop")
        assert "at most 5 shops" in mei.last.text
        await mei.command("shop")
        assert [label for label in mei.labels() if label.startswith("Shop")] == [
            f"Shop {number}" for number in range(5)
        ]


async def test_a_shops_link_leads_into_it_and_home_stays_there(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
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
