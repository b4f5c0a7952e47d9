"""How many letters a shop may write in a day of its own."""

from datetime import UTC, datetime

from sqlalchemy import select

from catalog.keeping.roles import Role
from flows.presses.follow import WriteToBuyers
from groupbuys.tables import purchase
from groupbuys.telling.letters import A_DAY_OF_SHOP
from tests.desk.packing import LANTERN, hires, presses
from tests.flows.bazaar import Bazaar
from tests.follow.street import Street
from tests.follow.test_letters import keeps, sends, sent, writes


async def test_two_a_day_about_a_deal_by_the_shops_own_clock(database_url: str) -> None:
    """Berlin's midnight is at 23:00 UTC."""
    with Bazaar(database_url) as shop:
        street = Street(shop)
        pat, (bo,), mug = await keeps(street, "Bo")
        street.no_quiet(bo)
        for number in range(2):
            await sends(street, pat, mug, f"Letter {number}.")
        await writes(pat, mug, "Letter 2.")
        assert "2 messages a day about one deal" in pat.toast
        shop.now = datetime(2026, 3, 2, 22, 59, tzinfo=UTC)
        await presses(pat, WriteToBuyers(LANTERN, mug))
        assert "2 messages a day about one deal" in pat.toast
        shop.now = datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
        await sends(street, pat, mug, "Letter 3.")
        assert sent(shop) == ["Letter 0.", "Letter 1.", "Letter 3."]
        assert len(street.heard(bo, "Letter")) == 3


async def test_no_more_a_day_from_one_shop_however_many_deals_it_has(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        street = Street(shop)
        (pat,) = await street.phones("Pat")
        await hires(shop, pat, role=Role.MANAGER)
        street.publish(*(f"Oil {number}" for number in range(4)))
        for number in range(4):
            await pat.write(f"Oil {number}")
            await pat.press(f"Oil {number}")
            await pat.press("Buy alone")
            await pat.pay()
        first = bought_deals(shop)
        for number in range(A_DAY_OF_SHOP):
            await sends(street, pat, first[number // 2], f"Letter {number}.")
        await presses(pat, WriteToBuyers(LANTERN, first[3]))
        assert "6 messages a day from one shop" in pat.toast


def bought_deals(shop: Bazaar) -> list[int]:
    """The deals that somebody bought in, in that order."""
    wanted = select(purchase.c.deal_id).order_by(purchase.c.id)
    return [row.deal_id for row in shop.run(lambda tx: tx.all(wanted))]
