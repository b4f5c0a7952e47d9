"""When few are left, those who make deals hear of it once."""

from typing import Any

import pytest
from sqlalchemy import func, select

from catalog.keeping.roles import Role
from catalog.low_stock import turned
from catalog.tables import variant
from flows.presses.every import WIRE, Anew
from flows.presses.stock import Restock
from groupbuys.holds import expire_due
from scheduler.looking import HoldBack, look
from storage.claiming import Owed
from storage.tables import outbox
from tests.desk.packing import LANTERN, buys, hires
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, sends
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import told
from tests.flows.walks import opens, sees_mug
from tests.stock.shelf import keeper, mug, says

_OWED = select(func.count()).where(outbox.c.kind.in_(["low_stock", "low_product"]))


def owed(shop: Bazaar) -> int:
    """How many warnings are owed."""
    return int(shop.run(lambda tx: tx.value(_OWED)))


async def wants(phone: Phone, few: str) -> None:
    """Be warned below that many."""
    await phone.command("shop")
    await phone.press("Stock")
    await phone.press("When to warn")
    await phone.write(few)


async def test_the_keepers_of_deals_hear_once_that_few_are_left(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, pat = shop.phones("Mei", "Bo", "Pat")
        kim = await keeper(shop)
        await hires(shop, pat)
        await says(shop, kim, "=7")
        await opens(mei)
        assert owed(shop) == 1, "the packer makes no deals"
        said = told(shop, kim)["low_stock"]
        assert said is not None
        assert "only 4 are left" in said.text
        button = said.buttons[0][0]
        assert button.kind == "press"
        inner = WIRE.decode(button.wire)
        assert isinstance(inner, Anew)
        assert WIRE.decode(inner.wire) == Restock(LANTERN, mug(shop))
        await buys(bo)
        assert owed(shop) == 1, "once"
        shop.wind(minutes=1)
        await kim.wire(button.wire)
        await kim.write("+4")
        assert told(shop, kim)["low_stock"] is None, "no longer true"
        await buys(pat)
        assert owed(shop) == 1, "six and six are no few"
        shop.wind(minutes=1)
        await opens(bo)
        assert owed(shop) == 2, "there were more in between"


async def test_what_goes_to_and_fro_is_told_once(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await says(shop, kim, "=5")
        for _ in range(3):
            await sees_mug(mei)
            await mei.press("Buy alone")
            shop.wind(minutes=16)
            shop.run(expire_due)
        assert owed(shop) == 1


async def test_a_shop_says_when_it_wants_to_hear(database_url: str) -> None:
    """Promise 36: any digits; zero is never."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        kim = await keeper(shop)
        await wants(kim, "3.5")
        assert "Only whole numbers" in kim.last.text
        await kim.write("３９")
        assert "fewer than 39 are free" in kim.last.text
        await buys(mei)
        assert owed(shop) == 0
        await buys(bo)
        assert owed(shop) == 1
        await wants(kim, "0")
        assert "do not warn" in kim.last.text
        assert told(shop, kim)["low_stock"] is None


async def test_a_product_of_several_kinds_runs_low_as_a_whole(database_url: str) -> None:
    """Groups set aside of all kinds together: each kind may have many while no group can be opened."""
    with Bazaar(database_url, minimum=3, capacity=60) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        shop.run(lambda tx: tx.write(variant.update().where(variant.c.sku == "S-M").values(free=9)))
        await mei.write("shirt")
        await mei.press("Blue cotton shirt")
        await mei.press("Start a group")
        await mei.press("S")
        await mei.press("Start a group")
        said = told(shop, kim)
        assert set(said) == {"low_product"}
        news = said["low_product"]
        assert news is not None
        assert "4 are left of all kinds together" in news.text


async def test_a_warning_waits_for_the_morning_and_ends_with_the_job(sqlite_url: str) -> None:
    """Promise 26."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await says(shop, kim, "=7")
        shop.wind(hours=12)
        await opens(mei)
        row = shop.run(lambda tx: tx.first(select(outbox).where(outbox.c.kind == "low_stock")))
        assert row is not None
        there: dict[str, Any] = {name: getattr(row, name, shop.now) for name in Owed.__slots__}
        given = Owed(**there)
        seen = shop.run(lambda tx: look(tx, given, lambda *_: None))
        assert isinstance(seen, HoldBack)
        await hires(shop, kim, role=Role.PACKER)
        assert told(shop, kim)["low_stock"] is None


@pytest.mark.parametrize(
    ("free", "units", "warned", "answer"),
    [
        (5, 1, False, None),
        (4, 1, False, True),
        (3, 1, True, None),
        (4, 2, True, True),
        (5, 1, True, False),
        (6, 1, False, None),
        (0, 40, False, True),
    ],
)
def test_it_is_news_again_only_after_there_were_more(
    free: int, units: int, *, warned: bool, answer: bool | None
) -> None:
    assert turned(free, units, 5, warned=warned) is answer


async def test_as_many_as_the_limit_are_not_fewer_than_it(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        kim = await keeper(shop)
        await says(shop, kim, "=6")
        await opens(mei)
        said = told(shop, kim)["low_stock"]
        assert said is not None
        assert "only 3 are left" in said.text
        await says(shop, kim, "+2")
        assert told(shop, kim)["low_stock"] is None, "five are no fewer than five"


async def test_a_number_that_nobody_gave_is_not_read_out(database_url: str) -> None:
    """Goods typed in the chat have a stand-in for one; goods of a file have their own."""
    with Bazaar(database_url) as shop:
        (ana,) = shop.phones("Ana")
        await opens_shop(ana)
        await sends(ana, OIL)
        await ana.press("Publish")
        await ana.command("shop")
        await ana.press("Stock")
        await ana.press("40 · Olive oil 1 l")
        assert "Free: 40" in ana.last.text
        assert "SKU" not in ana.last.text
        kim = await keeper(shop)
        await kim.command("shop")
        await kim.press("Stock")
        await kim.press("40 · Enamel mug")
        assert "SKU: " in kim.last.text
