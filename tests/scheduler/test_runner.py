"""Stories of the runner: woken by turns and by the wound clock, it goes on whatever breaks, and stops cleanly."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import timedelta

from flows.cards import face
from flows.news.notices import compose
from groupbuys.model import GroupState
from payments.registry import Among
from scheduler.loops import Loop
from scheduler.runner import Runner, start
from tests.groupbuys.group import filled, group
from tests.scheduler.office import Office
from tests.scheduler.test_money import ScriptedProvider
from tests.stories import BOT, Town


@asynccontextmanager
async def running(office: Office, late: list[timedelta]) -> AsyncIterator[Runner]:
    """A runner at work."""
    runner = start(
        office.town.database,
        mouths={BOT: office.new_mouth()},
        providers=Among({"sandbox": ScriptedProvider()}),
        compose=compose,
        face=face,
        on_close=late.append,
    )
    try:
        yield runner
    finally:
        await runner.stop()


TOLD = ["failed", "failed"]
"""The end and the money in one message each: the provider is quick."""


def sent(office: Office) -> list[str]:
    """What was sent of the close and the money."""
    return sorted(
        row.kind for row in office.rows() if row.state == "sent" and row.kind in {*TOLD, "refunded"}
    )


async def until(office: Office, true: Callable[[], bool]) -> None:
    """Wait until something is true; each look is a turn of the database."""
    async with asyncio.timeout(20):
        while not true():
            await office.town.database.run(lambda _: None)


async def test_a_wound_clock_closes_refunds_and_tells_without_waiting_for_the_next_beat(
    database_url: str,
) -> None:
    """Promises 3, 19, 20, 23, 28."""
    with Town(database_url) as town:
        office, late = Office(town), list[timedelta]()
        mei, bo = town.people("Mei", "Bo")
        seated = filled(town, mei, bo)
        async with running(office, late) as runner:
            await until(office, lambda: runner.tick_age() is not None)
            town.wind(hours=24)
            runner.look_at_the_clock()
            await until(office, lambda: sent(office) == TOLD)
            age = runner.tick_age()
            assert age is not None
            assert age < 10
        assert group(town, seated.group.id).state is GroupState.FAILED
        assert late == [timedelta()]


async def test_two_runners_on_one_database_do_everything_once(database_url: str) -> None:
    """Promises 24, 28."""
    with Town(database_url) as town:
        office, late = Office(town), list[timedelta]()
        filled(town, *town.people("Mei", "Bo"))
        async with running(office, late) as one, running(office, late) as two:
            await until(office, lambda: len(office.sender.said) == 1)
            office.sender.said.clear()
            town.wind(hours=24)
            one.look_at_the_clock()
            two.look_at_the_clock()
            await until(office, lambda: sent(office) == TOLD)
        assert late == [timedelta()]
        assert len(office.sender.said) == 2


async def test_a_loop_whose_step_breaks_goes_on_at_the_next_wake() -> None:
    taken: list[int] = []

    async def step() -> int:
        taken.append(len(taken))
        if len(taken) == 1:
            raise RuntimeError("broke")
        return int(len(taken) == 2)

    async def breath() -> None:
        return

    loop = Loop("a story", step, breath)
    task = asyncio.create_task(loop.run())
    while len(taken) < 1:
        await asyncio.wait([asyncio.create_task(breath())])
    loop.wake()
    while len(taken) < 3:
        await asyncio.wait([asyncio.create_task(breath())])
    loop.stop()
    await task
    assert taken == [0, 1, 2]
