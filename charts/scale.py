"""Axes that hold nought and end at round numbers: pure arithmetic."""

from collections.abc import Iterator
from itertools import count

_HOUR = 3600
_WEEK = 168 * _HOUR
_LENGTHS = (60, 300, 600, 900, 1800, *(_HOUR * hours for hours in (1, 2, 3, 6, 12, 24, 48, 96)))
"""Seconds between two marks of an axis of time that is shorter than a few weeks."""


def rounds(top: float, most: int = 4) -> tuple[int, ...]:
    """Round whole numbers from 0 to the first that is not below `top`, with at most `most` steps between them."""
    return _upto(top, _step(top, most))


def around(low: float, top: float, most: int = 4) -> tuple[int, ...]:
    """The same from the last that is not above `low`, where that is below 0."""
    step = _step(max(top, -low), most)
    below = tuple(-at for at in _upto(-low, step)[:0:-1]) if low < 0 else ()
    return below + _upto(top, step)


def _step(top: float, most: int) -> int:
    tens: Iterator[int] = (10**power for power in count())
    steps = (part * ten for ten in tens for part in (1, 2, 5))
    return next(step for step in steps if step * most >= top)


def lengths(seconds: float, most: int = 4) -> tuple[int, ...]:
    """The same in lengths of time that people count in."""
    weeks = -int(-seconds // (_WEEK * most)) * _WEEK
    return _upto(seconds, next((step for step in _LENGTHS if step * most >= seconds), weeks))


def _upto(top: float, step: int) -> tuple[int, ...]:
    steps = max(1, -int(-top // step))
    return tuple(step * number for number in range(steps + 1))
