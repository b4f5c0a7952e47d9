"""The sandbox's clock: real time plus an offset that a demo or a test may wind forward."""

import asyncio
import contextlib
import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count


def utc_now() -> datetime:
    """The real time, aware and in UTC: the one place of the sandbox that asks the machine."""
    return datetime.now(UTC)


@dataclass(slots=True, order=True)
class Timer:
    """Something to be done at `due` on the clock; `cancel()` makes it never happen."""

    due: datetime
    order: int
    action: Callable[[], None] = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Forget the action, unless it has already been done."""
        self.cancelled = True


class Clock:
    """Tells aware UTC time, can be wound forward, and runs timers when their time has come.

    Timers run inside the running asyncio loop as real time passes; without a loop only `wind` runs
    them. `clock.now` is the callable to hand to whoever shares this clock.
    """

    def __init__(self, source: Callable[[], datetime] = utc_now) -> None:
        self._source = source
        self._offset = timedelta()
        self._listeners: list[Callable[[datetime], None]] = []
        self._timers: list[Timer] = []
        self._order = count()
        self._alarm: asyncio.TimerHandle | None = None

    def now(self) -> datetime:
        """The time in this world."""
        return self._source() + self._offset

    @property
    def offset(self) -> timedelta:
        """How far this clock is ahead of its source."""
        return self._offset

    def wind(self, seconds: float) -> datetime:
        """Go `seconds` forward, do what fell due on the way, tell the listeners; returns the new time.

        Raises ValueError for a negative number: time that has been seen is never taken back.
        """
        if seconds < 0:
            raise ValueError("a clock is only ever wound forward")
        self._offset += timedelta(seconds=seconds)
        self._ring()
        for listener in tuple(self._listeners):
            listener(self.now())
        return self.now()

    def listen(self, listener: Callable[[datetime], None]) -> Callable[[], None]:
        """Call `listener(now)` after every winding; returns a callable that stops it."""
        self._listeners.append(listener)

        def stop() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return stop

    def later(self, seconds: float, action: Callable[[], None]) -> Timer:
        """Do `action` once `seconds` have passed on this clock."""
        timer = Timer(self.now() + timedelta(seconds=seconds), next(self._order), action)
        heapq.heappush(self._timers, timer)
        self._set_alarm()
        return timer

    async def sleep(self, seconds: float) -> None:
        """Wait until `seconds` have passed on this clock, by themselves or by winding."""
        done = asyncio.Event()
        timer = self.later(seconds, done.set)
        try:
            await done.wait()
        finally:
            timer.cancel()

    def stop(self) -> None:
        """Forget all timers; call it before the event loop ends."""
        self._timers.clear()
        self._set_alarm()

    def _ring(self) -> None:
        while self._timers and (self._timers[0].cancelled or self._timers[0].due <= self.now()):
            timer = heapq.heappop(self._timers)
            if not timer.cancelled:
                timer.action()
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        if not self._timers:
            return
        with contextlib.suppress(RuntimeError):  # no loop is running: only winding rings
            wait = (self._timers[0].due - self.now()).total_seconds()
            self._alarm = asyncio.get_running_loop().call_later(max(wait, 0.0), self._ring)
