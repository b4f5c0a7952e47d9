"""How fast a messenger lets a bot speak: laws of the kind "at most so many in any so many seconds"."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf


@dataclass(frozen=True, slots=True)
class Law:
    """At most `most` messages in any `seconds`; broadcasts leave `spare` of them free for answers."""

    most: int
    seconds: float
    spare: int


OVERALL = (Law(30, 1.05, 4),)
"""Telegram: about 30 messages a second for a bot. The twentieth is for the wire, which brings some closer together."""

PRIVATE = (Law(3, 3.15, 1),)
"""Telegram: one message a second in a chat, where a short burst is allowed."""

GROUP = (*PRIVATE, Law(20, 61.0, 5))
"""Telegram: 20 messages a minute in a group or channel; those have negative numbers."""


def shared(laws: Sequence[Law], among: int) -> tuple[Law, ...]:
    """The part of these laws that each of several speakers may use, so that all together keep them."""
    return tuple(
        Law(most, law.seconds, min(-(-law.spare // among), most - 1))
        for law in laws
        for most in (max(1, law.most // among),)
    )


class Meter:
    """Counts what was sent in one place and says when the next message may go there. Seconds of one clock."""

    __slots__ = ("_laws", "_paused_until", "_stamps")

    def __init__(self, laws: Sequence[Law]) -> None:
        self._laws = laws
        self._stamps: deque[float] = deque(maxlen=max(law.most for law in laws))
        self._paused_until = -inf

    def free_at(self, *, interactive: bool) -> float:
        """The moment from which one more may go."""
        moment = self._paused_until
        for law in self._laws:
            room = law.most if interactive else law.most - law.spare
            if len(self._stamps) >= room:
                moment = max(moment, self._stamps[-room] + law.seconds)
        return moment

    def count(self, now: float) -> None:
        """One goes now."""
        self._stamps.append(now)

    def pause(self, until: float) -> None:
        """Nothing goes before `until`; a longer pause that is on already stays."""
        self._paused_until = max(self._paused_until, until)

    @property
    def paused_until(self) -> float:
        """The end of the last pause."""
        return self._paused_until

    @property
    def idle_at(self) -> float:
        """From when on there is nothing left to remember."""
        last = self._stamps[-1] if self._stamps else -inf
        return max(self._paused_until, last + max(law.seconds for law in self._laws))
