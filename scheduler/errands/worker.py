"""Errands are done here: claimed on a lease, a few at a time, never two for one shop, and begun again after a crash."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from functools import partial
from threading import Event
from typing import TypeAlias

from flows.desk.rereading import KIND
from flows.lead.handing import KIND as HAND_OUT
from flows.screens.desk.files import not_done, sorry
from scheduler.crew import Crew
from scheduler.errands.bringing import bring_in, read_file
from scheduler.errands.case import look
from scheduler.errands.courier import GAP, LEASE, Courier, Interrupted, NotNow, OutOfReach
from scheduler.errands.exporting import export
from scheduler.errands.hand_outs import hand_out
from scheduler.errands.rereading import Assistant, nobody, reread
from scheduler.judging import LONGEST_WAIT, backoff
from scheduler.speaking import Mouth
from storage import alarms, errands
from storage.database import Database
from storage.errands import End, Errand
from storage.outage import is_outage

ENOUGH = 4
"""Times that an errand may break before it is given up."""

PATIENCE = timedelta(days=1)
"""How long an errand is tried that the messenger will not have; whoever asked for it has asked anew by then."""

Clerk: TypeAlias = Callable[[Courier], Awaitable[None]]

CLERKS: Mapping[str, Clerk] = {
    "read": read_file,
    "bring": bring_in,
    "export": export,
    HAND_OUT: hand_out,
}
"""What does each kind of errand, besides a second reading, which needs an assistant."""

_log = logging.getLogger(__name__)


class Errands:
    """Does errands, `most` at once: each may hold a whole file in memory. `mouths` by the bot's number."""

    def __init__(
        self,
        database: Database,
        mouths: Mapping[int, Mouth],
        *,
        assistant: Assistant = nobody,
        most: int = 2,
        gap: float = GAP,
    ) -> None:
        self._database = database
        self._mouths = mouths
        self._gap = gap
        self._clerks: Mapping[str, Clerk] = {**CLERKS, KIND: partial(reread, assistant=assistant)}
        self._stopping = Event()
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim what is due as far as hands are free, and send somebody to each; returns how many."""
        sent = 0
        while self.crew.free and not self._stopping.is_set():
            if not await self._database.run(
                lambda tx: errands.is_due(tx, self._mouths), reads=True
            ):
                break
            claimed = await self._database.run(lambda tx: errands.claim(tx, self._mouths, LEASE))
            if claimed is None:
                break
            self.crew.send(self._do(claimed))
            sent += 1
        return sent

    async def stop(self) -> None:
        """Claim nothing more; what is under way is broken off at its next step, and goes on at the next start."""
        self._stopping.set()
        await self.crew.all_back()

    async def _do(self, errand: Errand) -> None:
        mouth = self._mouths[errand.bot]
        courier = Courier(self._database, mouth, errand, self._stopping, self._gap)
        try:
            await self._clerks[errand.kind](courier)
        except Interrupted:
            await self._again(courier, timedelta(), "interrupted", tried=False)
        except NotNow as silence:
            await self._later(courier, silence)
        except OutOfReach as gone:
            await self._settle(courier, "failed", str(gone))
        except Exception as error:
            if is_outage(error):
                raise  # its lease runs out, and somebody takes it over
            _log.exception("errand %s (%s) broke", errand.id, errand.kind)
            await self._broke(courier, repr(error))
        else:
            await self._settle(courier, "done")

    async def _broke(self, courier: Courier, why: str) -> None:
        """Try again a little later; one that keeps breaking is given up, and everybody told."""
        errand = courier.errand
        if errand.attempts < ENOUGH:
            await self._again(courier, backoff(errand.attempts), why)
            return
        await self._settle(courier, "failed", why)
        text = f"{errand.kind} for shop {errand.shop_id}: {why}"
        await self._database.run(lambda tx: alarms.raise_alarm(tx, "errand", errand.id, text))
        case = await courier.read(partial(look, errand=errand))
        if case is not None:
            works_here = case.role is not None
            said = sorry(case.texts, errand.shop_id) if works_here else not_done(case.texts)
            await courier.show(said)

    async def _later(self, courier: Courier, silence: NotNow) -> None:
        """The messenger will not have it: ask the more seldom the longer that goes on, and not for ever."""
        errand, now = courier.errand, self._database.clock()
        age = now - (errand.created_at or now)
        if age > PATIENCE:
            await self._settle(courier, "failed", str(silence))
        elif silence.after is not None:
            await self._again(courier, timedelta(seconds=silence.after), str(silence), tried=False)
        else:
            wait = min(max(age / 10, backoff(errand.attempts)), LONGEST_WAIT)
            await self._again(courier, wait, str(silence), tried=False)

    async def _again(
        self, courier: Courier, wait: timedelta, why: str, *, tried: bool = True
    ) -> None:
        mine, again = courier.errand, self._database.clock() + wait
        await self._database.run(lambda tx: errands.give_back(tx, mine, again, why, tried=tried))

    async def _settle(self, courier: Courier, end: End, why: str = "") -> None:
        await self._database.run(lambda tx: errands.settle(tx, courier.errand, end, why))
