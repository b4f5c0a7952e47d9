"""The tick: whatever has become true by the mere passing of time is done here, in small turns, once, in order."""

import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import TypeVar

from catalog import deals
from groupbuys import closing, holds, reminders
from storage import alarms, claiming
from storage.database import Database
from storage.transaction import Transaction

T = TypeVar("T")

CLOSES = 500
"""Group buys in one turn; they are closed by a few statements, however many."""

ONE_BY_ONE = 100
"""Holds and reminders in one turn: each is decided on its own, and shoppers want to write in between."""

_ROUNDS = 1_000
"""Turns of one kind in one tick, so that something that never ends holds up nothing else."""

_WORTH_A_LOOK = 5
"""Ticks in a row that broke at the same place before the operator hears of it."""

_log = logging.getLogger(__name__)


class Tick:
    """Closes group buys, ends holds, turns deals, owes reminders, drops what is stale; closes come first.

    `on_close` is told how late each close came (promise 23), `told` is called when something may be owed now.
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
        self._broken: Counter[str] = Counter()

    async def tick(self) -> int:
        """Do everything that is due, one kind after the other; returns how much was done."""
        done = await self._close()
        done += await self._count("holds", holds.expire_due, ONE_BY_ONE)
        done += await self._count("deals", lambda tx, _: deals.turn_due(tx), _ROUNDS)
        done += await self._count("reminders", reminders.remind_due, ONE_BY_ONE)
        if await self._database.run(claiming.is_stale, reads=True):
            done += await self._count("stale", claiming.drop_stale, CLOSES)
        return done

    async def _close(self) -> int:
        done = 0
        async for closed in self._turns("closes", closing.close_due, CLOSES, len):
            for one in closed:
                self._on_close(one.late)
            done += len(closed)
        return done

    async def _count(self, name: str, work: Callable[[Transaction, int], int], batch: int) -> int:
        return sum([count async for count in self._turns(name, work, batch, int)])

    async def _turns(
        self,
        name: str,
        work: Callable[[Transaction, int], T],
        batch: int,
        size: Callable[[T], int],
    ) -> AsyncIterator[T]:
        """Turn after turn, until one finds less than a whole batch; one kind that breaks stops no other."""
        for _ in range(_ROUNDS):
            try:
                result = await self._database.run(lambda tx: work(tx, batch))
            except Exception:  # noqa: BLE001  the next tick tries again, whatever it was
                _log.exception("the tick broke at %s", name)
                await self._complain(name)
                return
            del self._broken[name]
            if size(result):
                self._told()
                yield result
            if size(result) < batch:
                return

    async def _complain(self, name: str) -> None:
        self._broken[name] += 1
        if self._broken[name] >= _WORTH_A_LOOK:
            why = f"the tick keeps breaking at {name}: see the log"
            await self._database.run(lambda tx: alarms.raise_alarm(tx, f"tick_{name}", 0, why))
