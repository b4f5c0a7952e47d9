"""Stories of buttons to plans that are pressed twice, or too late."""

from datetime import UTC, datetime

from sqlalchemy import select

from flows.presses.every import WIRE
from flows.presses.plan import PlanAt, RepeatPlan, ShowPlan
from groupbuys.channels.plan_tables import post_plan
from tests.desk.test_posting import OURS
from tests.flows.bazaar import Bazaar
from tests.posts.test_desk import rows
from tests.posts.test_planning import looks_at_posts, the_plan


async def test_a_button_that_is_pressed_twice_makes_one_plan(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        evening = int(datetime(2026, 3, 2, 17, tzinfo=UTC).timestamp()) // 60
        for _ in range(2):
            await mei.wire(WIRE.encode(PlanAt(OURS, rows(shop)[0].deal_id, evening)))
            assert "🕒 Mar 2, 18:00 (UTC+1), all chosen channels" in mei.last.text
        await mei.press("Every day")
        await mei.wire(WIRE.encode(PlanAt(OURS, rows(shop)[0].deal_id, evening)))
        assert "Every day at 18:00" in mei.last.text, "that is when it comes next"
        assert len(shop.run(lambda tx: tx.all(select(post_plan)))) == 1


async def test_an_old_button_to_a_plan_of_a_deal_that_is_over_promises_no_next_post(
    database_url: str,
) -> None:
    with Bazaar(database_url) as shop:
        mei = await looks_at_posts(shop)
        await mei.press("Post later")
        await mei.press("Today 18:00")
        await mei.press("Every day")
        await mei.press("‹ Posts")
        await mei.press("‹ The deal")
        await mei.press("End it")
        await mei.press("End it now")
        for press in (
            ShowPlan(OURS, the_plan(shop).id),
            RepeatPlan(OURS, the_plan(shop).id, "weekly"),
        ):
            await mei.wire(WIRE.encode(press))
            assert "That plan is over." in mei.toasts[-1]
            assert "next:" not in mei.last.text
            mei.toasts.clear()
