"""Packing: what to fetch place by place, and a tick for what lies ready."""

from catalog.keeping import points
from catalog.keeping.shopkeeping import Handover
from flows.presses.counter import SetPacked, ShowTicks, ShowToFetch
from groupbuys.fulfilment import fulfilling
from tests.desk.packing import (
    LANTERN,
    bought,
    buys,
    hires,
    looks,
    number_of,
    presses,
    rows,
    succeeds,
)
from tests.desk.test_counter import choose
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar


async def test_what_is_packed_is_ticked_and_no_longer_fetched(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        await looks(pat)
        assert "3 × Enamel mug" in pat.last.text
        await pat.press("Tick what is packed")
        await pat.press(f"☐ {number_of(shop, bo)}")
        assert "1 of 3 lie ready" in pat.last.text
        ticked = [label for label in pat.labels() if label[0] in "☐☑"]
        assert [label[0] for label in ticked] == ["☐", "☑", "☐"], "each stays in its place"
        await presses(pat, SetPacked(LANTERN, bought(shop, bo).id, 1, 0))
        assert "1 of 3 lie ready" in pat.last.text, "pressed twice is ticked once"
        await pat.press(f"☐ {number_of(shop, ana)}")
        await pat.press(f"☑ {number_of(shop, ana)}")
        assert "1 of 3 lie ready" in pat.last.text
        await looks(pat)
        assert "2 × Enamel mug" in pat.last.text
        assert "Packed: 1" in pat.last.text
        await pat.press(number_of(shop, bo))
        assert "Packed: it lies ready" in pat.last.text
        await pat.press("Not packed yet")
        assert "To be packed" in pat.last.text
        await pat.press("Packed")
        assert "lies ready" in pat.last.text
        await bo.command("orders")
        assert "getting it ready" in bo.last.text


async def test_what_left_is_not_ticked_any_more(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        line = bought(shop, bo)
        shop.run(lambda tx: fulfilling.ship(tx, LANTERN, line.id))
        await presses(pat, SetPacked(LANTERN, line.id, 1, 0))
        assert "was sent before" in pat.last.text
        assert "0 of 2 lie ready" in pat.last.text
        assert rows(shop)[1].packed_at is None


async def test_the_pick_list_goes_by_place(database_url: str) -> None:
    """By pickup point, product and variant; what nobody knows where to bring stands apart."""
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        await hires(shop, pat, Handover.PICKUP)
        corner = shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Corner <b>"))
        station = shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Station"))
        await choose(shop, bo, corner)
        await choose(shop, ana, station)
        await looks(pat)
        await pat.press("What to fetch")
        text = pat.last.text
        assert text.count("1 × Enamel mug") == 3
        heads = [text.index(head) for head in ("Station", "Corner &lt;b&gt;", "Not known where")]
        assert heads == sorted(heads)
        await presses(pat, SetPacked(LANTERN, bought(shop, ana).id, 1, 0))
        await presses(pat, ShowToFetch(LANTERN))
        assert "Station" not in pat.last.text


async def test_an_empty_shelf_and_another_shops_are_alike(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei, eve) = shop.phones("Mei", "Eve")
        await buys(mei)
        await opens_shop(eve)
        await presses(eve, ShowToFetch(2))
        assert "nothing to fetch" in eve.last.text
        await presses(eve, ShowTicks(2))
        assert "no order here" in eve.last.text
        await presses(eve, SetPacked(2, bought(shop, mei).id, 1, 0))
        assert "That order is not here" in eve.last.text
        assert rows(shop)[0].packed_at is None
