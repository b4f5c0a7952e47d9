"""What a shop has to deliver: packed, sent, handed out; and what its buyers hear of it."""

import pytest

from catalog.keeping.shopkeeping import Handover
from flows.presses.every import HandOut, ShipBare, ShipOrder, ShowShopOrder, ShowShopOrders
from groupbuys.model import GivenBack
from groupbuys.refunding import take_back
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
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import told
from tests.flows.walks import sees_mug


async def test_a_packer_sends_one_and_hands_out_another(database_url: str) -> None:
    """Promise 28: the buyer of what was sent hears of it once, with how it travels."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, pat = await succeeds(shop)
        await looks(pat)
        assert "3 × Enamel mug" in pat.last.text
        assert {"✓ To pack: 3", "Sent: 0", "Handed out: 0"} <= set(pat.labels())
        await pat.press(number_of(shop, bo))
        for words in ("Buyer: Bo &lt;i&gt;", "1 × Enamel mug", "€7.49 is paid", "To be packed"):
            assert words in pat.last.text
        await pat.press("Mark as shipped")
        await pat.write("DHL 0034 0434")
        assert "the buyer will be told" in pat.last.text
        assert "DHL, tracking number 0034 0434" in pat.last.text
        await looks(pat)
        await pat.press("Hand out")
        shown = number_of(shop, ana)
        await pat.write(f" #{shown[:4].lower()}-{shown[4:]} ")
        for words in (f"<b>{shown}</b> is handed out", "1 × Enamel mug", "Ana", "€7.49 is paid"):
            assert words in pat.last.text
        await looks(pat)
        assert {"✓ To pack: 1", "Sent: 1", "Handed out: 1"} <= set(pat.labels())
        states = {(row.state, row.seat_state) for row in rows(shop)}
        assert states == {("placed", "confirmed"), ("shipped", "shipped"), ("received", "received")}
        heard = told(shop, bo)["shipped"]
        assert heard is not None
        for words in (number_of(shop, bo), "on its way", "DHL, tracking number 0034 0434"):
            assert words in heard.text
        assert "shipped" not in told(shop, ana)
        assert "shipped" not in told(shop, mei)
        balanced(shop)


async def test_a_second_press_changes_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        ship = ShipBare(LANTERN, bought(shop, bo).id)
        await presses(pat, ship)
        await presses(pat, HandOut(LANTERN))
        await pat.write(number_of(shop, ana))
        before = rows(shop)
        shop.wind(hours=1)
        await presses(pat, ship)
        assert "was sent before" in pat.last.text
        await presses(pat, ShipOrder(LANTERN, bought(shop, bo).id))
        assert "Type the carrier" not in pat.last.text, "there is nothing to ask any more"
        await presses(pat, HandOut(LANTERN))
        await pat.write(number_of(shop, ana))
        assert "was handed out before" in pat.last.text
        await pat.write(number_of(shop, bo))
        assert "was sent before" in pat.last.text
        assert rows(shop) == before
        assert owed(shop) == 1


async def test_a_number_that_will_not_do_is_answered_with_what_would_be_right(
    database_url: str,
) -> None:
    """Promise 38 too; and at the counter the next number may be typed at once."""
    with Bazaar(database_url, provider="") as shop:
        mei, pat = shop.phones("Mei", "Pat")
        await buys(mei)
        await hires(shop, pat, Handover.PICKUP)
        await looks(pat)
        await pat.press("Hand out")
        await pat.write("ABCDEFGH")
        assert "no order ABCDEFGH" in pat.last.text
        assert "eight letters and digits" in pat.last.text
        await pat.write("<&>")
        assert "no order &lt;&amp;&gt;" in pat.last.text
        await pat.write(number_of(shop, mei))
        assert "Take €9.99 now" in pat.last.text
        assert (bought(shop, mei).state, rows(shop)[0].received_at) == ("received", shop.now)
        await mei.command("orders")
        await mei.press("Enamel mug")
        assert "€9.99 was paid at pickup" in mei.last.text


async def test_another_shops_orders_look_like_none(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, _, _ = await succeeds(shop)
        (eve,) = shop.phones("Eve")
        await opens_shop(eve)
        before, line = rows(shop), bought(shop, bo)
        for order_id in (line.id, 10**9):
            for press in (
                ShowShopOrder(2, order_id),
                ShipOrder(2, order_id),
                ShipBare(2, order_id),
            ):
                await presses(eve, press)
                assert "That order is not here" in eve.last.text
                assert "Bo" not in eve.last.text
        await presses(eve, HandOut(2))
        for number in (line.number or "?", "ABCDEFGH"):
            await eve.write(number)
            assert f"This shop has no order {number}" in eve.last.text
        await presses(eve, ShowShopOrders(2, 0, "p"))
        assert "no order here" in eve.last.text
        assert rows(shop) == before
        assert owed(shop) == 0


@pytest.mark.parametrize("provider", ["sandbox", ""])
async def test_what_was_taken_back_is_not_to_pack(database_url: str, provider: str) -> None:
    """Promise 16: and when it was placed stays what it was."""
    with Bazaar(database_url, provider=provider) as shop:
        mei, pat = shop.phones("Mei", "Pat")
        await buys(mei)
        await hires(shop, pat)
        (was,) = rows(shop)
        shop.wind(hours=2)
        assert isinstance(shop.run(lambda tx: take_back(tx, was.id)), GivenBack)
        await looks(pat)
        assert "✓ To pack: 0" in pat.labels()
        assert "Enamel mug" not in pat.last.text
        await presses(pat, ShipBare(LANTERN, was.id))
        assert "was taken back" in pat.last.text
        await presses(pat, HandOut(LANTERN))
        await pat.write(was.number)
        assert "was taken back" in pat.last.text
        (now,) = rows(shop)
        assert now.placed_at == was.placed_at
        assert (now.shipped_at, now.received_at, owed(shop)) == (None, None, 0)


async def test_what_was_taken_back_on_its_way_is_no_longer_announced(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        order_id = bought(shop, bo).id
        await presses(pat, ShipBare(LANTERN, order_id))
        assert isinstance(shop.run(lambda tx: take_back(tx, order_id)), GivenBack)
        assert told(shop, bo)["shipped"] is None
        assert rows(shop)[1].shipped_at is not None
        balanced(shop)


async def test_an_order_that_nobody_paid_is_none_of_the_shops(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, pat = shop.phones("Mei", "Pat")
        await sees_mug(mei)
        await mei.press("Buy alone")
        await hires(shop, pat)
        await presses(pat, ShipBare(LANTERN, bought(shop, mei).id))
        assert "That order is not here" in pat.last.text
        assert owed(shop) == 0


async def test_pages_turn_and_a_page_that_is_gone_shows_the_last(database_url: str) -> None:
    """The oldest first where something is to be done."""
    with Bazaar(database_url) as shop:
        buyers = shop.phones(*(f"Buyer {number}" for number in range(9)))
        for one in buyers:
            await buys(one)
            shop.wind(minutes=1)
        (pat,) = shop.phones("Pat")
        await hires(shop, pat)
        await looks(pat)
        shown = [label for label in pat.labels() if "Enamel" in label]
        assert [f"Buyer {number}" in label for number, label in enumerate(shown)] == [True] * 8
        await pat.press("›")
        assert [label for label in pat.labels() if "Buyer 8" in label]
        assert "To fetch" not in pat.last.text
        await presses(pat, ShowShopOrders(LANTERN, 99, "p"))
        assert [label for label in pat.labels() if "Buyer 8" in label]
        await presses(pat, ShowShopOrders(LANTERN, 0, "?"))
        assert "9 × Enamel mug" in pat.last.text


async def test_a_shop_offers_the_way_that_it_hands_over(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        press = ShowShopOrder(LANTERN, bought(shop, bo).id)
        for how, offered in (
            (Handover.PICKUP, {"Hand out"}),
            (Handover.DELIVERY, {"Mark as shipped"}),
            (Handover.BOTH, {"Hand out", "Mark as shipped"}),
        ):
            await hires(shop, pat, how)
            await presses(pat, press)
            assert {"Hand out", "Mark as shipped"} & set(pat.labels()) == offered
