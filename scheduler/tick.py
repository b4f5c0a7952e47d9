"""The tick: whatever has become true by the mere passing of time is done here, in small turns, once, in order."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta
from typing import TypeVar

from groupbuys import idle_pages, running_out
from groupbuys.channels import freshness, roundup_lines, roundups, timing
from groupbuys.coupons import ending, giving
from groupbuys.dropped import deal_copies
from groupbuys.due import Due
from groupbuys.prompts import prompts
from groupbuys.rewards import thawing
from groupbuys.telling import announcing, letters
from groupbuys.waiting import promoting
from scheduler.chores import (
    ANNOUNCE,
    CAPTURES,
    CLOSE,
    COPIES,
    COUPONS,
    DROP,
    GIVE,
    LINES,
    NEXT,
    PACKETS,
    PAGES,
    PLANS,
    POST,
    POSTS,
    PROMOTE,
    PROMPTS,
    ROUNDUPS,
    TELL,
    THAW,
    Aside,
    Chore,
)
from storage import alarms, claiming
from storage.database import Database
from storage.outage import is_outage
from storage.transaction import Conflict, Transaction

T = TypeVar("T")

_ROUNDS = 1_000
"""Turns of one kind in one tick, so that something that never ends holds up nothing else."""

_WORTH_A_LOOK = 5
"""Ticks in a row that broke at the same place before the operator hears of it."""

_TOO_MANY = 10
"""Things of one kind that break one after the other: then it is not they that are broken."""

_log = logging.getLogger(__name__)


class Tick:
    """Closes group buys, ends holds, turns deals, decides claims, reminds, drops what is stale, looks after posts.

    Free places go to those who wait for them.
    Word that shops send to many is owed last, a page at a time. What breaks is passed over for a while and the
    operator told of it; everything else goes on. `on_close` is told how late each close came (promise 23), `told` is
    called when something may be owed now.
    """

    def __init__(
        self,
        database: Database,
        *,
        on_close: Callable[[timedelta], None] = lambda _: None,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._on_close = on_close
        self._told = told
        self._aside = Aside()
        self._broken: Counter[str] = Counter()
        self._stopping = False

    @property
    def is_whole(self) -> bool:
        """Whether every kind of thing was got through the last time."""
        return not self._broken

    def stop(self) -> None:
        """End after the turn that is being taken; what is left is due at the next start as well."""
        self._stopping = True

    async def tick(self) -> int:
        """Do everything that is due, one kind after the other; returns how much was done."""
        done = await self._close()
        for chore in NEXT:
            done += await self._count(chore)
        if await self._database.run(claiming.is_stale, reads=True):
            done += await self._count(DROP)
        seldom = (
            (CAPTURES, running_out.is_due),
            (PAGES, idle_pages.is_due),
            (GIVE, giving.is_due),
            (THAW, thawing.is_due),
            *((chore, ending.is_due) for chore in (COUPONS, PACKETS, TELL)),
            (PROMOTE, promoting.is_due),
            (POST, letters.is_due),
            (ANNOUNCE, announcing.is_due),
            (ROUNDUPS, roundups.is_due),
            (LINES, roundup_lines.is_due),
            (PLANS, timing.is_due),
            (POSTS, freshness.is_due),
            (COPIES, deal_copies.is_due),
            (PROMPTS, prompts.is_due),
        )
        for chore, is_due in seldom:
            if await self._database.run(is_due, reads=True):
                done += await self._count(chore)
        return done

    async def _close(self) -> int:
        done = 0
        async for closed in self._turns(CLOSE):
            for one in closed:
                self._on_close(one.late)
            done += len(closed)
        return done

    async def _count(self, chore: Chore[int]) -> int:
        return sum([count async for count in self._turns(chore)])

    async def _turns(self, chore: Chore[T]) -> AsyncIterator[T]:
        """Turn after turn, until one finds less than a whole batch; one kind that breaks stops no other."""
        for _ in range(_ROUNDS):
            if self._stopping:
                return
            besides = self._aside.at(self._database.clock())
            try:
                result = await self._database.run(
                    lambda tx: chore.together(tx, chore.batch, besides)  # noqa: B023  awaited at once
                )
            except Exception as error:  # noqa: BLE001  one kind that breaks stops no other
                _log.error("the tick broke at %s", chore.name, exc_info=error)
                async for one in self._without_what_breaks(chore, error):
                    yield one
                return
            del self._broken[chore.name]
            if chore.size(result):
                self._told()
                yield result
            if chore.size(result) < chore.batch:
                return

    async def _without_what_breaks(self, chore: Chore[T], error: Exception) -> AsyncIterator[T]:
        if chore.alone is None or _is_everybodys(error):
            await self._complain(chore.name)
            return
        try:
            async for one in self._one_by_one(chore, chore.alone):
                yield one
        except Exception:  # noqa: BLE001  the next tick tries again, whatever it was
            await self._complain(chore.name)

    async def _one_by_one(
        self, chore: Chore[T], alone: Callable[[Transaction, Due], T]
    ) -> AsyncIterator[T]:
        """Do each thing alone and leave aside what breaks. Raises where it is not the thing that is broken."""
        in_a_row = 0
        for due in await self._named(chore):
            if self._stopping:
                return
            try:
                result = await self._database.run(lambda tx: alone(tx, due))  # noqa: B023  awaited at once
            except Exception as error:
                in_a_row += 1
                if in_a_row > _TOO_MANY or _is_everybodys(error):
                    raise
                await self._leave_aside(due, error)
            else:
                in_a_row = 0
                self._told()
                yield result

    async def _named(self, chore: Chore[T]) -> Sequence[Due]:
        besides = self._aside.at(self._database.clock())
        most = chore.batch + len(besides)
        dues = await self._database.run(lambda tx: chore.names(tx, most), reads=True)
        return [due for due in dues if due not in besides]

    async def _leave_aside(self, due: Due, error: Exception) -> None:
        _log.error("%s is passed over for now", due, exc_info=error)
        now = self._database.clock()
        self._aside.put(due, now)
        if len(self._aside.at(now)) <= _TOO_MANY:
            why = f"{due.what} {due.id} breaks and is passed over: {error!r}"
            await self._raise_alarm(f"tick_{due.what}", due.id, why)

    async def _complain(self, name: str) -> None:
        self._broken[name] += 1
        if self._broken[name] >= _WORTH_A_LOOK:
            why = f"the tick keeps breaking at {name}: see the log"
            await self._raise_alarm(f"tick_{name}", 0, why)

    async def _raise_alarm(self, kind: str, subject: int, why: str) -> None:
        await self._database.run(lambda tx: alarms.raise_alarm(tx, kind, subject, why))


def _is_everybodys(error: Exception) -> bool:
    """Nothing is wrong with what was to be done: the database is away, or somebody else is always quicker."""
    return is_outage(error) or isinstance(error, Conflict)
