"""Telegram's speed limits, imitated when switched on: overall, per chat, per group."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
from math import ceil

WINDOWS = {"overall": (30, 1.0), "chat": (4, 4.0), "group": (20, 60.0)}
"""Calls allowed per seconds: 30/s for a bot, 1/s with a burst of four per chat, 20/min per group."""


class Limits:
    """Counts what bots send; off unless `on` is set."""

    def __init__(self) -> None:
        self.on = False
        self._sent: defaultdict[tuple[str, int, int], deque[datetime]] = defaultdict(deque)

    def count(self, bot_id: int, chat_id: int, now: datetime) -> int | None:
        """Count a message to a chat; or the whole seconds to wait when it is too much."""
        if not self.on:
            return None
        rooms = ["overall", "group" if chat_id < 0 else "chat"]
        keys = [(room, bot_id, 0 if room == "overall" else chat_id) for room in rooms]
        waits = [self._wait(key, now) for key in keys]
        if any(waits):
            return max(1, ceil(max(waits)))
        for key in keys:
            self._sent[key].append(now)
        return None

    def _wait(self, key: tuple[str, int, int], now: datetime) -> float:
        allowed, seconds = WINDOWS[key[0]]
        sent = self._sent[key]
        while sent and now - sent[0] >= timedelta(seconds=seconds):
            sent.popleft()
        if len(sent) < allowed:
            return 0.0
        return seconds - (now - sent[0]).total_seconds()
