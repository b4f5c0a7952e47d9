"""A crowd: so many pieces of work, and only so many of them in flight at a time."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator

IN_FLIGHT = 64
"""Presses that are under way at once."""


async def all_of(numbers: Iterable[int], work: Callable[[int], Awaitable[object]]) -> int:
    """Do the work for each number, `IN_FLIGHT` at a time, and say how often that was."""
    left = iter(numbers)
    return sum(await asyncio.gather(*(_one_after_the_other(left, work) for _ in range(IN_FLIGHT))))


async def _one_after_the_other(
    left: Iterator[int], work: Callable[[int], Awaitable[object]]
) -> int:
    done = 0
    for number in left:
        await work(number)
        done += 1
    return done
