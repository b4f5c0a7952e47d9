"""Stories of the tick: what time alone makes true is done once, in order, however long nobody looked."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from catalog.tables import deal
from flows.news.notices import compose
from groupbuys.friends.payers import TOGETHER
from groupbuys.model import GroupState
from groupbuys.tables import group_buy
from scheduler.tick import Tick
from storage.inbox import keep, seen
from storage.outbox import Notice
from storage.pruning import ANSWERS, NOTICES, sweep
from storage.tables import outbox
from tests.groupbuys.group import filled, group, joins, opened, starts, stock
from tests.scheduler.office import BLOCKED, Office
from tests.stories import Terms, Town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town(database_url, Terms(stock=500)) as made:
        yield made


async def test_a_group_is_closed_at_its_deadline_and_its_lateness_can_be_looked_at(
    town: Town,
) -> None:
    """Promise 23."""
    late: list[timedelta] = []
    tick = Tick(town.database, on_close=late.append)
    seated = opened(town, town.person())
    town.wind(hours=23, minutes=59, seconds=59)
    assert await tick.tick() >= 0
    assert group(town, seated.group.id).state is GroupState.FORMING
    town.wind(seconds=2)
    assert await tick.tick() > 0
    closed = group(town, seated.group.id)
    assert closed.state is GroupState.FAILED
    assert late == [timedelta(seconds=1)]
    assert closed.closed_at is not None
    assert closed.closes_at is not None
    assert closed.closed_at - closed.closes_at == timedelta(seconds=1)
    assert await tick.tick() == 0


async def test_thousands_of_groups_are_closed_once_by_two_workers_at_once(town: Town) -> None:
    """Promises 23, 24."""
    mei = town.person()
    copy = opened(town, mei).group
    row = town.run(lambda tx: tx.first(select(group_buy).where(group_buy.c.id == copy.id)))
    assert row is not None
    values = {name: value for name, value in row._asdict().items() if name != "id"}
    town.run(lambda tx: tx.write(insert(group_buy), [values] * 1_200))
    town.wind(hours=25)
    late: list[timedelta] = []
    ticks = [Tick(town.database, on_close=late.append) for _ in range(2)]
    await asyncio.gather(*(tick.tick() for tick in ticks))
    await asyncio.gather(*(tick.tick() for tick in ticks))
    assert len(late) == 1_201
    states = {row.state for row in town.run(lambda tx: tx.all(select(group_buy.c.state)))}
    assert states == {"failed"}


async def test_after_a_day_of_silence_everything_is_done_once_and_no_old_reminder_is_sent(
    town: Town,
) -> None:
    """Promises 6, 24, 28."""
    office = Office(town, compose)
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    seated = filled(town, mei, bo)
    joins(town, ana, seated.group.id)
    starts(town, ana)
    before = stock(town)[0]
    assert before is not None
    town.wind(days=1, hours=6)
    tick = Tick(town.database)
    for _ in range(3):
        await tick.tick()
        await office.pay()
        town.wind(seconds=TOGETHER.total_seconds())
    assert group(town, seated.group.id).state is GroupState.FAILED
    assert stock(town)[0] == 500
    kinds = [(row.kind, row.state) for row in office.rows() if row.kind != "cards"]
    assert sorted(kinds) == [("failed", "sent"), ("failed", "sent"), ("joined", "dropped")]
    assert len(office.sender.said) == 2


async def test_reminders_are_owed_in_their_time_and_said(town: Town) -> None:
    """Promise 25."""
    office = Office(town, compose)
    tick = Tick(town.database)
    mei = town.person()
    opened(town, mei)
    await tick.tick()
    assert office.sender.said == []
    town.wind(hours=22, minutes=1)
    await tick.tick()
    await office.pay()
    assert len(office.sender.said) == 1
    town.wind(hours=1, minutes=45)
    await tick.tick()
    await tick.tick()
    await office.pay()
    assert len(office.sender.said) == 2


async def test_a_thousand_stale_reminders_are_swept_out_before_any_relay_claims_them(
    town: Town,
) -> None:
    """Promise 24."""
    office = Office(town)
    stale = town.now + timedelta(hours=1)
    office.owe(*(Notice("reminder", number, 1, stale_at=stale) for number in range(1_000)))
    town.wind(days=1)
    await Tick(town.database).tick()
    assert set(office.states()) == {"dropped"}


async def test_a_deal_starts_and_ends_in_its_time(town: Town) -> None:
    ends = town.now + timedelta(hours=1)
    town.run(lambda tx: tx.write(deal.update().values(ends_at=ends)))
    tick = Tick(town.database)
    await tick.tick()
    assert town.run(lambda tx: tx.value(select(deal.c.state))) == "live"
    town.wind(hours=1)
    await tick.tick()
    assert town.run(lambda tx: tx.value(select(deal.c.state))) == "ended"


async def test_old_answers_and_old_notices_are_swept_out_and_new_ones_are_kept(town: Town) -> None:
    office = Office(town)
    mei = town.person()
    await office.tell("note", 1, mei)
    town.run(lambda tx: keep(tx, "old", "{}"))
    town.wind(days=ANSWERS.days + 1)
    town.run(lambda tx: keep(tx, "new", "{}"))
    town.run(sweep)
    assert town.run(lambda tx: (seen(tx, "old"), seen(tx, "new"))) == (None, "{}")
    assert len(office.rows()) == 1
    office.sender.always[office.chat(mei)] = BLOCKED
    await office.tell("note", 2, mei)
    town.wind(days=NOTICES.days + 1)
    town.run(sweep)
    assert [row.state for row in town.run(lambda tx: tx.all(select(outbox)))] == ["unreachable"]
