"""Stories of plans: a deal is posted at its hour, once or again and again, and a channel shows one, current post."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from catalog import deals
from catalog.keeping import channels
from catalog.offers import find_deal
from catalog.tables import deal, shop
from groupbuys.channels import hushing, plans, posting
from groupbuys.channels.hushing import Manner
from groupbuys.channels.plan_tables import post_plan
from groupbuys.channels.plans import Misfit, Plan
from groupbuys.channels.rhythm import LATE, Repeat, Rhythm
from scheduler.sending import TryLater
from tests.posts.board import NEWS, SALE, Board

EVENING = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""Six o'clock in Berlin, five hours after the stories begin."""

DAY = timedelta(days=1)


def planned(board: Board, at: datetime = EVENING, how: Repeat = Repeat.ONCE) -> Plan:
    """The deal is to be posted then, and again and again."""
    shop_id, deal_id = board.town.shop_id, board.town.deal_id
    made = board.town.run(
        lambda tx: plans.make(tx, find_deal(tx, deal_id), at, "Europe/Berlin", board.owner)  # type: ignore[arg-type]  # it is there
    )
    assert not isinstance(made, Misfit)
    plan = board.town.run(lambda tx: plans.find(tx, shop_id, made))
    assert plan is not None
    assert board.town.run(lambda tx: plans.repeat(tx, plan, how, "Europe/Berlin"))
    return plan


def next_at(board: Board) -> datetime | None:
    """When the one plan comes next."""
    found: datetime | None = board.town.run(lambda tx: tx.value(select(post_plan.c.next_at)))
    return found


async def comes(board: Board, at: datetime) -> None:
    """It is that moment, and some seconds more."""
    board.town.now = at
    await board.work_for(15)


async def test_once_is_posted_at_its_hour_into_all_chosen_channels(board: Board) -> None:
    planned(board)
    sale = board.channel(SALE).id
    await comes(board, EVENING - timedelta(minutes=1))
    assert board.said(NEWS) == []
    board.town.run(lambda tx: posting.choose(tx, board.town.shop_id, sale, wanted=False))
    await comes(board, EVENING)
    assert (len(board.said(NEWS)), len(board.said(SALE))) == (1, 0), "as they are chosen then"
    assert next_at(board) is None
    await comes(board, EVENING + DAY)
    assert len(board.said(NEWS)) == 1


async def test_every_day_the_new_post_takes_down_the_one_before_once_it_stands(
    board: Board,
) -> None:
    planned(board, how=Repeat.DAILY)
    board.publish()
    await board.work()
    await comes(board, EVENING)
    assert next_at(board) == EVENING + DAY
    assert board.office.sender.deleted == [], "what somebody posted by hand stays"
    board.office.sender.next[NEWS] = [TryLater(after=120, reason="429")]
    await comes(board, EVENING + DAY)
    assert [one.chat for one in board.office.sender.deleted] == [SALE], "not before it stands"
    await board.work_for(150)
    assert sorted(one.chat for one in board.office.sender.deleted) == [SALE, NEWS]
    assert board.states() == ["shown", "shown", "down", "down", "shown", "shown"]
    deleted = {(one.chat, one.message_id) for one in board.office.sender.deleted}
    rows = board.rows()
    assert deleted == {(row.chat, row.message_id) for row in rows[2:4]}


async def test_a_new_post_that_never_stands_leaves_the_one_before(board: Board) -> None:
    planned(board, how=Repeat.DAILY)
    await comes(board, EVENING)
    board.office.sender.next[NEWS] = [TryLater(maybe_sent=True, reason="504")]
    await comes(board, EVENING + DAY)
    assert board.states() == ["shown", "down", "unknown", "shown"]
    await comes(board, EVENING + 2 * DAY)
    assert board.states() == ["down", "down", "unknown", "down", "shown", "shown"]


async def test_plans_in_two_channels_and_of_two_hours_take_down_their_own(board: Board) -> None:
    first = planned(board, how=Repeat.DAILY)
    later = planned(board, EVENING + timedelta(hours=1), how=Repeat.DAILY)
    only = board.channel(NEWS).id
    for one in (first, later):
        assert board.town.run(lambda tx, one=one: plans.put(tx, one, only))  # type: ignore[misc]  # a plan
    for day in range(2):
        await comes(board, EVENING + day * DAY)
        await comes(board, EVENING + timedelta(hours=1) + day * DAY)
    assert board.said(SALE) == []
    assert board.states() == ["down", "down", "shown", "shown"]


async def test_after_a_week_of_downtime_what_is_repeated_comes_once(board: Board) -> None:
    """Promise 24."""
    planned(board, how=Repeat.DAILY)
    await comes(board, EVENING + 7 * DAY + timedelta(hours=1))
    assert len(board.said(NEWS)) == 1
    assert next_at(board) == EVENING + 8 * DAY


async def test_what_is_repeated_is_left_out_where_it_is_too_late_and_once_is_made_up_for(
    board: Board,
) -> None:
    """Promise 24."""
    planned(board, how=Repeat.DAILY)
    await comes(board, EVENING + 7 * DAY + LATE + timedelta(seconds=1))
    assert board.said(NEWS) == []
    assert next_at(board) == EVENING + 8 * DAY
    planned(board, EVENING + 7 * DAY + timedelta(hours=5))
    await comes(board, EVENING + 8 * DAY - timedelta(seconds=30))
    assert len(board.said(NEWS)) == 1


async def test_a_paused_deal_leaves_out_what_is_repeated_and_once_waits(board: Board) -> None:
    """Promise 14."""
    planned(board, how=Repeat.DAILY)
    once = planned(board, EVENING + timedelta(minutes=5))
    board.town.run(lambda tx: deals.pause(tx, board.town.deal_id))
    await comes(board, EVENING + timedelta(minutes=10))
    assert board.said(NEWS) == []
    await comes(board, EVENING + timedelta(hours=8))
    board.town.run(lambda tx: deals.resume(tx, board.town.deal_id))
    await board.work_for(15)
    assert len(board.said(NEWS)) == 1
    assert [row.plan_id for row in board.rows()] == [once.id] * 2
    await comes(board, EVENING + DAY)
    assert len(board.said(NEWS)) == 2


@pytest.mark.parametrize("how", [Repeat.ONCE, Repeat.DAILY])
async def test_a_deal_that_is_over_ends_its_plans(board: Board, how: Repeat) -> None:
    planned(board, how=how)
    board.town.run(lambda tx: deals.pause(tx, board.town.deal_id))
    await comes(board, EVENING - timedelta(hours=1))
    board.town.run(lambda tx: deals.end(tx, board.town.deal_id))
    await comes(board, EVENING)
    assert (next_at(board), board.rows()) == (None, [])


async def test_a_plan_that_is_removed_posts_no_more_and_what_it_posted_stands(
    board: Board,
) -> None:
    plan = planned(board, how=Repeat.DAILY)
    await comes(board, EVENING)
    shop_id = board.town.shop_id
    assert not board.town.run(lambda tx: plans.drop(tx, shop_id + 1, plan.id))
    assert board.town.run(lambda tx: plans.drop(tx, shop_id, plan.id))
    assert not board.town.run(lambda tx: plans.drop(tx, shop_id, plan.id))
    await comes(board, EVENING + DAY)
    assert board.states() == ["shown", "shown"]


async def test_the_hour_is_the_shops_also_when_clocks_change_or_the_shop_moves(
    board: Board,
) -> None:
    """18:00 in Berlin is 17:00 UTC in winter and 16:00 in summer; in Taipei it is 10:00."""
    planned(board, datetime(2026, 3, 28, 17, tzinfo=UTC), Repeat.DAILY)
    await comes(board, datetime(2026, 3, 28, 17, tzinfo=UTC))
    assert next_at(board) == datetime(2026, 3, 29, 16, tzinfo=UTC)
    await comes(board, datetime(2026, 3, 29, 16, tzinfo=UTC))
    assert len(board.said(NEWS)) == 2
    board.town.run(lambda tx: tx.write(update(shop).values(zone="Asia/Taipei")))
    await comes(board, datetime(2026, 3, 30, 16, tzinfo=UTC))
    assert next_at(board) == datetime(2026, 3, 31, 10, tzinfo=UTC)
    await comes(board, datetime(2026, 3, 31, 10, tzinfo=UTC))
    assert len(board.said(NEWS)) == 4


async def test_a_channel_that_is_lost_gets_one_post_when_it_is_back(board: Board) -> None:
    """Promise 31: not one for each day."""
    plan = planned(board, how=Repeat.DAILY)
    only = board.channel(NEWS)
    assert board.town.run(lambda tx: plans.put(tx, plan, only.id))
    board.town.run(lambda tx: channels.lose(tx, only.bot, NEWS))
    for day in range(3):
        await comes(board, EVENING + day * DAY)
    assert board.said(NEWS) == []
    board.connect(NEWS)
    await comes(board, EVENING + 2 * DAY + timedelta(hours=1))
    assert (len(board.said(NEWS)), board.said(SALE)) == (1, [])
    board.town.run(lambda tx: channels.remove(tx, board.town.shop_id, only.id))
    await comes(board, EVENING + 3 * DAY)
    assert len(board.said(NEWS)) == 1, "nothing goes where the shop does not post any more"


async def test_a_plan_keeps_the_quiet_hours(board: Board) -> None:
    """What waits for the morning is posted once, and is the plan's."""
    night = EVENING + timedelta(hours=5)
    assert board.town.run(
        lambda tx: hushing.set_hush(tx, board.town.shop_id, 22, 8, Manner.WAIT.value)
    )
    planned(board, night, Repeat.DAILY)
    board.town.now = night - timedelta(minutes=1)
    board.publish()
    await comes(board, night)
    assert board.said(NEWS) == []
    await comes(board, night + timedelta(hours=9))
    assert len(board.said(NEWS)) == 1
    await comes(board, night + DAY)
    await comes(board, night + DAY + timedelta(hours=9))
    assert board.states() == ["down", "down", "shown", "shown"]


async def test_a_plan_that_breaks_is_passed_over_and_the_others_go_on(board: Board) -> None:
    planned(board, how=Repeat.DAILY)
    planned(board, EVENING + timedelta(minutes=1))
    broken = update(post_plan).where(post_plan.c.id == 1).values(repeat="never")
    board.town.run(lambda tx: tx.write(broken))
    await comes(board, EVENING + timedelta(minutes=1))
    assert len(board.said(NEWS)) == 1
    assert "tick_plan" in board.office.alarms()


async def test_a_plan_for_a_deal_that_is_scheduled_waits_for_its_start(board: Board) -> None:
    starts = EVENING - timedelta(hours=1)
    board.town.run(lambda tx: tx.write(update(deal).values(state="scheduled", starts_at=starts)))
    planned(board)
    board.town.run(lambda tx: tx.write(update(deal).values(starts_at=EVENING + DAY)))
    await comes(board, EVENING)
    assert board.rows() == []
    await comes(board, EVENING + DAY)
    assert len(board.said(NEWS)) == 1


def test_a_moment_that_does_not_fit_is_refused(board: Board) -> None:
    """Promise 35."""
    town = board.town
    ends = EVENING + DAY
    town.run(lambda tx: tx.write(update(deal).values(ends_at=ends)))
    live = town.run(lambda tx: find_deal(tx, town.deal_id))
    assert live is not None
    assert plans.misfit(live, town.now, town.now) is Misfit.PAST
    assert plans.misfit(live, ends, town.now) is Misfit.LATE
    assert plans.misfit(live, ends - timedelta(seconds=1), town.now) is None
    assert plans.good_moments(live, "Europe/Berlin", town.now) == (
        EVENING,
        datetime(2026, 3, 3, 8, tzinfo=UTC),
        datetime(2026, 3, 3, 11, tzinfo=UTC),
    )
    town.run(lambda tx: tx.write(update(deal).values(state="scheduled", starts_at=EVENING)))
    later = town.run(lambda tx: find_deal(tx, town.deal_id))
    assert later is not None
    assert plans.misfit(later, EVENING - timedelta(seconds=1), town.now) is Misfit.EARLY
    assert plans.good_moments(later, "Europe/Berlin", town.now)[0] == EVENING
    for number in range(plans.MOST_PLANS):
        planned(board, EVENING + timedelta(minutes=number))
    one_more = EVENING + timedelta(hours=1)
    full = town.run(lambda tx: plans.make(tx, later, one_more, "Europe/Berlin", board.owner))
    assert full is Misfit.FULL


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 3, 30, tzinfo=UTC), datetime(2026, 3, 30, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 26, tzinfo=UTC), datetime(2026, 10, 26, 1, 30, tzinfo=UTC)),
    ],
)
def test_half_past_two_comes_once_a_day_also_when_clocks_change(
    day: datetime, expected: datetime
) -> None:
    """In Berlin it is left out on 29 March, and comes twice on 25 October."""
    rhythm = Rhythm(Repeat.DAILY, 0, 150, "Europe/Berlin")
    before = day - timedelta(hours=20)
    assert rhythm.after(before) == expected
    assert rhythm.latest(expected) == expected
    assert rhythm.after(expected) > expected + timedelta(hours=22)


def test_every_week_is_the_same_day_of_the_week() -> None:
    rhythm = Rhythm(Repeat.WEEKLY, 4, 18 * 60, "Europe/Berlin")
    friday = datetime(2026, 3, 27, 17, tzinfo=UTC)
    assert rhythm.after(friday) == datetime(2026, 4, 3, 16, tzinfo=UTC)
    assert rhythm.after(friday - timedelta(seconds=1)) == friday
    assert rhythm.latest(friday + timedelta(days=3)) == friday
    assert rhythm.latest(friday - timedelta(seconds=1)) == friday - timedelta(days=7)
