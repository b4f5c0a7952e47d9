"""A shop's pickup points come and go: what was promised stays, or its buyers are told and asked again."""

from catalog.keeping.points import PickupPoint
from catalog.keeping.shopkeeping import Handover
from groupbuys.fulfilment import handover, pickup
from groupbuys.fulfilment.handover import MISSING
from tests.desk.packing import LANTERN, buys
from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens
from tests.handover.ground import delivers, has_points, places


async def test_the_only_pickup_point_is_everybodys_without_a_word(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await buys(mei)
        assert places(shop) == [None], "there is none yet, and nothing to choose"
        has_points(shop, "Corner")
        assert places(shop) == ["Corner"]
        await buys(bo)
        assert places(shop) == ["Corner", "Corner"]


async def test_who_was_promised_the_only_point_keeps_it_when_another_opens(
    database_url: str,
) -> None:
    """Seats of open groups, which become orders later, and solo purchases; who buys afterwards chooses."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, late = shop.phones("Mei", "Bo", "Ana", "Late")
        has_points(shop, "Corner")
        token = await opens(mei)
        await joins(bo, token)
        await buys(late)
        has_points(shop, "Market")
        await joins(ana, token)
        assert places(shop) == ["Corner", "Corner", "Corner", None]
        waiting = shop.run(lambda tx: handover.waiting(tx, LANTERN))
        assert waiting == {1: 3, MISSING: 1}


async def test_a_shop_that_delivers_from_now_on_hands_over_what_it_promised(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        has_points(shop, "Corner")
        await buys(mei)
        delivers(shop)
        await buys(bo)
        assert places(shop) == ["Corner", None]
        delivers(shop, Handover.PICKUP)
        assert places(shop) == ["Corner", "Corner"]


async def test_closing_the_point_leaves_what_was_fetched_there_as_it_was(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        (corner,) = has_points(shop, "Corner")
        await buys(mei)
        assert shop.run(lambda tx: pickup.waiting_at(tx, LANTERN, corner)) == 1
        assert not shop.run(lambda tx: pickup.close_point(tx, LANTERN + 1, corner))
        assert places(shop) == ["Corner"]
        assert shop.run(lambda tx: pickup.close_point(tx, LANTERN, corner))
        assert places(shop) == [None]
        assert shop.run(lambda tx: handover.waiting(tx, LANTERN)) == {MISSING: 1}
        moved = PickupPoint(corner, "Corner", "elsewhere", "")
        assert not shop.run(lambda tx: pickup.edit_point(tx, LANTERN, moved)), "it is closed"
