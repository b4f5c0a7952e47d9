"""A piece of work that waits for a worker thread, and the way its outcome gets back to whoever asked."""

import asyncio
import concurrent.futures
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from storage.transaction import Transaction

Work: TypeAlias = Callable[[Transaction], Any]


@dataclass(slots=True, eq=False)
class Job:
    """Work for one turn, who waits for it, and how often it met a conflict, or hung something on what was gone."""

    work: Work
    waiting: "asyncio.Future[Any] | concurrent.futures.Future[Any]"
    loop: asyncio.AbstractEventLoop | None = None
    conflicts: int = 0
    orphaned: int = 0


@dataclass(slots=True, frozen=True)
class Outcome:
    """What a job came to: a result, or the exception it ended with."""

    job: Job
    result: Any = None
    error: BaseException | None = field(default=None)


def deliver(outcomes: Iterable[Outcome]) -> None:
    """Hand each outcome to whoever waits: one wake-up per event loop, however many jobs."""
    by_loop: dict[asyncio.AbstractEventLoop, list[Outcome]] = {}
    for outcome in outcomes:
        if outcome.job.loop is None:
            _settle(outcome)
        else:
            by_loop.setdefault(outcome.job.loop, []).append(outcome)
    for loop, waiting in by_loop.items():
        with suppress(RuntimeError):  # the loop was closed: nobody waits any more
            loop.call_soon_threadsafe(_settle_all, waiting)


def _settle_all(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        _settle(outcome)


def _settle(outcome: Outcome) -> None:
    waiting = outcome.job.waiting
    if waiting.done():
        return
    if outcome.error is None:
        waiting.set_result(outcome.result)
    elif isinstance(outcome.error, StopIteration):  # which no future carries (as in PEP 479)
        waiting.set_exception(RuntimeError("a turn raised StopIteration"))
    else:
        waiting.set_exception(outcome.error)
