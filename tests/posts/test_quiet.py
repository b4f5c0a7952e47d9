"""Stories of quiet hours in channels: posts make no sound then, or wait for the morning."""

from datetime import UTC, datetime, timedelta

import pytest

from catalog import deals
from catalog.keeping import staff
from catalog.keeping.roles import Role
from flows.presses.every import WIRE
from flows.presses.hush import SetHush
from groupbuys.channels import hushing, plans
from groupbuys.channels.hushing import Aloud, Hush, Manner, Silent, Until, heard
from groupbuys.channels.rhythm import Repeat
from scheduler.sending import TryLater
from tests.desk.test_opening import opens_shop
from tests.desk.test_posting import OIL, OURS, sends
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.groupbuys.group import opened
from tests.posts.board import NEWS, SALE, Board
from tests.posts.test_desk import opens_with, rows
from tests.posts.test_plans import comes, planned

NIGHT = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)
"""Half past eleven in Berlin."""

MORNING = datetime(2026, 3, 3, 7, tzinfo=UTC)
"""Eight o'clock in Berlin."""


def quiet(board: Board, how: Manner, start: int = 22, end: int = 8) -> None:
    """The shop's channels are quiet in this manner."""
    assert board.town.run(
        lambda tx: hushing.set_hush(tx, board.town.shop_id, start, end, how.value)
    )


async def test_a_post_makes_no_sound_at_night_and_its_sound_by_day(board: Board) -> None:
    """What is usual: 22 to 8 by the shop's clock."""
    board.publish()
    await board.work()
    board.town.now = NIGHT
    board.publish()
    await board.work_for(5)
    assert board.sounds(NEWS) == board.sounds(SALE) == [True, False]


async def test_a_post_waits_until_morning_where_the_shop_wants_that(board: Board) -> None:
    quiet(board, Manner.WAIT)
    board.publish()
    await board.work()
    board.town.now = NIGHT
    group = opened(board.town, board.town.person()).group.id
    board.publish()
    await board.work_for(30)
    assert len(board.said(NEWS)) == 1, "the second one waits"
    assert "1 of 3" in board.shows(NEWS), "what stands there is kept current"
    board.join(group)
    board.town.now = MORNING - timedelta(seconds=1)
    await board.work()
    assert len(board.said(NEWS)) == 1
    board.town.wind(seconds=2)
    await board.work()
    assert board.sounds(NEWS) == board.sounds(SALE) == [True, True]
    assert "2 of 3" in board.said(NEWS)[-1], "with the face of the morning"


async def test_a_plan_that_is_removed_at_night_posts_nothing_in_the_morning(board: Board) -> None:
    """What somebody posts by hand waits on."""
    quiet(board, Manner.WAIT)
    plan = planned(board, NIGHT, Repeat.DAILY)
    await comes(board, NIGHT)
    assert board.states() == ["owed", "owed"]
    assert board.town.run(lambda tx: plans.drop(tx, plan.shop_id, plan.id))
    board.publish()
    await comes(board, MORNING)
    assert board.states() == ["down", "down", "shown", "shown"]


async def test_hours_that_end_early_let_go_of_what_waits(board: Board) -> None:
    quiet(board, Manner.WAIT)
    board.town.now = NIGHT
    board.publish()
    await board.work_for(5)
    assert board.said(NEWS) == []
    quiet(board, Manner.DAY)
    await board.work_for(5)
    assert board.sounds(NEWS) == [True]


async def test_what_is_being_sent_when_the_hours_change_is_not_sent_twice(board: Board) -> None:
    def changes_mind(_: int) -> None:
        quiet(board, Manner.DAY)

    board.publish()
    board.office.sender.before = changes_mind
    board.office.sender.next[SALE] = [TryLater(after=60, reason="429")]
    await board.work_for(70)
    assert len(board.said(NEWS)) == 1
    assert board.states() == ["shown", "shown"]


async def test_a_deal_that_ends_in_the_night_is_not_posted_in_the_morning(board: Board) -> None:
    quiet(board, Manner.WAIT)
    board.town.now = NIGHT
    board.publish()
    await board.work()
    board.town.run(lambda tx: deals.end(tx, board.town.deal_id))
    board.town.now = MORNING
    await board.work_for(5)
    assert board.said(NEWS) == []
    assert board.states() == ["dropped", "dropped"]


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 29, 0, 30, tzinfo=UTC), Until(datetime(2026, 3, 29, 6, tzinfo=UTC))),
        (datetime(2026, 10, 24, 22, tzinfo=UTC), Until(datetime(2026, 10, 25, 7, tzinfo=UTC))),
        (datetime(2026, 3, 29, 6, tzinfo=UTC), Aloud()),
    ],
)
def test_the_morning_is_the_shops_also_when_clocks_change(
    at: datetime, expected: Until | Aloud
) -> None:
    """Clocks go forward and back in Berlin."""
    assert heard(Hush(22, 8, Manner.WAIT, "Europe/Berlin"), at) == expected


def test_the_same_hour_twice_is_never_and_other_zones_have_other_nights() -> None:
    assert heard(Hush(8, 8, Manner.WAIT, "Europe/Berlin"), NIGHT) == Aloud()
    assert heard(Hush(zone="Europe/Berlin"), NIGHT) == Silent()
    assert heard(Hush(zone="Asia/Taipei"), NIGHT) == Silent()
    assert heard(Hush(zone="America/Los_Angeles"), NIGHT) == Aloud()


async def wants_to_wait(mei: Phone) -> None:
    """Mei's channels are quiet from 21 to 9, and what is new waits."""
    await mei.command("shop")
    await mei.press("Channels")
    assert "From 22:00 to 08:00 posts make no sound" in mei.last.text
    await mei.press("Quiet hours")
    await mei.press("Wait until they are over")
    await mei.press("21:00 – 09:00")
    assert "From 21:00 to 09:00 new posts wait: they go out at 09:00" in mei.last.text
    assert "the shop's clock: Berlin" in mei.last.text


async def test_the_owner_says_when_it_is_quiet_and_a_manager_sees_it(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_with(shop, mei, "News")
        await wants_to_wait(mei)
        await bo.start()
        manager = me(shop, bo)
        shop.run(lambda tx: staff.engage(tx, OURS, manager, Role.MANAGER))
        await bo.command("shop")
        await bo.press("Channels")
        assert "From 21:00 to 09:00" in bo.last.text
        assert "Quiet hours" not in bo.labels()
        await bo.wire(WIRE.encode(SetHush(OURS, 22, 8, "day")))
        assert "not yours to do" in bo.last.text
        for nonsense in (SetHush(OURS, 24, 8, "day"), SetHush(OURS, 22, 8, "loud")):
            await mei.wire(WIRE.encode(nonsense))
            assert "From 21:00 to 09:00" in mei.last.text
        await mei.press("Post as by day")
        assert "at any hour" in mei.last.text


async def test_a_post_that_waits_says_when_it_goes_out(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens_with(shop, mei, "News")
        await wants_to_wait(mei)
        shop.now = NIGHT
        await sends(mei, OIL)
        await mei.press("Publish")
        await mei.press("Posts")
        assert "🕒 Goes out" in mei.last.text
        assert "Mar 3, 09:00" in mei.last.text
        assert [row.state for row in rows(shop)] == ["owed"]


async def test_the_quiet_hours_of_another_shop_are_not_ones_own(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_with(shop, mei, "News")
        await opens_shop(bo, "Other")
        await bo.wire(WIRE.encode(SetHush(OURS, 1, 2, "wait")))
        assert "not yours to do" in bo.last.text
        assert shop.run(lambda tx: hushing.hush_of(tx, OURS)) == Hush(zone="Europe/Berlin")
        assert shop.run(lambda tx: hushing.hush_of(tx, 99)) == Hush()
