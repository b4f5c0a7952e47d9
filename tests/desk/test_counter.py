"""At the counter: one number after the other, a code that the buyer shows, and a wrong tick undone."""

from catalog.keeping import points
from catalog.keeping.shopkeeping import Handover
from flows.faces import START_LINK, PressButton
from flows.presses.counter import HandOutAt, HandOutNow, ShowCode, TakeIn
from groupbuys.fulfilment import directing, handover
from groupbuys.refunding import take_back
from storage.transaction import Transaction
from tests.desk.packing import (
    LANTERN,
    balanced,
    bought,
    buys,
    hires,
    looks,
    number_of,
    presses,
    rows,
    succeeds,
)
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me


async def stands(packer: Phone) -> None:
    """Go to the counter."""
    await looks(packer)
    await packer.press("Hand out")


async def test_the_counter_goes_on_until_it_is_left(database_url: str) -> None:
    """Each tick says what goes over the counter and what is to be paid; the second says when, and by whom."""
    with Bazaar(database_url, provider="") as shop:
        mei, bo, pat = shop.phones("Mei", "Bo <i>", "Pat & Co")
        await buys(mei)
        await buys(bo)
        await hires(shop, pat, Handover.PICKUP)
        await stands(pat)
        await pat.write(number_of(shop, mei))
        assert "Take €9.99 now" in pat.last.text
        shop.wind(hours=3)
        await pat.write(number_of(shop, bo))
        assert "Bo &lt;i&gt;" in pat.last.text, "still at the counter"
        shop.wind(hours=3)
        await pat.write(number_of(shop, mei))
        assert "was handed out before" in pat.last.text
        assert "by Pat &amp; Co" in pat.last.text, "promise 38"
        assert [row.handed_by for row in rows(shop)] == [me(shop, pat)] * 2
        await pat.press("Leave the counter")
        await pat.write(number_of(shop, mei))
        assert "handed out" not in pat.last.text, "these words are a search"
        balanced(shop)


async def test_a_wrong_tick_is_undone_within_minutes(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, ana, pat = await succeeds(shop)
        await stands(pat)
        await pat.write(number_of(shop, bo))
        await pat.press("Not handed out: undo")
        assert "it waits again" in pat.last.text
        assert {row.seat_state for row in rows(shop)} == {"confirmed"}
        assert rows(shop)[1].handed_by is None
        await bo.command("orders")
        assert "received" not in bo.last.text
        await presses(pat, HandOutNow(LANTERN, bought(shop, bo).id))
        assert "is handed out" in pat.last.text
        await pat.write(number_of(shop, ana))
        assert "is handed out" in pat.last.text, "the next number may be typed at once"
        shop.wind(minutes=10)
        for buyer in (bo, ana):
            await presses(pat, TakeIn(LANTERN, bought(shop, buyer).id))
            assert "can be undone for ten minutes" in pat.last.text
        assert [row.state for row in rows(shop)] == ["placed", "received", "received"]
        assert "Not handed out: undo" not in pat.labels()
        balanced(shop)


async def test_what_was_taken_back_meanwhile_is_not_undone(database_url: str) -> None:
    """Promise 21."""
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        line = bought(shop, bo)
        await presses(pat, HandOutNow(LANTERN, line.id))
        shop.run(lambda tx: take_back(tx, line.id))
        before = rows(shop)
        await presses(pat, TakeIn(LANTERN, line.id))
        assert rows(shop) == before
        balanced(shop)


async def test_each_counter_knows_what_waits_there(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        await hires(shop, pat, Handover.PICKUP)
        corner = shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Corner <b>"))
        await choose(shop, bo, corner)
        shop.run(lambda tx: points.add_pickup_point(tx, LANTERN, "Station"))
        await stands(pat)
        assert {"Corner <b>", "Station", "Any of them"} <= set(pat.labels())
        await pat.press("Station")
        assert "At the counter: Station" in pat.last.text
        await pat.write(number_of(shop, bo))
        assert "waits at Corner &lt;b&gt;, not here" in pat.last.text
        assert bought(shop, bo).state == "placed"
        await pat.press("Hand it out all the same")
        assert bought(shop, bo).state == "received"


async def choose(shop: Bazaar, buyer: Phone, point_id: int) -> None:
    """The buyer fetches it there."""
    line, number = bought(shop, buyer), me(shop, buyer)

    def said(tx: Transaction) -> None:
        one = handover.bought(tx, number, "o", line.id)
        assert one is not None
        directing.pick_up_at(tx, one, point_id)

    shop.run(said)


async def test_a_buyer_shows_a_code_that_only_the_counter_can_open(database_url: str) -> None:
    """To anybody else its link says what every forged link says."""
    with Bazaar(database_url) as shop:
        mei, bo, _, pat = await succeeds(shop)
        (eve,) = shop.phones("Eve")
        await opens_shop(eve)
        number = number_of(shop, bo)
        await bo.command("orders")
        await bo.press("Enamel mug")
        await bo.press("Show this at the counter")
        assert number in bo.last.text
        assert START_LINK + f"take-{number}" in bo.last.text
        assert number[:4].translate({ord(one): ord(one) + 0xFEE0 for one in number}) in bo.last.text
        for stranger in (mei, eve):
            seen = await stranger.start(f"take-{number}")
            assert seen.text == (await stranger.start("take-22222222")).text
            assert number not in seen.text
        await bo.start(f"take-{number}")
        assert "the shop is getting it ready" in bo.last.text, "their own order"
        await pat.start(f"take-{number.lower()}")
        assert "Buyer: Bo" in pat.last.text
        await pat.press("Hand out")
        assert f"<b>{number}</b> is handed out" in pat.last.text
        await bo.command("orders")
        await bo.press("Enamel mug")
        assert "Show this at the counter" not in bo.labels()
        await presses(bo, ShowCode(bought(shop, bo).id))
        assert "take-" not in bo.last.text
        await presses(mei, ShowCode(bought(shop, bo).id))
        assert number not in mei.last.text


async def test_what_is_delivered_is_shown_at_no_counter(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        _, bo, _, pat = await succeeds(shop)
        await hires(shop, pat, Handover.DELIVERY)
        await bo.command("orders")
        await bo.press("Enamel mug")
        assert "Show this at the counter" not in bo.labels()


async def test_a_stranger_at_the_counter_sees_nothing(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        _, bo, _, _ = await succeeds(shop)
        (eve,) = shop.phones("Eve")
        await opens_shop(eve)
        await presses(eve, HandOutAt(2, 0))
        await eve.write(number_of(shop, bo))
        assert "This shop has no order" in eve.last.text
        await presses(eve, HandOutNow(2, bought(shop, bo).id))
        await presses(eve, TakeIn(2, bought(shop, bo).id))
        assert "Bo" not in eve.last.text
        assert bought(shop, bo).state == "placed"
        undo = [one for row in eve.last.buttons for one in row if isinstance(one, PressButton)]
        assert not [one for one in undo if "undo" in one.label]
