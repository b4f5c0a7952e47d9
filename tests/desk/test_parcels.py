"""How a parcel travels: typed in one line, shown as text, and seen by its buyer."""

import pytest

from flows.desk.parcels import read_number, read_parcel
from flows.presses.every import HandOut, ShipOrder
from groupbuys.fulfilment import fulfilling
from tests.desk.packing import LANTERN, bought, number_of, owed, presses, rows, succeeds
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.test_news import told


async def test_buyers_see_how_it_travels(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        line = bought(shop, bo)
        await presses(pat, ShipOrder(LANTERN, line.id))
        await pat.write("Hermes, 77 88")
        await bo.command("orders")
        assert "on its way" in bo.last.text
        await bo.press("Enamel mug")
        assert "Hermes, tracking number 77 88" in bo.last.text
        await presses(pat, HandOut(LANTERN))
        await pat.write(number_of(shop, ana))
        await ana.command("orders")
        assert "received" in ana.last.text


async def test_nasty_words_about_a_parcel_are_shown_as_text(database_url: str) -> None:
    """Promise 38: to the shop, to the buyer, and in the news."""
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        await presses(pat, ShipOrder(LANTERN, bought(shop, bo).id))
        await pat.write(f"{NASTY}, <i>{{number}}")
        heard = told(shop, bo)["shipped"]
        assert heard is not None
        await bo.command("orders")
        await bo.press("Enamel mug")
        for text in (pat.last.text, heard.text, bo.last.text):
            assert "&lt;b&gt;&amp;amp; {name} %s_&lt;/b&gt;" in text
            assert "&lt;i&gt;{number}" in text


async def test_a_carrier_that_is_too_long_is_asked_for_again(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        await presses(pat, ShipOrder(LANTERN, bought(shop, bo).id))
        for words in ("x" * 41, f"DHL {'1' * 81}"):
            await pat.write(words)
            assert "at most 40 characters" in pat.last.text
        assert owed(shop) == 0
        await pat.write("x" * 40)
        assert rows(shop)[1].carrier == "x" * 40


def test_a_service_refuses_what_no_column_holds(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop, pytest.raises(ValueError, match="that long"):
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, 1, "x" * 41))


@pytest.mark.parametrize(
    ("typed", "carrier", "tracking"),
    [
        ("DHL 00340434161094", "DHL", "00340434161094"),
        ("Deutsche  Post RR 123 456 DE", "Deutsche Post RR", "123 456 DE"),
        ("顺丰：SF1234567890", "顺丰", "SF1234567890"),
        ("4PX, 300 1", "4PX", "300 1"),
        ("by bicycle", "by bicycle", ""),
        ("1Z999AA10123456784", "", "1Z999AA10123456784"),
        ("DHL\n0034 5", "DHL", "0034 5"),
        (", 5", "", "5"),
    ],
)
def test_one_line_says_carrier_and_number(typed: str, carrier: str, tracking: str) -> None:
    assert read_parcel(typed) == (carrier, tracking)


@pytest.mark.parametrize("typed", ["K7M2QX9P", " k7m2-qx9p\n", "#K7M2 QX9P", "Ｋ７Ｍ２ＱＸ９Ｐ"])
def test_a_number_is_understood_however_it_is_typed(typed: str) -> None:
    assert read_number(typed) == "K7M2QX9P"
