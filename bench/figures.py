"""What a measurement is: CPU and wall time of a piece of work, taken in turns with its rivals."""

import gc
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """CPU and wall seconds of `times` pieces of work."""

    cpu: float
    wall: float
    times: int

    @property
    def cpu_each(self) -> float:
        """CPU seconds of one."""
        return self.cpu / self.times

    @property
    def rate(self) -> float:
        """How many in a second of wall time."""
        return self.times / self.wall


def measured(work: Callable[[], int]) -> Figure:
    """Run a piece of work, which says how often it did what it does. CPU is of the whole process, all threads."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    times = work()
    return Figure(time.process_time() - cpu, time.perf_counter() - wall, times)


async def measured_async(work: Callable[[], Awaitable[int]]) -> Figure:
    """The same for work that awaits."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    times = await work()
    return Figure(time.process_time() - cpu, time.perf_counter() - wall, times)


def median_ratio(
    above: Sequence[Figure], below: Sequence[Figure], value: Callable[[Figure], float]
) -> float:
    """The median over the rounds of one rival's figure by the other's."""
    return statistics.median(value(a) / value(b) for a, b in zip(above, below, strict=True))


def median(figures: Sequence[Figure], value: Callable[[Figure], float]) -> float:
    """The median of a figure."""
    return statistics.median(value(figure) for figure in figures)


def most(moments: Sequence[float], seconds: float) -> int:
    """So many of these moments lie within any such time."""
    ordered, first, found = sorted(moments), 0, 0
    for place, moment in enumerate(ordered):
        while moment - ordered[first] >= seconds:
            first += 1
        found = max(found, place - first + 1)
    return found


def percentile(values: Sequence[float], percent: int) -> float:
    """The least value that so many of a hundred do not exceed; 0 of none."""
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else 0.0
