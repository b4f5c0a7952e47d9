"""Who does one errand: speaks in its chat, keeps its one message current, fetches files, and minds the lease."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from threading import Event
from time import monotonic
from typing import TypeAlias, TypeVar

from flows.faces import Screen
from flows.replies import Reply, Say, SendDocument
from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from scheduler.speaking import Mouth
from storage import errands
from storage.database import Database
from storage.errands import Errand
from storage.transaction import Transaction

T = TypeVar("T")
Step: TypeAlias = Callable[[int, int], None]
Face: TypeAlias = Callable[[int, int], Screen]
"""How far it is, as a screen: (done, of how many; 0 where that is not known yet)."""

LEASE = timedelta(minutes=2)
"""How long an errand stays with a process that died."""

GAP = 4.0
"""Seconds between two edits of the message that shows how far it is."""

_TRIES = 5
_BREATH = 2.0
_LONGEST_SILENCE = 20.0
"""Seconds for which an errand waits where the messenger asks for silence; longer ones are for a later try."""


class Interrupted(Exception):
    """We are to stop, or somebody took the errand over: it goes on elsewhere."""


class NotNow(Exception):
    """The messenger will not have it now: worth another try after `after` seconds."""

    def __init__(self, reason: str, after: float | None) -> None:
        super().__init__(reason)
        self.after = after


class OutOfReach(Exception):
    """There is nobody to tell any more."""


class Courier:
    """Does one errand. `stopping` is shared by all of a process; `gap` in seconds, as GAP."""

    def __init__(
        self, database: Database, mouth: Mouth, errand: Errand, stopping: Event, gap: float = GAP
    ) -> None:
        self.database = database
        self.errand = errand
        self._mouth = mouth
        self._stopping = stopping
        self._gap = gap
        self._lost = False
        self._looked = monotonic()

    async def read(self, work: Callable[[Transaction], T]) -> T:
        """Ask the books."""
        return await self.database.run(work, reads=True)

    async def fetch(self, source: str, most: int) -> bytes | Unreachable:
        """A file that somebody sent; Unreachable where it is larger or not to be had any more. Raises NotNow."""
        fetched = await self._mouth.sender.fetch(source, most)
        if isinstance(fetched, TryLater):
            raise NotNow(fetched.reason, fetched.after)
        return fetched

    async def show(self, screen: Screen) -> None:
        """Give the errand's message this face; where there is none, or it is gone, say it anew."""
        number = self.errand.message_id
        if number is not None:
            edited = await self._patiently(lambda: self._edit(number, screen))
            if not isinstance(edited, Unreachable):
                return
        outcome = await self._patiently(lambda: self._say(Say(screen)))
        if isinstance(outcome, Sent) and outcome.message_id is not None:
            await self._keep(outcome.message_id)

    async def hand(self, document: SendDocument) -> None:
        """Send a file into the chat. One whose answer was lost may be there, and is not sent twice.

        An upload takes its time: it begins with the whole lease before it. Raises Interrupted.
        """
        await self._hold()
        self.check()
        outcome = await self._patiently(lambda: self._say(document))
        if isinstance(outcome, Unreachable):
            raise OutOfReach(outcome.reason)

    async def watch(self, work: Callable[[Step], T], face: Face) -> T:
        """Do this in a thread, and show every few seconds how far it is. Raises Interrupted."""
        steps = [(0, 0)]

        def step(done: int, whole: int) -> None:
            self.check()
            steps[0] = done, whole

        task = asyncio.create_task(asyncio.to_thread(work, step))
        try:
            while not task.done():
                await asyncio.wait({task}, timeout=self._gap)
                if not task.done():
                    await self.progress(*steps[0], face)
        except BaseException:
            self._lost = True  # nobody waits for the thread any more: it ends at its next step
            task.add_done_callback(_forgotten)
            raise
        return task.result()

    async def progress(self, done: int, whole: int, face: Face) -> None:
        """Keep the lease, and show how far it is where the last look is some seconds ago."""
        if monotonic() - self._looked < self._gap:
            return
        self._looked = monotonic()
        await self._hold()
        if not self._lost:
            await self._glance(face(done, whole))

    async def _hold(self) -> None:
        """Keep the lease for its whole length from now on."""
        kept = await self.database.run(lambda tx: errands.renew(tx, self.errand, LEASE))
        self._lost = kept is None
        self.errand = kept or self.errand

    def check(self) -> None:
        """Raises Interrupted where it is not ours to go on."""
        if self._lost or self._stopping.is_set():
            raise Interrupted

    async def _glance(self, screen: Screen) -> None:
        """Show it if that is easily done: the next one will be truer anyway."""
        number = self.errand.message_id
        if self._mouth.pacer.delay(self.errand.chat):
            return
        if number is None:
            outcome = await self._say(Say(screen))
            if isinstance(outcome, Sent) and outcome.message_id is not None:
                await self._keep(outcome.message_id)
        else:
            await self._edit(number, screen)

    async def _patiently(self, attempt: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Try until it is said, or cannot be said at all. Raises NotNow, OutOfReach."""
        for _ in range(_TRIES):
            outcome = await attempt()
            match outcome:
                case TryLater(maybe_sent=False, after=after, reason=reason):
                    if after is None:
                        self._mouth.pacer.pause(_BREATH, self.errand.chat)
                    elif after > _LONGEST_SILENCE:
                        raise NotNow(reason, after)
                case Unreachable(message_only=False, reason=reason):
                    raise OutOfReach(reason)
                case _:
                    return outcome
        raise NotNow("the messenger does not take it", None)

    async def _say(self, reply: Reply) -> Outcome:
        chat = self.errand.chat
        await self._mouth.pacer.wait(chat, interactive=True)
        return (await self._mouth.say(chat, (reply,))).outcome

    async def _edit(self, number: int, screen: Screen) -> Outcome:
        chat = self.errand.chat
        await self._mouth.pacer.wait(chat, interactive=True)
        return await self._mouth.edit(chat, number, screen)

    async def _keep(self, number: int) -> None:
        """Write down which message shows how far it is, so that whoever takes over edits the same one."""
        self.errand = replace(self.errand, message_id=number)
        await self.database.run(lambda tx: errands.shown(tx, self.errand.id, number))


def _forgotten(task: "asyncio.Task[T]") -> None:
    """However it ended, nobody asks any more."""
    if not task.cancelled():
        task.exception()
