"""A pasted list of parcels: good lines land, every other line is named, and none lands half."""

import pytest

from flows.desk.parcel_list import Reading, read_list
from flows.presses.counter import PasteParcels
from groupbuys.fulfilment import fulfilling
from tests.desk.packing import (
    LANTERN,
    balanced,
    bought,
    buys,
    hires,
    looks,
    number_of,
    owed,
    presses,
    rows,
    succeeds,
)
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import told


async def pastes(packer: Phone, *lines: str) -> str:
    """Paste these lines; what was answered, in however many messages."""
    await presses(packer, PasteParcels(LANTERN))
    before = max(packer.messages)
    await packer.write("\n".join(lines))
    return "\n".join(one.text for at, one in packer.messages.items() if at > before)


async def test_good_lines_land_and_every_other_line_is_named(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        leader, bo, ana, pat = await succeeds(shop)
        bought_id = bought(shop, leader).id
        mei, bos, anas = (number_of(shop, one) for one in (leader, bo, ana))
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, bought_id))
        await looks(pat)
        await pat.press("Paste a list of parcels")
        await pat.write(
            "\n".join(
                [
                    "order, carrier, tracking",
                    f"{bos}\tDHL\t0034 0434",
                    "",
                    f"SF123456，顺丰，{anas.lower()}",
                    f"{bos} Hermes 99",
                    f"{mei} DHL 1",
                    "22222222 DHL 77",
                    f"{NASTY}",
                ]
            )
        )
        text = pat.last.text
        for words in (
            "2 orders are marked as shipped",
            "5 lines did not land",
            "Line 1: no order number in “order, carrier, tracking”",
            f"Line 5: {bos} is in line 2 already",
            f"Line 6: Order <b>{mei}</b> was sent before",
            "Line 7: this shop has no order 22222222",
            "Line 8: no order number in “&lt;b&gt;&amp;amp; {name} %s_&lt;/b&gt;”",
        ):
            assert words in text, words
        sent = {row.number: (row.carrier, row.tracking) for row in rows(shop)}
        assert sent == {mei: ("", ""), bos: ("DHL", "0034 0434"), anas: ("顺丰", "SF123456")}
        news = told(shop, bo)["shipped"]
        assert news is not None
        assert "DHL, tracking number 0034 0434" in news.text
        assert owed(shop) == 3
        balanced(shop)


async def test_the_same_list_twice_tells_nobody_twice(database_url: str) -> None:
    """Promise 28."""
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        lines = [f"{number_of(shop, one)} DHL 123456" for one in (bo, ana)]
        assert "2 orders are marked" in await pastes(pat, *lines)
        again = await pastes(pat, *lines)
        assert "Nothing was marked" in again
        assert again.count("was sent before") == 2
        assert owed(shop) == 2


async def test_a_line_that_can_be_read_in_two_ways_is_not_guessed(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        bos, anas = number_of(shop, bo), number_of(shop, ana)
        said = await pastes(
            pat, f"{bos} {anas}", f"{bos}, one, two", f"{bos}, {'x' * 41}", f"{bos}, DHL, 123456"
        )
        assert "Line 1: I cannot tell" in said
        assert "Line 2: I cannot tell" in said
        assert f"“{bos}, one, two”" in said
        assert "Line 3: too long" in said
        assert "1 order is marked" in said, "a bad line does not use its order up"
        assert bought(shop, ana).state == "placed"


async def test_a_long_list_of_nonsense_is_answered_in_several_messages(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (pat,) = shop.phones("Pat")
        await hires(shop, pat)
        await buys(shop.phones("Mei")[0])
        said = await pastes(pat, *(f"{NASTY * 3}{number}" for number in range(70)))
        assert "Line 70:" in said
        assert "‹ Orders" in pat.labels()
        assert "Nothing was marked" in await pastes(pat, " , ;\t")


@pytest.mark.parametrize(
    ("line", "carrier", "tracking"),
    [
        ("K7M2QX9P DHL 00340434161094", "DHL", "00340434161094"),
        ("00340434161094 DHL K7M2QX9P", "DHL", "00340434161094"),
        ("DHL; K7M2-QX9P; 0034 0434", "DHL", "0034 0434"),
        ("k7m2 qx9p Deutsche Post RR 123 456 DE", "Deutsche Post RR", "123 456 DE"),
        ("K7M2QX9P, 4PX, 300123456", "4PX", "300123456"),
        ("K7M2QX9P 300123456 4PX", "4PX", "300123456"),
        ("Ｋ７Ｍ２ＱＸ９Ｐ　圆通速递　ＹＴ１２３４５６", "圆通速递", "YT123456"),
        ("K7M2QX9P", "", ""),
        ("K7M2QX9P,by bicycle", "by bicycle", ""),
        ("#K7M2QX9P: 123456", "", "123456"),
    ],
)
def test_columns_come_in_any_order(line: str, carrier: str, tracking: str) -> None:
    (read,) = read_list(line)
    assert Reading("K7M2QX9P", carrier, tracking) in read.readings
