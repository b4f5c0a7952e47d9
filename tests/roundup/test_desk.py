"""Stories of a merchant who plans a round-up in the chat, and of shoppers who come through one."""

import pytest

from catalog.keeping.roles import Role
from flows.presses.every import WIRE
from flows.presses.roundup import PickRoundup, PostRoundup, SetRoundup, ShowRoundup
from groupbuys.channels import footfall, posts, roundup_plans, roundup_standing
from groupbuys.channels.footfall import Figures
from groupbuys.channels.roundup_plans import Plan
from tests.desk.rooms import works
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, sends
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.posts.test_desk import opens_with, rows

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def plan(shop: Bazaar, shop_id: int = OURS) -> Plan:
    """What the shop wants."""
    found = shop.run(lambda tx: roundup_plans.plan(tx, shop_id))
    assert found is not None
    return found


async def goes_to_it(mei: Phone) -> None:
    """Go from the desk to the round-up."""
    await mei.command("shop")
    await mei.press("Channels")
    await mei.press("Daily round-up")


async def test_a_merchant_turns_it_on_changes_its_hour_and_turns_it_off(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, f"News {NASTY}", "Sale")
        await goes_to_it(mei)
        assert "It is off." in mei.last.text
        assert "Turn it off" not in mei.labels()
        await mei.press("18:00")
        assert "Every day at <b>18:00</b> by the shop's clock" in mei.last.text
        assert "✓ 18:00" in mei.labels()
        assert plan(shop).minute == 18 * 60
        await mei.press("Another time")
        await mei.write("soon")
        assert "I cannot read that as a time" in mei.last.text
        await mei.write("half past seven-ish")
        await mei.write("7")
        assert "In the morning or in the evening?" in mei.last.text
        await mei.press("19:00")
        assert plan(shop).minute == 19 * 60
        await mei.press("Another time")
        await mei.write("晚上8点半")
        assert plan(shop).minute == 20 * 60 + 30
        await mei.command("shop")
        await mei.press("Channels")
        await mei.press("Daily round-up: 20:30")
        await mei.press("✓ Post into Sale")
        assert "Not into Sale" in mei.labels()
        await mei.press("Turn it off")
        assert "It is off." in mei.last.text
        assert plan(shop).minute is None


async def posts_one(shop: Bazaar, mei: Phone) -> None:
    """Mei has a deal in two channels, and posts a round-up of it."""
    await opens_with(shop, mei, "News", "Sale")
    await sends(mei, OIL)
    await mei.press("Publish")
    await goes_to_it(mei)
    await mei.press("Post one now")


async def test_one_is_posted_now_and_what_it_brought_is_said(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana, eve = shop.phones("Mei", "Bo", "Ana", "Eve")
        await posts_one(shop, mei)
        assert "On its way into 2 channels." in mei.toasts[-1]
        assert "🕒 On its way" in mei.last.text
        await mei.press("Post one now")
        assert "One is on its way already." in mei.toasts[-1]
        whole, line = rows(shop)[2:4]
        assert (whole.deal_id, line.part_of) == (None, whole.id)
        shop.run(lambda tx: posts.sent(tx, whole.id, 5, "face"))
        await bo.start(f"post-{DIGITS[line.id]}")
        assert "<b>Olive oil 1 l</b>" in bo.last.text
        await bo.press("Start a group")
        await bo.pay()
        await ana.start(f"post-{DIGITS[line.id]}")
        await eve.start(f"post-{DIGITS[whole.id]}")
        assert "Olive oil" in eve.last.text, "the button leads into the shop"
        await bo.start(f"post-{DIGITS[whole.id]}")
        await mei.start(f"post-{DIGITS[whole.id]}")
        await goes_to_it(mei)
        assert "Through it: 3 opened, 1 joined, 1 paid" in mei.last.text
        assert "🟢 Posted" in mei.last.text
        found = shop.run(lambda tx: footfall.of_deal(tx, OURS, line.deal_id))
        assert found == {line.id: Figures(2, 1, 1, started=1)}
        await says_so_on_the_deals_page(mei)


async def says_so_on_the_deals_page(mei: Phone) -> None:
    """A deal's posts name its lines too."""
    await mei.command("shop")
    await mei.press("Deals")
    await mei.press("🟢 Olive oil")
    await mei.press("Posts")
    assert "🗓 In the round-up of" in mei.last.text
    assert "Through it: 2 opened, 1 joined, 1 paid" in mei.last.text
    assert mei.labels().count("Take down: News") == 1, "the deal's own post, not a line"


async def test_without_a_deal_or_a_channel_one_is_told_why_nothing_is_posted(
    sqlite_url: str,
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, "News")
        await goes_to_it(mei)
        await mei.press("Post one now")
        assert "No deal is live" in mei.toasts[-1]
        await sends(mei, OIL)
        await mei.press("Publish")
        await goes_to_it(mei)
        await mei.press("✓ Post into News")
        await mei.press("Post one now")
        assert "No channel is chosen" in mei.toasts[-1]
        assert len(rows(shop)) == 1


async def test_a_manager_may_and_a_packer_and_a_stranger_may_not(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo, ana, eve = shop.phones("Mei", "Bo", "Ana", "Eve")
        await opens_with(shop, mei, "News")
        for phone in (bo, ana, eve):
            await phone.start()
        works(shop, bo, Role.MANAGER)
        works(shop, ana, Role.PACKER)
        for phone in (ana, eve):
            await phone.wire(WIRE.encode(SetRoundup(OURS, 600)))
            assert "not yours to do" in phone.last.text
        assert plan(shop).minute is None
        await goes_to_it(bo)
        await bo.press("09:00")
        assert plan(shop).minute == 540


@pytest.mark.parametrize("minute", [24 * 60, 10**9, -7])
async def test_a_forged_minute_turns_it_off(sqlite_url: str, minute: int) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, "News")
        await mei.wire(WIRE.encode(SetRoundup(OURS, 600)))
        await mei.wire(WIRE.encode(SetRoundup(OURS, minute)))
        assert plan(shop).minute is None


async def test_another_shops_channels_and_figures_look_like_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await posts_one(shop, mei)
        await opens_shop(bo, "Other")
        other, channel = OURS + 1, rows(shop)[0].channel_id
        for press in (PickRoundup(other, channel, 0), PostRoundup(other), ShowRoundup(other, 3)):
            await bo.wire(WIRE.encode(press))
            assert "News" not in bo.last.text
            assert not any("News" in label for label in bo.labels())
        assert not shop.run(lambda tx: roundup_standing.last(tx, other))
        assert all(wanted for _, wanted in shop.run(lambda tx: roundup_plans.choices(tx, OURS)))
