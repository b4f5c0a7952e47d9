"""What buyers are told of the ticks at the counter: each that is news to them, and none that is not true any more."""

from catalog.keeping.shopkeeping import Handover
from flows.presses.counter import HandOutNow, TakeIn
from people import wishes
from tests.desk.packing import LANTERN, bought, buys, hires, presses, succeeds
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.follow.street import Street

HANDED, WAITS = "Your order is handed out", "still waits for you"


def is_quiet(shop: Bazaar, phone: Phone) -> None:
    """It is quiet there for the next two hours."""
    number, hour = me(shop, phone), shop.now.hour
    shop.run(lambda tx: wishes.set_quiet(tx, number, hour, hour + 2))
    shop.run(lambda tx: wishes.set_zone(tx, number, "UTC"))


async def test_the_buyer_hears_of_the_tick_and_that_it_was_a_mistake(database_url: str) -> None:
    """Also where somebody else fetched it."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        mei, bo, _, pat = await succeeds(shop)
        order = bought(shop, bo)
        await presses(pat, HandOutNow(LANTERN, order.id))
        await street.go()
        assert len(street.heard(bo, HANDED)) == 1
        assert street.heard(mei, HANDED) == []
        await presses(pat, TakeIn(LANTERN, order.id))
        await street.go()
        assert len(street.heard(bo, WAITS)) == 1
        shop.wind(minutes=1)
        await presses(pat, HandOutNow(LANTERN, order.id))
        await presses(pat, HandOutNow(LANTERN, order.id))
        await street.go()
        assert len(street.heard(bo, HANDED)) == 2


async def test_a_tick_that_is_undone_and_made_again_while_it_is_quiet_is_told_once(
    database_url: str,
) -> None:
    """Promise 26: what nobody has heard of is withdrawn with its mistake."""
    with Bazaar(database_url, provider="") as shop:
        street = Street(shop)
        (mei,) = await street.phones("Mei")
        (pat,) = shop.phones("Pat")
        await buys(mei)
        await hires(shop, pat, Handover.PICKUP)
        await street.go()
        is_quiet(shop, mei)
        order = bought(shop, mei)
        for pressed in (HandOutNow, TakeIn, HandOutNow, TakeIn):
            shop.wind(minutes=1)
            await presses(pat, pressed(LANTERN, order.id))
            await street.go()
        shop.wind(hours=3)
        await street.go()
        assert street.heard(mei, WAITS) == [], "nobody had said that it was handed out"
        is_quiet(shop, mei)
        for pressed in (HandOutNow, TakeIn, HandOutNow):
            shop.wind(minutes=1)
            await presses(pat, pressed(LANTERN, order.id))
            await street.go()
        shop.wind(hours=3)
        await street.go()
        assert len(street.heard(mei, HANDED)) == 1
        assert street.heard(mei, WAITS) == []
