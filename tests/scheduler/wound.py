"""A clock that only goes when it is wound, for stories in which time matters."""

import asyncio
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday at noon."""


class Clock:
    """One time for everybody: seconds for the pacer, moments for the database."""

    def __init__(self, start: datetime = START) -> None:
        self.start = start
        self.seconds = 0.0
        self._order = count()
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []

    def now(self) -> datetime:
        """The moment that the database sees."""
        return self.start + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        """The seconds that the pacer sees."""
        return self.seconds

    async def sleep(self, seconds: float) -> None:
        """Sleep until the clock was wound that far."""
        waker: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (self.seconds + seconds, next(self._order), waker))
        await waker

    @property
    def next_at(self) -> float | None:
        """When the next sleeper wakes."""
        while self._sleepers and self._sleepers[0][2].done():
            heappop(self._sleepers)
        return self._sleepers[0][0] if self._sleepers else None

    def go_to(self, seconds: float) -> None:
        """Wind to this second and wake who slept until then; each still has to be given the floor."""
        self.seconds = max(self.seconds, seconds)
        while (due := self.next_at) is not None and due <= self.seconds:
            heappop(self._sleepers)[2].set_result(None)

    def wind(self, **span: float) -> None:
        """Wind forward by hours=, minutes=, seconds= ..."""
        self.go_to(self.seconds + timedelta(**span).total_seconds())


async def breathe(times: int = 5) -> None:
    """Let everybody who is ready go on."""
    loop = asyncio.get_running_loop()
    for _ in range(times):
        floor: asyncio.Future[None] = loop.create_future()
        loop.call_soon(floor.set_result, None)
        await floor
