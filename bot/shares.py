"""How much of a group's pace answers to its people may take, so that its cards stay current for everybody."""

import asyncio
from collections import OrderedDict

from scheduler.limits import Law, Meter

SHARE = (Law(6, 61.0, 0),)
"""Of the 20 messages a minute that Telegram allows a bot in a group, as many may be private words and hints aloud."""


class Shares:
    """What each group has taken of its share; groups that have been silent are forgotten."""

    def __init__(self) -> None:
        self._chats: OrderedDict[int, Meter] = OrderedDict()

    def take(self, chat: int) -> bool:
        """Count one more, if there is room for it."""
        now = asyncio.get_running_loop().time()
        while self._chats and (oldest := next(iter(self._chats.items())))[1].idle_at <= now:
            del self._chats[oldest[0]]
        meter = self._chats.setdefault(chat, Meter(SHARE))
        if meter.free_at(interactive=True) > now:
            return False
        meter.count(now)
        self._chats.move_to_end(chat)
        return True
