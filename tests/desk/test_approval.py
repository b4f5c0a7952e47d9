"""What the operator decides about shops: approval before the first deal, and suspension with a reason."""

import pytest
from sqlalchemy import select

from catalog.keeping import shopkeeping
from catalog.tables import deal
from storage.tables import alarm
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, posted, sends
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import told


async def test_a_shop_that_waits_keeps_its_draft_and_goes_live_when_approved(
    database_url: str,
) -> None:
    """The operator may require approval before the first deal goes live, and hears who waits."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        shop.run(lambda tx: shopkeeping.want_approval(tx, wanted=True))
        await opens_shop(mei)
        assert "once the operator has approved" in mei.last.text
        raised = shop.run(lambda tx: tx.value(select(alarm.c.text)))
        assert "Olive corner" in raised
        assert f"kaituan approve {OURS}" in raised
        await sends(mei, OIL)
        await mei.press("Publish")
        assert "looks at your shop first" in mei.toast
        assert not shop.run(lambda tx: tx.all(select(deal).where(deal.c.shop_id == OURS)))
        assert shop.run(lambda tx: shopkeeping.approve(tx, OURS))
        news = told(shop, mei)["shop_live"]
        assert news is not None
        assert "The shop is live" in news.text
        await mei.press("Publish")
        assert "It is live" in mei.last.text
        assert not shop.run(lambda tx: shopkeeping.approve(tx, OURS))


async def test_a_suspended_shop_takes_no_new_groups_and_its_open_ones_go_on(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await posted(shop, mei)
        await bo.start("shop-2")
        await bo.write("olive")
        await bo.press("Olive oil")
        await bo.press("Start a group")
        assert shop.run(lambda tx: shopkeeping.suspend(tx, OURS, "the <goods> never came"))
        await bo.pay()
        assert "You are in" in bo.last.text
        news = told(shop, mei)["shop_suspended"]
        assert news is not None
        assert "the &lt;goods&gt; never came" in news.text
        await mei.command("shop")
        assert "It is suspended: the &lt;goods&gt; never came" in mei.last.text
        await mei.press("Deals")
        await mei.press("⏸ Olive oil")
        await mei.press("Resume")
        assert "the shop is suspended" in mei.toast
        await sends(mei, OIL)
        await mei.press("Publish")
        assert "suspended" in mei.toast
        shop.run(lambda tx: shopkeeping.approve(tx, OURS))
        assert "shop_suspended" in told(shop, mei)
        await mei.command("shop")
        await mei.press("Deals")
        await mei.press("⏸ Olive oil")
        await mei.press("Resume")
        assert "Live" in mei.last.text


@pytest.mark.parametrize("number", [99, 0])
def test_a_shop_that_is_not_there_is_neither_approved_nor_suspended(
    sqlite_url: str, number: int
) -> None:
    with Bazaar(sqlite_url) as shop:
        assert not shop.run(lambda tx: shopkeeping.approve(tx, number))
        assert not shop.run(lambda tx: shopkeeping.suspend(tx, number, "why"))
