"""Opening invites: one's own, a friend's, those of full and ended groups, and strange ones."""

import pytest

from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.walks import joins, opens, the_group, token_of


async def test_ones_own_link_is_offered_to_share(sqlite_url: str) -> None:
    """Promise 9."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        token = await opens(mei)
        await mei.start(token)
        assert "your own link" in mei.last.text
        assert "Join" not in mei.labels()
        assert token_of(mei) == token


async def test_the_words_that_are_passed_on_are_friendly_and_true(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        words = mei.shared().text
        assert "€7.49 each instead of €9.99" in words
        assert "2 more people needed by Mar 3, 13:00 (UTC+1)." in words


async def test_whoever_joined_sees_their_group_behind_the_link(sqlite_url: str) -> None:
    """Promise 9: from whichever device, however often."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        await bo.start(token)
        assert "Join" not in bo.labels()
        assert "Leave" in bo.labels()


async def test_the_link_of_a_full_group_leads_to_the_nearest_open_one(database_url: str) -> None:
    """Promise 10."""
    with Bazaar(database_url) as shop:
        mei, bo, ana, li, kim = shop.phones("Mei", "Bo", "Ana", "Li", "Kim")
        token = await opens(mei)
        await joins(bo, token)
        await opens(li)
        await joins(ana, token)
        await kim.start(token)
        assert "It is complete" in kim.last.text
        await kim.press("Group with 1 in")
        await kim.press("Join")
        await kim.pay()
        assert "2 of 3" in kim.cards[0].text


async def test_the_link_of_an_ended_group_leads_to_opening_a_new_one(sqlite_url: str) -> None:
    """Promise 10."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        shop.wind(hours=24)
        shop.run(close_due)
        await bo.start(token)
        assert "You could start one" in bo.last.text
        await bo.press("Start a group")
        await bo.pay()
        assert "1 of 3" in bo.cards[0].text


async def test_the_link_of_a_deal_that_was_called_off_says_so(sqlite_url: str) -> None:
    """Promises 10, 14."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "no mugs"))
        await bo.start(token)
        assert "called off" in bo.last.text
        assert "Start a group" not in bo.labels()
        assert "Open groups" in bo.labels()


@pytest.mark.parametrize(
    "token", ["x", "AAAAAAAAAAAAAAAA", "a" * 400, "' OR 1=1 --", "<b>", "群", "p_1"]
)
async def test_a_strange_link_lands_softly_in_the_shop(sqlite_url: str, token: str) -> None:
    """Promise 10."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start(token)
        assert "leads to no group here" in mei.last.text
        assert "Browse" in mei.labels()


async def test_an_invite_tells_who_invites_and_what_it_costs(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, li = *shop.phones("Mei"), *shop.phones("Li", language="zh-hans")
        await li.start(await opens(mei))
        text = visible(li.last.text)
        assert "Mei 邀请你一起拼团" in text
        assert "每件 €7.49，单买 €9.99，省\N{NO-BREAK SPACE}25%" in text
        assert "参团" in li.labels()
