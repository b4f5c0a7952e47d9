"""A buyer says where something is delivered: typed, shown back, changed, offered again, forgotten."""

import pytest
from sqlalchemy import select

from catalog.keeping.shopkeeping import Handover
from flows.presses.handover import PickUpAt, SameAsLast, TypeDetail, WhereTo
from groupbuys.fulfilment import fulfilling
from groupbuys.fulfilment.handover import Destination
from groupbuys.fulfilment.tables import handover
from people.address_tables import address_book
from storage.tables import outbox
from tests.desk.packing import LANTERN, bought, buys, hires, presses
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import card_of, me, told
from tests.flows.walks import joins, opens
from tests.handover.ground import HOME, delivers, destinations, has_points

ALL = "\n".join(HOME)


async def says(phone: Phone, words: str = ALL) -> None:
    """Press the newest question and answer it in one message."""
    await phone.press("📍 Where to?")
    await phone.write(words)


async def test_one_message_after_the_other_or_back_to_the_one_before(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop)
        await buys(mei)
        assert "does not know yet" in mei.last.text
        await mei.press("📍 Where to?")
        assert "Type the name" in mei.last.text
        await mei.write(" Mei  Li ")
        assert "phone number" in mei.last.text
        await mei.press("‹ Back")
        await mei.write("Mei Lin")
        await mei.write("call me")
        assert "5 to 20 digits" in mei.last.text
        await mei.write("٠١٥١ ２３４５６")
        await mei.write("Main Street 5\n10115 Berlin")
        for words in ("the shop knows now", "Mei Lin", "0151 23456", "Main Street 5, 10115 Berlin"):
            assert words in mei.last.text
        assert destinations(shop) == [
            Destination(None, "Mei Lin", "0151 23456", "Main Street 5, 10115 Berlin")
        ]


@pytest.mark.parametrize(
    "words",
    [
        ALL,
        "Mei, +49 151 23456789, Main Street 5, 10115 Berlin",
        "+49 151 23456789\nMei\nMain Street 5\n10115 Berlin",
        "Name: Mei\nPhone: +49 151 23456789\nAddress: Main Street 5, 10115 Berlin",
    ],
)
async def test_all_of_it_in_one_message(sqlite_url: str, words: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop)
        await buys(mei)
        await says(mei, words)
        assert destinations(shop) == [Destination(None, *HOME)]


async def test_a_seat_can_say_it_from_its_card_and_the_order_knows_it(database_url: str) -> None:
    """It blocks neither joining nor paying, and nothing is copied when the group succeeds."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        delivers(shop)
        token = await opens(mei)
        assert "📍 Where to?" in mei.labels()
        await says(mei)
        assert "the shop knows now" in mei.last.text
        await joins(bo, token)
        await joins(ana, token)
        first, *others = destinations(shop)
        assert first == Destination(None, *HOME)
        assert others == [None, None]
        news = told(shop, mei)["succeeded"]
        assert news is not None
        assert "delivered to: Mei, Main Street 5" in news.text
        assert "Where to" not in str(mei.labels(news))
        asked = told(shop, bo)["succeeded"]
        assert asked is not None
        assert bo.labels(asked)[0] == "📍 Where to?"


async def test_nobody_but_its_buyer_and_the_shop_hears_of_an_address(database_url: str) -> None:
    """Not the other members, not the cards of the group, not the outbox; a stranger's press finds nothing."""
    with Bazaar(database_url) as shop:
        mei, bo, eve = shop.phones("Mei", "Bo", "Eve")
        delivers(shop)
        token = await opens(mei)
        await says(mei, "Mei\n0151 2345678\nSecret Street 5")
        await joins(bo, token)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await eve.start(token)
        for number in (0, me(shop, mei), me(shop, bo)):
            card = card_of(shop, 1, number)
            assert card is not None
            assert "Secret" not in card.text
        for phone in (bo, eve):
            assert not [one for one in phone.messages.values() if "Secret" in one.text]
            before = destinations_of(shop)
            for press in (
                WhereTo("s", 1),
                TypeDetail("s", 1, "name"),
                SameAsLast("s", 1),
                PickUpAt("s", 1, 1),
            ):
                await presses(phone, press)
                assert "Secret" not in phone.last.text
            assert destinations_of(shop) == before
        assert "Secret" not in str(shop.run(lambda tx: tx.all(select(outbox))))


async def test_same_as_last_time_is_one_press_until_it_is_forgotten(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop)
        await buys(mei)
        await says(mei)
        await buys(mei)
        await mei.press("📍 Where to?")
        await mei.press("Same as last time: Mei, Main Street 5")
        assert destinations(shop) == [Destination(None, *HOME)] * 2
        await mei.command("mute")
        await mei.press("Forget my address")
        assert "is forgotten" in mei.last.text
        assert not shop.run(lambda tx: tx.all(select(address_book)))
        assert destinations(shop) == [Destination(None, *HOME)] * 2, "orders keep theirs"
        await mei.command("mute")
        assert "Forget my address" not in mei.labels()
        await buys(mei)
        await mei.press("📍 Where to?")
        assert not [label for label in mei.labels() if label.startswith("Same")]


async def test_it_is_changed_until_it_is_shipped_and_the_shop_hears_of_it(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        (owner,) = shop.phones("Owner")
        await hires(shop, owner, Handover.DELIVERY)
        await buys(mei)
        await says(mei)
        assert "rerouted" not in told(shop, owner), "it was not known before"
        order = bought(shop, mei)
        await mei.command("orders")
        await mei.press("Enamel mug")
        await mei.press("Change where to")
        await mei.press("Change: address")
        await mei.write("Side Street 9")
        assert "Side Street 9" in mei.last.text
        heard = told(shop, owner)["rerouted"]
        assert heard is not None
        for words in (order.number or "?", "<code>Side Street 9</code>", "<code>Mei</code>"):
            assert words in heard.text
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, order.id))
        await presses(mei, TypeDetail("o", order.id, "address"))
        assert "Type the address" not in mei.last.text
        await presses(mei, SameAsLast("o", order.id))
        assert "has left the shop" in mei.last.text
        (stays,) = destinations(shop)
        assert stays is not None
        assert stays.address == "Side Street 9"
        assert told(shop, owner)["rerouted"] is None, "no longer true"


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("name", " \n ", "nothing in that message"),
        ("name", "🙂", "nothing in that message"),
        ("name", "x" * 81, "80 characters at most"),
        ("name", "Mei\nLi", "several lines"),
        ("phone", "1234", "5 to 20 digits"),
        ("phone", "1" * 21, "5 to 20 digits"),
        ("address", "x" * 301, "300 characters at most"),
        ("note", "x" * 201, "200 characters at most"),
    ],
)
async def test_what_will_not_do_is_asked_for_again(
    sqlite_url: str, field: str, words: str, said: str
) -> None:
    """Promise 36, for words."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop, Handover.DELIVERY, "name", "phone", "address", "note")
        await buys(mei)
        await presses(mei, TypeDetail("o", bought(shop, mei).id, field))
        await mei.write(words)
        assert said in mei.last.text
        await mei.write("12345 Corner")
        assert said not in mei.last.text


async def test_nasty_words_are_shown_as_text_and_a_note_comes_and_goes(database_url: str) -> None:
    """Promise 38."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        delivers(shop, Handover.DELIVERY, "address", "note")
        await buys(mei)
        await says(mei, NASTY)
        assert "&lt;b&gt;&amp;amp; {name}" in mei.last.text
        await mei.press("Add a note")
        await mei.write(f"ring {NASTY}")
        assert "ring &lt;b&gt;" in mei.last.text
        await mei.press("Change: note")
        await mei.press("No note")
        assert "ring" not in mei.last.text


async def test_picked_up_or_delivered_is_chosen_and_chosen_again(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        has_points(shop, "Corner")
        delivers(shop, Handover.BOTH)
        await buys(mei)
        await mei.press("📍 Where to?")
        assert "Corner street 1" in mei.last.text
        await mei.press("🚚 Have it delivered")
        await mei.write(ALL)
        assert destinations(shop) == [Destination(None, *HOME)]
        await mei.press("📍 Corner")
        assert "You pick it up here" in mei.last.text
        row = shop.run(lambda tx: tx.first(select(handover)))
        assert row is not None
        assert (row.address, row.phone) == ("", ""), "the shop needs it no more"
        await mei.press("🚚 Have it delivered")
        await mei.write("Mei")
        (still,) = destinations(shop)
        assert still is not None
        assert still.point is not None, "until all of the new is there"
        await mei.press("‹ Back")
        await mei.press("Same as last time")
        assert destinations(shop) == [Destination(None, *HOME)]


def destinations_of(shop: Bazaar) -> list[object]:
    """All that is written down about where things go."""
    return list(shop.run(lambda tx: tx.all(select(handover))))
