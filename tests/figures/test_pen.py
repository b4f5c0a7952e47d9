"""Charts are drawn in a process of their own: once each, one after the other, and nothing waits for them."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image

from charts.pen import Pen
from charts.values import Frame, Row, Rows, source


@pytest.fixture
async def pen() -> AsyncIterator[Pen]:
    """A pen that is put away at the end."""
    made = Pen()
    yield made
    await made.close()


def honey(title: str = "Honey", value: float = 3) -> str:
    """A small chart."""
    return source(Rows(Frame(title), (Row("sold", value, str(value)),)))


async def test_a_chart_is_drawn_once_however_many_ask_for_it(pen: Pen) -> None:
    pictures = await asyncio.gather(*(pen.draw(honey()) for _ in range(5)))
    assert len(set(pictures)) == 1
    assert pen.drawn == 1
    assert Image.open(BytesIO(pictures[0] or b"")).width == 1080
    assert await pen.draw(honey("Lamps")) != pictures[0]
    assert pen.drawn == 2


async def test_nothing_is_started_for_what_is_no_chart(pen: Pen) -> None:
    assert await pen.draw("chart:none of ours") is None
    assert pen.process is None


async def test_a_process_that_was_killed_between_two_charts_costs_none(pen: Pen) -> None:
    """Nobody has noticed it yet when the next one is asked for: what is asked goes into a pipe that nobody reads."""
    await pen.draw(honey())
    first = pen.process
    assert first is not None
    os.kill(first.pid, signal.SIGKILL)
    assert await pen.draw(honey("Lamps"))
    assert pen.process is not first
    assert pen.drawn == 2


async def test_a_process_that_died_costs_its_picture_and_no_other(pen: Pen) -> None:
    await pen.draw(honey())
    assert pen.process is not None
    pen.process.kill()
    await pen.process.wait()
    assert await pen.draw(honey("Lamps"))


async def test_whoever_gives_up_waiting_leaves_no_picture_for_the_next(pen: Pen) -> None:
    waiting = asyncio.create_task(pen.draw(honey("given up")))
    while pen.process is None:
        await asyncio.wait({waiting}, timeout=0.001)
    waiting.cancel()
    await asyncio.wait({waiting})
    assert await pen.draw(honey()) == await Pen.draw(pen, honey())
    fresh = Pen()
    assert await fresh.draw(honey()) == await pen.draw(honey())
    await fresh.close()


async def test_a_pen_that_rests_ends_its_process_and_draws_again(pen: Pen) -> None:
    await pen.draw(honey())
    process = pen.process
    assert process is not None
    pen.rest()
    assert await process.wait() == 0
    assert await pen.draw(honey("Lamps"))
    assert pen.process is not process
