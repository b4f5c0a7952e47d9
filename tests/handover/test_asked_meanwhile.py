"""A shop changes what it asks a delivery for, while a buyer is in the middle of typing it."""

from sqlalchemy import select

from catalog.keeping.shopkeeping import Handover
from groupbuys.fulfilment.handover import Destination
from groupbuys.fulfilment.tables import handover
from tests.desk.packing import buys, hires
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import told
from tests.handover.ground import delivers, destinations


async def begins(shop: Bazaar, *asks: str) -> Phone:
    """Mei has bought a mug, and is asked for the first of these."""
    (mei,) = shop.phones("Mei")
    asked(shop, *asks)
    await buys(mei)
    await mei.press("📍 Where to?")
    return mei


def asked(shop: Bazaar, *asks: str) -> None:
    """That is what the shop asks for from now on."""
    delivers(shop, Handover.DELIVERY, *asks)


async def test_what_the_shop_stopped_asking_for_is_dropped_and_the_next_is_asked(
    database_url: str,
) -> None:
    """The number is on its way already when the shop does without one."""
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "name", "phone", "address")
        await mei.write("Mei")
        assert "phone number" in mei.last.text
        asked(shop, "name", "address")
        await mei.write("0151 2345678")
        assert "Type the address" in mei.last.text
        await mei.write("Main Street 5")
        assert "the shop knows now" in mei.last.text
        assert destinations(shop) == [Destination(None, "Mei", "", "Main Street 5")]


async def test_all_in_one_message_is_understood_without_what_is_asked_no_more(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "name", "phone", "address")
        asked(shop, "phone", "address")
        await mei.write("Mei\n0151 2345678\nMain Street 5")
        assert destinations(shop) == [Destination(None, "", "0151 2345678", "Main Street 5")]


async def test_what_it_began_to_ask_for_is_asked_next_and_the_rest_is_kept(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "name", "address")
        await mei.write("Mei")
        asked(shop, "name", "phone", "address")
        await mei.write("Main Street 5")
        assert "phone number" in mei.last.text
        assert destinations(shop) == [None]
        await mei.write("0151 2345678")
        assert destinations(shop) == [Destination(None, "Mei", "0151 2345678", "Main Street 5")]


async def test_what_was_typed_and_is_asked_no_more_does_not_reach_the_shop(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "name", "phone", "address")
        await mei.write("Mei")
        await mei.write("0151 2345678")
        asked(shop, "name", "address")
        await mei.write("Main Street 5")
        assert destinations(shop) == [Destination(None, "Mei", "", "Main Street 5")]
        assert "0151" not in str(shop.run(lambda tx: tx.all(select(handover))))


async def test_where_nothing_is_missing_any_more_it_is_known(database_url: str) -> None:
    """Typed, though for nothing; or by the next press."""
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "name", "address", "phone")
        await mei.write("Mei")
        asked(shop, "name")
        await mei.write("0151 2345678")
        assert destinations(shop) == [Destination(None, "Mei")]
        asked(shop, "name", "address")
        await buys(mei)
        await mei.press("📍 Where to?")
        await mei.write("Mei")
        asked(shop, "name")
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("📍 Where to?")
        assert "the shop knows now" in mei.last.text
        assert destinations(shop) == [Destination(None, "Mei")] * 2


async def test_a_change_counts_although_the_shop_asks_for_more_by_now(database_url: str) -> None:
    """Whoever changes the address and leaves it at that still gets it there, and the shop is told."""
    with Bazaar(database_url) as shop:
        (owner,) = shop.phones("Owner")
        mei = await begins(shop, "name", "address")
        await hires(shop, owner, Handover.DELIVERY)
        asked(shop, "name", "address")
        await mei.write("Mei\nMain Street 5")
        asked(shop, "name", "phone", "address")
        await mei.press("Change: address")
        await mei.write("Side Street 9")
        assert "phone number" in mei.last.text
        heard = told(shop, owner)["rerouted"]
        assert heard is not None
        assert "Side Street 9" in heard.text
        assert destinations(shop) == [Destination(None, "Mei", "", "Side Street 9")]
        await mei.write("0151 2345678")
        assert destinations(shop) == [Destination(None, "Mei", "0151 2345678", "Side Street 9")]


async def test_a_number_in_two_words_is_no_number_with_an_address_before_it(
    sqlite_url: str,
) -> None:
    """What was asked for is the number, and it is nothing but that."""
    with Bazaar(sqlite_url) as shop:
        mei = await begins(shop, "phone", "address")
        await mei.write("0151 2345678")
        assert "Type the address" in mei.last.text
        await mei.write("Main Street 5")
        assert destinations(shop) == [Destination(None, "", "0151 2345678", "Main Street 5")]


async def test_a_note_that_is_asked_for_no_more_leaves_the_address_as_it_is(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await begins(shop, "address", "note")
        await mei.write("Main Street 5")
        await mei.press("Add a note")
        asked(shop, "address")
        await mei.write("ring twice")
        assert "Main Street 5" in mei.last.text
        assert destinations(shop) == [Destination(None, "", "", "Main Street 5")]
