"""Stories of a merchant who plans posts by chatting."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from flows.presses.every import WIRE, Press
from flows.presses.plan import (
    ChoosePlace,
    DropPlan,
    MovePlan,
    MovePlanTo,
    PlanAt,
    PlanPost,
    PutPlan,
    RepeatPlan,
    ShowPlan,
)
from groupbuys.channels import hushing, timing
from groupbuys.channels.hushing import Manner
from groupbuys.channels.plan_tables import post_plan
from storage.transaction import Found
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, sends
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.posts.test_desk import opens_with, rows

FOREVER = "Olive oil 1 l, 12 alone, 9 for three, 40 bottles"


def the_plan(shop: Bazaar) -> Found:
    """The newest plan."""
    return shop.run(lambda tx: tx.all(select(post_plan).order_by(post_plan.c.id)))[-1]


async def looks_at_posts(shop: Bazaar, caption: str = OIL, *titles: str) -> Phone:
    """Mei has published a deal, and looks where it is posted."""
    (mei,) = shop.phones("Mei")
    await opens_with(shop, mei, *(titles or ("News", "Sale")))
    await sends(mei, caption)
    await mei.press("Publish")
    await mei.press("Posts")
    return mei


async def test_a_post_is_planned_with_two_presses_and_mended(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        assert mei.labels() == [
            *("Today 18:00", "Tomorrow 09:00", "Tomorrow 12:00", "Tomorrow 18:00", "‹ Back"),
        ]
        assert "By the shop's clock: Berlin" in mei.last.text
        await mei.press("Today 18:00")
        assert "🕒 Mar 2, 18:00 (UTC+1), all chosen channels" in mei.last.text
        await mei.press("Every day")
        assert "Every day at 18:00, all chosen channels; next: Mar 2, 18:00" in mei.last.text
        assert "Each new post takes down the one before it" in mei.last.text
        await mei.press("✎ Where")
        await mei.press("Sale")
        assert "Every day at 18:00, Sale;" in mei.last.text
        await mei.press("Every week")
        assert "Every Monday at 18:00, Sale; next: Mar 2, 18:00" in mei.last.text
        await mei.press("✎ When")
        await mei.press("Tomorrow 09:00")
        assert "Every Tuesday at 09:00, Sale; next: Mar 3, 09:00" in mei.last.text
        await mei.press("‹ Posts")
        assert "🕒 Every Tuesday at 09:00, Sale; next: Mar 3, 09:00 (UTC+1)" in mei.last.text
        await mei.press("🕒 Every Tuesday at 09:00")
        await mei.press("✎ Where")
        await mei.press("All that are chosen")
        await mei.press("Remove the plan")
        assert "🕒 Every" not in mei.last.text
        assert the_plan(shop).next_at is None


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("Fri 18:00", datetime(2026, 3, 6, 17, tzinfo=UTC)),
        ("明天上午9点", datetime(2026, 3, 3, 8, tzinfo=UTC)),
        ("tomorrow noon", datetime(2026, 3, 3, 11, tzinfo=UTC)),
        ("今晚8点", datetime(2026, 3, 2, 19, tzinfo=UTC)),
        ("March 5, 9:30 pm", datetime(2026, 3, 5, 20, 30, tzinfo=UTC)),
    ],
)
async def test_the_moment_is_typed_in_ones_own_words(
    sqlite_url: str, words: str, at: datetime
) -> None:
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.write(words)
        assert "all chosen channels" in mei.last.text
        assert the_plan(shop).next_at == at


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (f"{NASTY}", "❓ “&lt;b&gt;"),
        ("Friday", "at what time of day?"),
        ("today 9:00", "that is over already"),
        ("明天 9点", "in two ways"),
        ("now", "press Post into a channel"),
        ("March 9, 9:00", "The deal ends Mar 8, 20:00 (UTC+1)"),
    ],
)
async def test_what_is_not_clear_is_said_and_asked_again(
    sqlite_url: str, words: str, why: str
) -> None:
    """Promise 35."""
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.write(words)
        assert why in mei.last.text
        assert "Today 18:00" in mei.labels()
        assert shop.run(lambda tx: tx.all(select(post_plan))) == []
        await mei.write("Friday 18:00")
        assert "Mar 6, 18:00" in mei.last.text


async def test_a_moment_that_went_by_while_one_looked_is_refused(sqlite_url: str) -> None:
    """Promise 35."""
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        shop.wind(hours=6)
        await mei.press("Today 18:00")
        assert "That is over already" in mei.last.text
        assert "Today 18:00" not in mei.labels()
        for minute in (-1, 10**12):
            await mei.wire(WIRE.encode(PlanAt(OURS, rows(shop)[0].deal_id, minute)))
            assert "That is over already" in mei.last.text or "ends" in mei.last.text


async def test_the_list_says_why_a_plan_posts_nothing(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.press("Today 18:00")
        await mei.press("Every day")
        deal = rows(shop)[0].deal_id
        await mei.press("‹ Posts")
        await mei.press("‹ The deal")
        await mei.press("Pause")
        await mei.press("Posts")
        assert "Every day at 18:00, all chosen channels; left out while the deal" in mei.last.text
        assert "🕒 Goes out when the deal goes on" in mei.last.text
        await mei.press("🕒 Every day")
        await mei.press("Once")
        assert "all chosen channels; waits while the deal is paused" in mei.last.text
        await mei.press("Every week")
        await mei.press("‹ Posts")
        await mei.press("‹ The deal")
        await mei.press("Resume")
        shop.now = datetime(2026, 3, 2, 18, tzinfo=UTC)
        assert shop.run(timing.post_due) == 1
        await mei.press("Posts")
        assert "Every Monday at 18:00, all chosen channels; the deal is over before" in (
            mei.last.text
        )
        assert deal == the_plan(shop).deal_id


async def test_a_plan_in_quiet_hours_says_when_it_goes_out(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        shop.run(lambda tx: hushing.set_hush(tx, OURS, 17, 9, Manner.WAIT.value))
        await mei.press("Post later")
        await mei.press("Today 18:00")
        assert "It is quiet in your channels then: it goes out Mar 3, 09:00" in mei.last.text


async def test_a_copy_of_a_deal_has_no_plans(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop, FOREVER)
        await mei.press("Post later")
        await mei.press("Today 18:00")
        await mei.press("‹ Posts")
        await mei.press("‹ The deal")
        await mei.press("End it")
        await mei.press("End it now")
        await mei.press("Posts")
        assert "Mar 2, 18:00" not in mei.last.text, "a deal that is over has no plans"
        assert "Post later" not in mei.labels()
        await mei.press("‹ The deal")
        await mei.press("Copy")
        await mei.press("Publish")
        assert "It is live" in mei.last.text
        await mei.press("Posts")
        assert "Mar 2, 18:00" not in mei.last.text


async def test_without_a_channel_there_is_nothing_to_plan(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_shop(mei)
        await sends(mei, OIL)
        await mei.press("Publish")
        assert "📣" not in mei.last.text
        await mei.press("Posts")
        await mei.press("Post later")
        assert "No channel is connected yet" in mei.last.text


async def test_plans_of_another_shop_look_like_none(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.press("Today 18:00")
        plan, other = the_plan(shop), OURS + 1
        (bo,) = shop.phones("Bo")
        await opens_shop(bo, "Other")
        presses: tuple[Press, ...] = (
            PlanPost(other, plan.deal_id),
            PlanAt(other, plan.deal_id, 29_550_000),
            ShowPlan(other, plan.id),
            RepeatPlan(other, plan.id, "daily"),
            MovePlan(other, plan.id),
            MovePlanTo(other, plan.id, 29_550_000),
            ChoosePlace(other, plan.id),
            PutPlan(other, plan.id, 1),
            DropPlan(other, plan.id),
        )
        for press in presses:
            await bo.wire(WIRE.encode(press))
            assert "Olive" not in bo.last.text
        assert the_plan(shop) == plan


async def test_a_plan_is_put_only_into_channels_of_its_shop(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.press("Today 18:00")
        plan = the_plan(shop)
        for press in (PutPlan(OURS, plan.id, 99), RepeatPlan(OURS, plan.id, "hourly")):
            await mei.wire(WIRE.encode(press))
            assert the_plan(shop) == plan


@pytest.mark.parametrize(
    ("titles", "said"),
    [
        (("News <b>",), "📣 It is being posted into News &lt;b&gt;."),
        (("News", "Sale"), "📣 It is being posted into News, Sale."),
        (("A", "B", "C", "D"), "📣 It is being posted into A, B and 2 more."),
    ],
)
async def test_after_publishing_it_is_said_where_it_is_posted(
    sqlite_url: str, titles: tuple[str, ...], said: str
) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, *titles)
        await sends(mei, OIL)
        await mei.press("Publish")
        assert said in mei.last.text


async def test_after_publishing_at_night_it_is_said_when_it_is_posted(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, "News")
        shop.run(lambda tx: hushing.set_hush(tx, OURS, 12, 20, Manner.WAIT.value))
        await sends(mei, OIL)
        await mei.press("Publish")
        assert "📣 It will be posted into News: " in mei.last.text
        assert "Mar 2, 20:00" in mei.last.text
