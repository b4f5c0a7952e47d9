"""The runner keeps the scheduler's loops going: woken by turns, by each other, and by a beat every second."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, timedelta
from time import monotonic
from typing import TypeAlias

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from flows import posts
from groupbuys import pruning as rows
from payments.registry import Providers
from scheduler import posting
from scheduler.channels import Channels
from scheduler.errands.rereading import Assistant, nobody
from scheduler.errands.worker import Errands
from scheduler.link_pages import LinkPages
from scheduler.looking import Compose
from scheduler.loops import Loop
from scheduler.money import Till
from scheduler.posting import PostFace
from scheduler.reconciling import Reconciler
from scheduler.relay import Relay
from scheduler.showing import Face, Showing
from scheduler.speaking import Mouth
from scheduler.telling import Teller
from scheduler.tick import Tick
from storage import pruning
from storage.database import Database
from storage.outbox import Lane

_Worker: TypeAlias = Till | LinkPages | Relay | Showing | Channels | Errands

_BREATH = 0.02
"""Seconds between being woken and looking: under load a hundred turns are paid for by one look."""

_BEAT = 1.0
"""Seconds. What is due is in the books, so a beat that is missed is made up for by the next one."""

_JOB = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None}
"""APScheduler's own defaults drop a job that comes a second late."""

_FAREWELL = 10.0
"""Seconds that a stop waits for messages and payments under way; what is left is taken over from the books."""


def start(
    database: Database,
    *,
    mouths: Mapping[int, Mouth],
    providers: Providers,
    compose: Compose,
    face: Face,
    post: PostFace = posts.face,
    on_close: Callable[[timedelta], None] = lambda _: None,
    assistant: Assistant = nobody,
) -> "Runner":
    """Start everything that time alone makes true, inside the running event loop. Stop it with `stop`.

    On PostgreSQL any number of processes may do this on one database.
    """
    words = (compose, face, post)
    runner = Runner(database, mouths, providers, words, on_close, assistant=assistant)
    runner.start()
    return runner


class Runner:
    """The loops of one process: the tick, the till, the relays, cards, channels, errands; none waits for another."""

    def __init__(
        self,
        database: Database,
        mouths: Mapping[int, Mouth],
        providers: Providers,
        words: tuple[Compose, Face, PostFace],
        on_close: Callable[[timedelta], None],
        *,
        assistant: Assistant = nobody,
    ) -> None:
        compose, face, post = words
        self._database = database
        self._ticking = Tick(database, on_close=on_close, told=self.wake)
        self._working: tuple[_Worker, ...] = (
            Till(database, providers, told=self.wake),
            LinkPages(database, providers),
            Relay(database, Teller(database, mouths, compose)),
            Showing(database, mouths, face),
            Relay(database, posting.poster(database, mouths, compose, post), lanes=(Lane.POSTS,)),
            Channels(database, mouths, post),
            Errands(database, mouths, assistant=assistant),
        )
        self._reconciler = Reconciler(database, providers)
        self._clockwork = _loop("the tick", self._tick)
        self._payers: list[Loop] = []
        for worker in self._working:
            loop = _loop(type(worker).__name__.lower(), worker.pay)
            worker.crew.freed = loop.wake
            self._payers.append(loop)
        self._tasks: list[asyncio.Task[None]] = []
        self._beat = AsyncIOScheduler(timezone=UTC)
        self._last_tick: float | None = None

    def start(self) -> None:
        """Start the loops and the beat."""
        logging.getLogger("apscheduler").setLevel(logging.WARNING)
        self._tasks = [asyncio.create_task(loop.run(), name=loop.name) for loop in self._loops]
        self._last_tick = monotonic()
        self._beat.add_job(self._strike, "interval", seconds=_BEAT, **_JOB)
        self._beat.add_job(self._sweep, "interval", hours=1, **_JOB)
        self._beat.add_job(self._reconciler.look, "interval", minutes=10, **_JOB)
        self._beat.start()

    def wake(self) -> None:
        """A turn may have owed something: pay it at once. From the event loop's thread only."""
        for loop in self._payers:
            loop.wake()

    def look_at_the_clock(self) -> None:
        """The clock was wound: do what is due by now at once. From the event loop's thread only."""
        for loop in self._loops:
            loop.wake()

    def tick_age(self) -> float | None:
        """Seconds since the last tick that got through everything, or since the start; None before that.

        More than a few: something hangs, or keeps breaking.
        """
        return None if self._last_tick is None else monotonic() - self._last_tick

    async def stop(self) -> None:
        """Begin nothing more, finish what is under way as far as that is quick, hand back the rest."""
        self._beat.shutdown(wait=False)
        self._ticking.stop()
        for loop in self._loops:
            loop.stop()
        await asyncio.gather(*self._tasks)
        await asyncio.gather(*(_end(worker) for worker in self._working))

    async def _tick(self) -> int:
        done = await self._ticking.tick()
        if self._ticking.is_whole:
            self._last_tick = monotonic()
        return done

    @property
    def _loops(self) -> list[Loop]:
        return [self._clockwork, *self._payers]

    async def _strike(self) -> None:
        self.look_at_the_clock()

    async def _sweep(self) -> None:
        for sweep in (pruning.sweep, rows.sweep):
            while await self._database.run(sweep):
                pass


def _loop(name: str, step: Callable[[], Awaitable[int]]) -> Loop:
    return Loop(name, step, lambda: asyncio.sleep(_BREATH))


async def _end(worker: _Worker) -> None:
    try:
        async with asyncio.timeout(_FAREWELL):
            await worker.stop()
    except TimeoutError:
        await worker.crew.call_off()
