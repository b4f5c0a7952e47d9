"""What people read of rewards: before a group is started, in it, at its success, when it thaws, and under /rewards."""

import pytest
from sqlalchemy import select

from catalog.leader_reward import LeaderReward, RewardKind
from flows.news.notices import compose
from flows.replies import Say
from groupbuys.refunding import take_back
from groupbuys.rewards.reward_tables import reward
from groupbuys.rewards.thawing import thaw_due
from groupbuys.tables import purchase
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.flows.walks import joins, opens, sees_mug
from tests.rewards.ground import FIVE, FREE, every_line

FIFTH = LeaderReward(RewardKind.SHARE, 2050)


def told(shop: Bazaar, kind: str, subject: int, person: int) -> str:
    """What somebody is told of that, or nothing."""
    replies = shop.run(lambda tx: compose(tx, kind, subject, person, "")) or ()
    return "".join(one.screen.text for one in replies if isinstance(one, Say))


async def filled(shop: Bazaar) -> tuple[Phone, Phone]:
    """Mei leads a group for the mug to success; gives her and Bo."""
    mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
    token = await opens(mei)
    await joins(bo, token)
    await joins(ana, token)
    return mei, bo


@pytest.mark.parametrize(
    ("promised", "words"),
    [
        (FIFTH, "gets 20.5% of what the others pay"),
        (FREE, "gets one piece of their own order free"),
        (FIVE, "gets €5.00"),
    ],
)
async def test_the_page_of_a_deal_says_what_its_leader_gets(
    sqlite_url: str, promised: LeaderReward, words: str
) -> None:
    """Before anybody starts a group; and in it everybody reads that its leader is rewarded."""
    with Bazaar(sqlite_url, reward=promised) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await sees_mug(mei)
        assert words in mei.last.text
        token = await opens(mei)
        await bo.start(token)
        assert "The shop rewards whoever leads this group." in bo.last.text


async def test_a_deal_without_a_reward_says_nothing_of_one(sqlite_url: str) -> None:
    """Nor is anybody told of any."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = await filled(shop)
        await sees_mug(bo)
        assert "🏅" not in bo.last.text
        assert "🏅" not in told(shop, "succeeded", 1, me(shop, mei))
        await mei.command("rewards")
        assert "You have no reward yet." in mei.last.text


async def test_the_leader_reads_at_success_what_is_coming_and_once_when_it_thaws(
    sqlite_url: str,
) -> None:
    """7.49 a mug: a fifth and a half of two is 3.07."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        mei, bo = await filled(shop)
        said = told(shop, "succeeded", 1, me(shop, mei))
        assert "🏅 For leading it you get €3.07." in said
        assert "Mar 9" in said
        assert "🏅" not in told(shop, "succeeded", 1, me(shop, bo))
        await mei.command("rewards")
        assert "€3.07 frozen" in mei.last.text
        assert "3 orders: 20.5% of €14.98 = €3.07" in mei.last.text
        assert told(shop, "reward_thawed", 1, me(shop, mei)) == ""
        shop.wind(days=61)
        shop.run(lambda tx: thaw_due(tx, 9))
        said = told(shop, "reward_thawed", 1, me(shop, mei))
        assert "€3.07 for leading the group for" in said
        assert "yours to use now in Lantern" in said
        await mei.command("rewards")
        assert "Lantern: <b>€3.07</b> to use" in mei.last.text


async def test_what_credit_pays_is_said_before_and_after(sqlite_url: str) -> None:
    """At the choice, at the invoice, and in the order."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        mei, _ = await filled(shop)
        shop.wind(days=61)
        shop.run(lambda tx: thaw_due(tx, 9))
        await sees_mug(mei)
        await mei.press("More than one")
        assert "−€3.07 with your credit · to pay: <b>€11.91</b>" in mei.last.text
        await sees_mug(mei)
        await mei.press("Buy alone")
        assert any("−€3.07 with your credit" in one.text for one in mei.messages.values())
        await mei.pay()
        await mei.command("rewards")
        assert "−€3.07: used for order" in mei.last.text
        assert "There is no credit left to use just now." in mei.last.text


async def test_what_was_taken_back_is_said_with_its_reason(sqlite_url: str) -> None:
    """One order was returned: half of it."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        mei, bo = await filled(shop)
        wanted = select(purchase.c.id).where(purchase.c.person_id == me(shop, bo))
        number = shop.run(lambda tx: int(tx.value(wanted)))
        shop.run(lambda tx: take_back(tx, number))
        await mei.command("rewards")
        assert "−€1.54 taken back: an order for" in mei.last.text


async def test_every_kind_of_line_is_said_page_by_page(sqlite_url: str) -> None:
    """The newest first; under a page that is gone stands the last one."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        mei, _ = await filled(shop)
        number = me(shop, mei)
        shop.run(lambda tx: every_line(tx, number, 1, 1))
        await mei.command("rewards")
        assert "came back from a purchase in Lantern" in mei.last.text
        read = mei.last.text
        for _ in range(2):
            await mei.press("›")
            read += mei.last.text
        for words in (
            "was returned (€0.77 more had been spent already",
            "part of an order for",
            "not everybody fetched",
            "are yours to use: the group for",
        ):
            assert words in read, words


async def test_rewards_are_reached_from_what_one_leads(sqlite_url: str) -> None:
    """And lead back there."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        await mei.command("lead")
        await mei.press("My rewards")
        assert "My rewards" in mei.last.text
        await mei.press("Groups that you lead")
        assert "Groups that you lead" in mei.last.text


async def test_another_s_rewards_are_nobody_s_business(sqlite_url: str) -> None:
    """Whoever has none sees none."""
    with Bazaar(sqlite_url, reward=FIFTH) as shop:
        _, bo = await filled(shop)
        assert len(shop.run(lambda tx: tx.all(select(reward)))) == 1
        await bo.command("rewards")
        assert "You have no reward yet." in bo.last.text
