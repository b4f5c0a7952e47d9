"""The sandbox's clock is wound, never waited for."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from sandbox.clock import Clock
from sandbox.world.world import World

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_winding_moves_the_time_and_tells_the_listeners() -> None:
    clock, heard = Clock(lambda: NOON), list[datetime]()
    stop = clock.listen(heard.append)
    clock.wind(3600)
    stop()
    clock.wind(1)
    assert heard == [NOON + timedelta(hours=1)]
    assert clock.now() == NOON + timedelta(seconds=3601)


def test_time_is_never_taken_back() -> None:
    with pytest.raises(ValueError, match="forward"):
        Clock().wind(-1)


def test_what_falls_due_happens_in_order_and_once() -> None:
    clock, done = Clock(lambda: NOON), list[str]()
    clock.later(20, lambda: done.append("second"))
    clock.later(10, lambda: done.append("first"))
    clock.later(15, lambda: done.append("never")).cancel()
    clock.later(3600, lambda: done.append("far away"))
    clock.wind(60)
    clock.wind(60)
    assert done == ["first", "second"]


async def test_without_winding_real_time_rings_too() -> None:
    clock = Clock()
    async with asyncio.timeout(5):
        await clock.sleep(0.01)


async def test_a_world_can_be_waited_for_without_sleeping() -> None:
    world = World()
    waiting = asyncio.create_task(world.until(lambda: world.clock.offset > timedelta(hours=1)))
    await asyncio.wait({waiting}, timeout=0)
    world.wind(3601)
    await asyncio.wait_for(waiting, 5)
