"""Every way in which an invite can have gone stale leads somewhere (promise 10)."""

import pytest
from sqlalchemy import update

from catalog import deals
from catalog.tables import product
from flows.presses.every import ShowGroup
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from tests.flows.bazaar import Bazaar
from tests.flows.walks import joins, opens, sees_mug, the_group, token_of


async def test_the_link_of_a_failed_group_leads_to_the_nearest_open_one(database_url: str) -> None:
    """Promise 10: to the one that misses the fewest people."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, li, kim = shop.phones("Mei", "Bo", "Ana", "Li", "Kim")
        token = await opens(mei)
        shop.wind(hours=24)
        shop.run(close_due)
        await opens(bo)
        nearer = await opens(ana)
        await joins(li, nearer)
        await kim.start(token)
        assert "not enough people" in kim.last.text
        assert "These groups for the same thing are open" in kim.last.text
        assert kim.labels()[0].startswith("Group with 2 in")
        await kim.press("Group with 2 in")
        await kim.press("Join")
        await kim.pay()
        assert "3 of 3" in kim.cards[0].text


async def test_the_link_of_a_full_group_leads_to_a_new_one_where_no_other_is_open(
    database_url: str,
) -> None:
    """Promise 10: full of people who are still paying counts as full."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, kim = shop.phones("Mei", "Bo", "Ana", "Kim")
        token = await opens(mei)
        await joins(bo, token)
        await ana.start(token)
        await ana.press("Join")
        await kim.start(token)
        assert "Join" not in kim.labels()
        await kim.press("Start a group")
        await kim.pay()
        assert "1 of 3" in kim.cards[0].text


async def test_a_leader_who_left_leaves_links_that_keep_working(database_url: str) -> None:
    """Promises 8 and 10: theirs, too."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await mei.press("Leave")
        await mei.press("Leave")
        await joins(ana, token)
        assert "2 of 3" in ana.cards[0].text
        await mei.start(token)
        assert "your own link" in mei.last.text
        await joins(mei, token_of(bo))
        assert the_group(shop).paid == 3


@pytest.mark.parametrize("ending", ["failed", "deal ended", "called off"])
async def test_ones_own_link_of_a_group_that_is_over_leads_on_as_well(
    sqlite_url: str, ending: str
) -> None:
    """Promises 9 and 10."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        token = await opens(mei)
        deal_id = the_group(shop).deal_id
        if ending == "called off":
            shop.run(lambda tx: cancel_deal(tx, deal_id, "sorry"))
        if ending == "deal ended":
            shop.run(lambda tx: deals.end(tx, deal_id))
        shop.wind(hours=24)
        shop.run(close_due)
        await mei.start(token)
        assert "your own link" not in mei.last.text
        assert "Invite friends" not in mei.labels()
        assert ("Start a group" in mei.labels()) == (ending == "failed")
        assert "Open groups" in mei.labels()
        assert "€7.49 is on its way back" in mei.last.text


async def test_the_link_of_a_deal_that_ended_still_joins_its_running_group(
    sqlite_url: str,
) -> None:
    """Promises 10 and 14: and when that is over it says that there is nothing more of it."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: deals.end(tx, deal_id))
        await joins(bo, token)
        assert "2 of 3" in bo.cards[0].text
        shop.wind(hours=24)
        shop.run(close_due)
        await ana.start(token)
        assert "Start a group" not in ana.labels()
        assert "There is no other open group for this just now." in ana.last.text
        assert {"Open groups", "Home"} <= set(ana.labels())


async def test_the_link_of_a_deal_that_was_deleted_says_so(sqlite_url: str) -> None:
    """Promise 10: its product was taken off the shelf."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        group = the_group(shop)
        shop.run(lambda tx: cancel_deal(tx, group.deal_id, "sorry"))
        hidden = update(product).where(product.c.id == group.product_id).values(published=0)
        shop.run(lambda tx: tx.write(hidden))
        await bo.start(token)
        assert "called off" in bo.last.text
        assert "This is no longer offered" in bo.last.text
        await bo.press("Open groups")
        assert bo.messages, "and there are ways on"


async def test_a_group_whose_leader_has_not_paid_says_so_and_leads_on(sqlite_url: str) -> None:
    """Promises 1 and 10."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await sees_mug(mei)
        await mei.press("Start a group")
        await bo.do(ShowGroup(1))
        assert "its leader is still paying" in bo.last.text
        assert "Join" not in bo.labels()
        assert "Start a group" in bo.labels()
        shop.wind(minutes=16)
        shop.run(expire_due)
        await bo.do(ShowGroup(1))
        assert "never opened" in bo.last.text
        assert "Start a group" in bo.labels()


async def test_a_link_of_another_kind_of_bot_lands_softly(database_url: str) -> None:
    """Promise 10: with white space, in another script, with a NUL, and as long as a message."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        token = await opens(mei)
        for strange in (f"x{token}", f"{token}x", token.swapcase(), "\0", "٢" * 16, "A" * 4096):
            await mei.start(strange)
            assert "leads to no group here" in mei.last.text
            assert "Browse" in mei.labels()
        await mei.start(f"  {token} ")
        assert "your own link" in mei.last.text
