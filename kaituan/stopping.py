"""Ctrl-C and a service manager's word end a process cleanly."""

import asyncio
import contextlib
import signal
from collections.abc import Coroutine, Iterator
from typing import TypeVar

T = TypeVar("T")


async def unless_told(stop: asyncio.Event, work: Coroutine[object, object, T]) -> T | None:
    """What `work` gives; None where `stop` is set first, and then it is called off."""
    working, stopping = asyncio.create_task(work), asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            working.cancel()
            await asyncio.wait({working})
        return None if working.cancelled() else working.result()
    finally:
        stopping.cancel()


@contextlib.contextmanager
def until_told() -> Iterator[asyncio.Event]:
    """An event that SIGINT and SIGTERM set; the second one ends the process as it would without us."""
    stop, loop = asyncio.Event(), asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)

    def told() -> None:
        stop.set()
        for number in signals:
            loop.remove_signal_handler(number)

    with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt
        for number in signals:
            loop.add_signal_handler(number, told)
    try:
        yield stop
    finally:
        for number in signals:
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)
