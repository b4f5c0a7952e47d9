"""The pacer: everything that a bot sends or edits passes here, as fast as its messenger allows and no faster."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from math import inf
from typing import TypeAlias

from scheduler.lanes import Lane
from scheduler.limits import GROUP, OVERALL, PRIVATE, Law, Meter

Seconds: TypeAlias = Callable[[], float]
"""A clock that never goes back, such as `time.monotonic`."""

Sleep: TypeAlias = Callable[[float], Awaitable[object]]


class Pacer:
    """One bot's pace. Answers to people overtake broadcasts, those overtake what can wait, and chats take turns.

    `now` and `sleep` belong to one clock. Several processes that speak for one bot share its limits: give each
    `overall` laws with its part. Chats that have been silent are forgotten.
    """

    def __init__(self, now: Seconds, sleep: Sleep, *, overall: Sequence[Law] = OVERALL) -> None:
        self._now = now
        self._sleep = sleep
        self._overall = Meter(overall)
        self._chats: OrderedDict[int, Meter] = OrderedDict()
        self._lanes = (
            Lane(interactive=True),
            Lane(interactive=False),
            Lane(interactive=False),
        )
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = inf

    async def wait(self, chat: int, *, interactive: bool, last: bool = False) -> None:
        """Return when one message may go to this chat; it is counted as sent then. `last`: behind all broadcasts."""
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._lanes[0 if interactive else 2 if last else 1].add(chat, waiter)
        self._serve()
        await waiter

    def pause(self, seconds: float, chat: int | None = None) -> None:
        """The messenger asks for silence: in one chat, or (None) everywhere. It begins at once."""
        meter = self._overall if chat is None else self._meter(chat)
        meter.pause(self._now() + seconds)

    def delay(self, chat: int) -> float:
        """Seconds until this chat itself would take a broadcast, however many others wait; 0 is now."""
        return max(0.0, self._free_at(chat, self._lanes[1]) - self._now())

    @property
    def paused_for(self) -> float:
        """Seconds until the pause everywhere is over; 0 where there is none."""
        return max(0.0, self._overall.paused_until - self._now())

    @property
    def remembered(self) -> int:
        """How many chats are remembered just now."""
        return len(self._chats)

    def stop(self) -> None:
        """Let nobody pass any more; who waits, waits until cancelled."""
        self._overall.pause(inf)
        if self._alarm is not None:
            self._alarm.cancel()

    def _serve(self) -> None:
        """Let everybody pass who may pass now, answers first, and come back when the next may."""
        now = self._now()
        soonest = min(self._serve_lane(lane, now) for lane in self._lanes)
        self._forget(now)
        self._come_back(soonest, now)

    def _serve_lane(self, lane: Lane, now: float) -> float:
        """The moment at which somebody of this lane may pass next."""
        while (gate := self._overall.free_at(interactive=lane.interactive)) <= now:
            turn = lane.take(now, lambda chat: self._free_at(chat, lane))
            if turn is None:
                return lane.next_at
            chat, waiter = turn
            self._overall.count(now)
            self._meter(chat).count(now)
            waiter.set_result(None)
        return max(gate, lane.next_at)

    def _free_at(self, chat: int, lane: Lane) -> float:
        meter = self._chats.get(chat)
        return -inf if meter is None else meter.free_at(interactive=lane.interactive)

    def _meter(self, chat: int) -> Meter:
        """The chat's meter, moved to the end of those that are forgotten next."""
        meter = self._chats.get(chat)
        if meter is None:
            meter = self._chats[chat] = Meter(GROUP if chat < 0 else PRIVATE)
        self._chats.move_to_end(chat)
        return meter

    def _forget(self, now: float) -> None:
        """Forget the chats that have been silent longest, as far as nothing hangs on them."""
        while self._chats:
            chat, meter = next(iter(self._chats.items()))
            if meter.idle_at > now:
                if meter.paused_until > now:
                    self._chats.move_to_end(chat)  # a long pause must not keep the others in memory
                return
            del self._chats[chat]

    def _come_back(self, moment: float, now: float) -> None:
        if moment == inf or (self._alarm is not None and self._alarm_at <= moment):
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm_at = moment
        self._alarm = asyncio.get_running_loop().create_task(self._ring(moment - now))

    async def _ring(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._alarm = None
        self._serve()
