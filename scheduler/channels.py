"""Channels kept current: their posts are edited one after the other, none forgotten, each to its newest face."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from flows.faces import Screen
from groupbuys.channels import freshness, posts
from groupbuys.channels.posts import Post, PostState
from scheduler.crew import Crew
from scheduler.judging import backoff
from scheduler.posting import PostFace, lose, mark
from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from scheduler.speaking import Mouth
from storage import alarms, claiming
from storage.claiming import Owed
from storage.database import Database
from storage.outbox import Lane
from storage.transaction import Transaction

LEASE = timedelta(minutes=2)
"""How long one channel's turn may take before somebody else begins one."""

PACE = timedelta(seconds=3.5)
"""At least this long between two edits in one channel: the pacer lets 15 a minute pass, and they are spread."""

_PATIENCE = 5.0
"""Seconds: a channel that must be silent for longer is left to a later turn, for the others' sake."""

_QUEUE = 45.0
"""Seconds that an edit waits behind everything that goes first."""

_AWAY = timedelta(minutes=1)
"""When a channel of a bot that does not speak in this process is looked at again."""

_AT_ONCE = 50
"""Posts in one turn that turn out to show everything already."""


@dataclass(frozen=True, slots=True)
class Due:
    """A post that is behind, and the face that it is to get; None: it is to be taken away."""

    post: Post
    face: Screen | None


class Channels:
    """Keeps the posts of channels current: `most` channels at once, one edit at a time in each."""

    def __init__(
        self, database: Database, mouths: Mapping[int, Mouth], face: PostFace, *, most: int = 16
    ) -> None:
        self._database = database
        self._mouths = mouths
        self._face = face
        self._stopping = False
        self.crew = Crew(most)

    async def pay(self) -> int:
        """Claim channels with posts that are behind, and send somebody to each; returns how many."""
        silent = all(mouth.pacer.paused_for for mouth in self._mouths.values())
        if not self.crew.free or self._stopping or silent:
            return 0
        if not await self._database.run(_is_due, reads=True):
            return 0
        most = self.crew.free
        claimed = await self._database.run(
            lambda tx: claiming.claim(tx, Lane.CHANNELS, most, LEASE)
        )
        for owed in claimed:
            self.crew.send(self._see_to(owed))
        return len(claimed)

    async def stop(self) -> None:
        """Begin no edit any more; the posts that are behind stay so until the next start."""
        self._stopping = True
        await self.crew.all_back()

    async def _see_to(self, owed: Owed) -> None:
        """One turn of a channel: the post that waited longest gets its newest face."""
        for _ in range(_AT_ONCE):
            found = await self._database.run(lambda tx: _next(tx, owed))
            if found is None:
                return None
            due = await self._look(owed, found)
            if due is None:
                return None
            if not _shows_all(due):
                return await self._speak(owed, due.post)
            await self._database.run(lambda tx: freshness.current(tx, due.post, due.post.face))  # noqa: B023  awaited at once
        await self._give_back(owed, timedelta())
        return None

    async def _look(self, owed: Owed, chosen: Post) -> Due | None:
        """What a post is to show at this very moment. What breaks one post must not hold up the others."""
        try:
            return await self._database.run(lambda tx: self._due(tx, chosen), reads=True)
        except Exception as error:  # noqa: BLE001  whatever it is, the operator hears of it
            why = repr(error)
            await self._database.run(lambda tx: _pass_over(tx, owed, chosen, why))
            return None

    def _due(self, tx: Transaction, chosen: Post) -> Due:
        found = posts.by_id(tx, chosen.id) or chosen
        return Due(found, self._face(tx, found) if found.state is PostState.SHOWN else None)

    async def _speak(self, owed: Owed, chosen: Post) -> None:
        wait = self._silence(chosen)
        if wait is not None or self._stopping:
            await self._give_back(owed, wait or timedelta())
        elif await self._may_speak(chosen):
            await self._renew(owed, chosen)
        else:
            await self._give_back(owed, timedelta(seconds=1))

    def _silence(self, post: Post) -> timedelta | None:
        """How long this channel has to be left alone, where that is not worth waiting for."""
        mouth = self._mouths.get(post.bot)
        if mouth is None:
            return _AWAY
        delay = mouth.pacer.delay(post.chat)
        return timedelta(seconds=delay) if delay > _PATIENCE else None

    async def _may_speak(self, post: Post) -> bool:
        try:
            async with asyncio.timeout(_QUEUE):
                pacer = self._mouths[post.bot].pacer
                await pacer.wait(post.chat, interactive=False, last=True)
        except TimeoutError:
            return False
        return True

    async def _renew(self, owed: Owed, chosen: Post) -> None:
        """Look once more: while waiting for the turn to speak there may have been news."""
        due = await self._look(owed, chosen)
        if due is None:
            return
        outcome = await _said(self._mouths[chosen.bot], due)
        await self._database.run(lambda tx: _after(tx, owed, due, outcome))

    async def _give_back(self, owed: Owed, wait: timedelta) -> None:
        await self._database.run(lambda tx: claiming.give_back(tx, [owed], tx.now + wait))


def _next(tx: Transaction, owed: Owed) -> Post | None:
    """The post whose turn it is; where there is none, or the bot may not speak there, the channel is settled."""
    found = freshness.next_behind(tx, owed.subject_id)
    if found is None or found.lost:
        claiming.settle_newest(tx, owed, tx.now)
        return None
    return found


def _shows_all(due: Due) -> bool:
    return due.face is not None and mark(due.face) == due.post.face


def _pass_over(tx: Transaction, owed: Owed, broken: Post, why: str) -> None:
    alarms.raise_alarm(tx, "post", broken.id, why)
    freshness.put_off(tx, broken)
    claiming.give_back(tx, [owed], tx.now + PACE, why, tried=1)


async def _said(mouth: Mouth, due: Due) -> Outcome:
    number = due.post.message_id or 0
    if due.face is None:
        return await mouth.delete(due.post.chat, number)
    return await mouth.edit(due.post.chat, number, due.face)


def _after(tx: Transaction, owed: Owed, due: Due, outcome: Outcome) -> None:
    """Write down what became of an edit. One that may have arrived is simply made again."""
    match outcome:
        case TryLater(after=after, reason=reason):
            freshness.put_off(tx, due.post)
            wait = backoff(owed.attempts + 1) if after is None else timedelta(seconds=after)
            claiming.give_back(tx, [owed], tx.now + max(wait, PACE), reason, tried=1)
            return
        case Sent():
            _done(tx, due)
        case Unreachable(moved_to=int(there)):
            posts.moved(tx, due.post.bot, due.post.chat, there)
        case Unreachable(message_only=True, reason=reason):
            posts.end(tx, due.post.id, PostState.GONE, reason)
        case Unreachable(reason=reason):
            lose(tx, due.post.bot, due.post.chat, reason)
    claiming.give_back(tx, [owed], tx.now + PACE)


def _done(tx: Transaction, due: Due) -> None:
    if due.face is None:
        posts.end(tx, due.post.id, PostState.DOWN)
    else:
        freshness.current(tx, due.post, mark(due.face))


def _is_due(tx: Transaction) -> bool:
    return claiming.is_due(tx, Lane.CHANNELS)
