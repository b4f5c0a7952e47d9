"""Money steps are worked off here: each capture and refund is asked of its provider until it is done."""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta

from groupbuys.refunding import step_done
from payments import stepping
from payments.model import Step, StepKind, StepState
from payments.port import Answer, Done, Later, Rejected
from payments.registry import Providers
from payments.seal import Unreadable
from scheduler.crew import Crew
from storage import alarms
from storage.database import Database
from storage.outage import is_outage
from storage.transaction import Conflict, Transaction

LEASE = timedelta(minutes=3)
"""How long a worker that died keeps the steps that it had claimed."""

_PATIENCE = 60.0
"""Seconds for one answer. Asked again under the same key, a provider does nothing twice."""

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(hours=1)

_MOST_OF_A_REASON = 250
"""Characters of what a provider said in an alarm, which also says what to do."""

_log = logging.getLogger(__name__)


class Till:
    """Works money steps off, `most` at once. `providers` finds them; `told` is called when news are owed."""

    def __init__(
        self,
        database: Database,
        providers: Providers,
        *,
        most: int = 16,
        told: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._providers = providers
        self._told = told
        self._stopping = False
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim the steps that are due as far as hands are free, and send somebody to each; returns how many."""
        most = self.crew.free
        if not most or self._stopping:
            return 0
        steps = await self._database.run(lambda tx: stepping.claim(tx, LEASE, most))
        for step in steps:
            self.crew.send(self._work_off(step))
        return len(steps)

    async def stop(self) -> None:
        """Claim nothing more and wait for the answers that are under way."""
        self._stopping = True
        await self.crew.all_back()

    async def _work_off(self, step: Step) -> None:
        answer = await self._ask(step)
        try:
            done = await self._database.run(lambda tx: _settle(tx, step, answer))
        except Exception as error:
            if is_outage(error) or isinstance(error, Conflict):
                raise  # nothing is wrong with the step: its lease runs out
            await self._leave_in_sight(step, error)
        else:
            if done:
                self._told()

    async def _leave_in_sight(self, step: Step, error: Exception) -> None:
        """What came of a step cannot be written down: raised like one that is rejected, and tried again."""
        _log.error("settling money step %s broke", step.id, exc_info=error)
        wait, why = backoff(step.attempts), f"settling it broke: {error!r}"
        await self._database.run(lambda tx: _try_again(tx, step, wait, why, rejected=True))

    async def _ask(self, step: Step) -> Answer:
        if step.waits:
            return Later("its payment is not captured yet")
        try:
            provider = await self._providers.named(step.provider)
        except Unreadable as why:
            return Rejected(f"the keys of {step.provider} cannot be read: {why}")
        if provider is None:
            return Rejected(f"there is no provider {step.provider!r} here")
        act = provider.capture if step.kind is StepKind.CAPTURE else provider.give_back
        try:
            async with asyncio.timeout(_PATIENCE):
                return await act(step.charge, step.amount, step.key)
        except TimeoutError:
            return Later("no answer")
        except Exception as error:  # noqa: BLE001  a provider must not raise; if one does, ask again
            return Later(repr(error))


def _settle(tx: Transaction, step: Step, answer: Answer) -> bool:
    """Write the answer down; True where it is done now."""
    match answer:
        case Done():
            return step_done(tx, step)
        case Later(reason=reason, after=after):
            wait = backoff(step.attempts) if after is None else timedelta(seconds=after)
            _try_again(tx, step, wait, reason, rejected=False)
        case Rejected(reason=reason):
            _try_again(tx, step, _LONGEST_WAIT, reason, rejected=True)
    return False


def _try_again(
    tx: Transaction, step: Step, wait: timedelta, reason: str, *, rejected: bool
) -> None:
    """It stays owed; once it is stuck the operator hears of it, and it is still tried (promise 19)."""
    if stepping.again(tx, step, tx.now + wait, reason, rejected=rejected) is StepState.STUCK:
        alarms.raise_alarm(tx, alarms.MONEY_STUCK, step.id, _stuck(step, reason))


def _stuck(step: Step, reason: str) -> str:
    return (
        f"{step.kind} of payment {step.payment_id}: {reason[:_MOST_OF_A_REASON]}\n"
        f'kaituan money retry {step.id}\nkaituan money done {step.id} --why "..."'
    )


def backoff(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 10 s, 20 s, 40 s ... one hour."""
    return min(_FIRST_WAIT * float(2 ** min(attempts, 20)), _LONGEST_WAIT)
