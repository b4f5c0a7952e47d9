"""The clock that everything in one process shares: the real one, or one that can be wound."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from kaituan.books import now


@dataclass(frozen=True, slots=True)
class Timepiece:
    """`now` tells aware UTC time, `seconds` never goes back, `sleep` waits so many of them."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], Awaitable[object]]


REAL = Timepiece(now, time.monotonic, asyncio.sleep)
"""The machine's own."""
