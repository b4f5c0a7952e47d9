"""A buyer chooses among pickup points, and is told and asked again when the shop changes them."""

from catalog.keeping.points import PickupPoint
from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover
from flows.presses.handover import ClosePointNow, PickUpAt, ShowOrdersAt
from groupbuys.fulfilment import pickup
from groupbuys.fulfilment.handover import DELIVERED, MISSING
from tests.desk.packing import LANTERN, bought, buys, hires, looks, presses
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import told
from tests.flows.walks import joins, opens
from tests.handover.ground import delivers, has_points, places


async def test_the_only_point_is_shown_and_nobody_is_asked(database_url: str) -> None:
    """0 extra presses: no button on the receipt, on the card, or in the news."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, late = shop.phones("Mei", "Bo", "Ana", "Late")
        has_points(shop, "Corner")
        await buys(late)
        assert "Corner street 1" in late.last.text
        token = await opens(mei)
        await joins(bo, token)
        await joins(ana, token)
        news = told(shop, mei)["succeeded"]
        assert news is not None
        assert "Corner street 1" in news.text
        labels = [
            label
            for phone in (mei, late)
            for one in phone.messages.values()
            for label in phone.labels(one)
        ]
        assert not [label for label in [*labels, *mei.labels(news)] if "here to" in label]
        shop.wind(hours=25)
        assert "ask_where" not in told(shop, mei)


async def test_one_of_several_points_is_chosen_in_one_press(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, eve = shop.phones("Mei", "Eve")
        corner, market = has_points(shop, "Corner", "Market")
        await buys(mei)
        await mei.press("📍 Where to?")
        for words in ("Corner street 1", "9 to 18", "Market street 1"):
            assert words in mei.last.text
        await mei.press("📍 Market")
        assert "You pick it up here:\n📍 <b>Market</b>" in mei.last.text
        assert "✓ Market" in mei.labels()
        assert mei.last.text.count("Market street 1") == 1, "what is chosen is said once"
        assert "another way:\n\n📍 <b>Corner</b>" in mei.last.text
        assert places(shop) == ["Market"]
        line = bought(shop, mei)
        await eve.start()
        await presses(eve, PickUpAt("o", line.id, corner))
        await presses(mei, PickUpAt("o", line.id, 10**9))
        assert places(shop) == ["Market"], "nor is a point that is not there, or a stranger's press"
        await opens_shop(eve)
        elsewhere = shop.run(lambda tx: pickup.open_point(tx, 2, "Eve's"))
        await presses(mei, PickUpAt("o", line.id, elsewhere))
        assert places(shop) == ["Market"], "another shop's is like none"
        assert market != elsewhere


async def test_who_waits_at_a_point_that_closes_is_told_and_asked_again(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, owner = shop.phones("Mei", "Bo", "Owner")
        corner, market, *_ = has_points(shop, "Corner", "Market", "Station")
        await hires(shop, owner, Handover.PICKUP, Role.OWNER)
        for phone, point in ((mei, corner), (bo, market)):
            await buys(phone)
            await presses(phone, PickUpAt("o", bought(shop, phone).id, point))
        await owner.command("shop")
        await owner.press("More")
        await owner.press("Handover")
        await owner.press("Close Corner")
        assert "1 purchase is to be picked up there" in owner.last.text
        assert places(shop) == ["Corner", "Market"]
        await owner.press("Close it")
        assert places(shop) == [None, "Market"]
        asked = told(shop, mei)["where"]
        assert asked is not None
        assert "Please say where they should go" in asked.text
        assert mei.labels(asked)[0] == "📍 Where to?"
        assert "where" not in told(shop, bo)
        await presses(owner, ClosePointNow(LANTERN, market))
        assert places(shop) == ["Station", "Station"], "the only one that is left"
        moved = told(shop, bo)["where"]
        assert moved is not None
        assert "Station street 1" in moved.text


async def test_new_words_of_a_point_reach_who_picks_up_there(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, owner = shop.phones("Mei", "Owner")
        await opens_shop(owner)
        await owner.press("Add a pickup point")
        await owner.write("Corner\n12 Main Street\n9 to 18")
        shop.run(lambda tx: pickup.open_point(tx, LANTERN, "Lantern's"))
        await buys(mei)
        await owner.press("✎ Corner")
        await owner.press("Hours")
        await owner.write("x" * 201)
        assert "too long, or empty" in owner.last.text
        await owner.write("10 to 12")
        assert "10 to 12" in owner.last.text
        await owner.press("No hours")
        assert "10 to 12" not in owner.last.text
        await owner.press("Name")
        await owner.write("Corner house")
        assert "Corner house" in owner.last.text
        assert "where" not in told(shop, mei), "that is another shop's"
        shop.run(
            lambda tx: pickup.edit_point(tx, LANTERN, PickupPoint(2, "Lantern's", "Side 1", ""))
        )
        heard = told(shop, mei)["where"]
        assert heard is not None
        assert "Side 1" in heard.text


async def test_orders_to_pack_are_looked_at_by_place(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana, pat = shop.phones("Mei", "Bo", "Ana", "Pat")
        corner, _ = has_points(shop, "Corner", "Market")
        delivers(shop, Handover.BOTH)
        for phone in (mei, bo, ana):
            await buys(phone)
        await presses(mei, PickUpAt("o", bought(shop, mei).id, corner))
        await bo.press("📍 Where to?")
        await bo.press("🚚 Have it delivered")
        await bo.write("Bo\n0151 2345678\nMain Street 5")
        await hires(shop, pat)
        await looks(pat)
        for label in ("📍 Corner: 1", "🚚 Delivery: 1", "❔ Address missing: 1"):
            assert label in pat.labels()
        for place, buyer in ((corner, "Mei"), (DELIVERED, "Bo"), (MISSING, "Ana")):
            await presses(pat, ShowOrdersAt(LANTERN, place))
            listed = [label for label in pat.labels() if "Enamel mug" in label]
            assert len(listed) == 1
            assert buyer in listed[0]
        await pat.press(next(label for label in pat.labels() if "Ana" in label))
        assert "Address missing" in pat.last.text
