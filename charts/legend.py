"""What the colours of a chart stand for, two names a row."""

from collections.abc import Sequence

from charts.sheet import MARGIN, SMALL, WIDTH, Sheet
from charts.values import Key

_EACH = 48
_BELOW = 12


def height(keys: Sequence[Key]) -> int:
    """Pixels that they take."""
    return -(-len(keys) // 2) * _EACH + (_BELOW if keys else 0)


def write(sheet: Sheet, keys: Sequence[Key], at: float) -> int:
    """Write them from `at` on downwards, and give their height."""
    half = (WIDTH - 2 * MARGIN) / 2
    for number, key in enumerate(keys):
        x, y = MARGIN + number % 2 * half, at + number // 2 * _EACH
        sheet.bar(x, y + 4, 28, 28, key.tone)
        sheet.write(key.name, x + 40, y + 18, SMALL, sheet.colours.faint, room=half - 50)
    return height(keys)
