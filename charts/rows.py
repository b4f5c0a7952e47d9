"""Lying bars: how much of each, with the number at the end."""

from charts.sheet import MARGIN, SMALL, WIDTH, WORDS, Sheet
from charts.values import Row, Rows

_EACH = 128
_BAR = 46
_SAID = 300
"""Pixels kept free for the number after the longest bar."""


def draw(chart: Rows) -> bytes:
    """The chart as a PNG."""
    extra = 110 + 46 * len(chart.frame.notes) + (56 if chart.frame.foot else 0)
    sheet = Sheet(chart.frame, MARGIN + extra + _EACH * len(chart.rows))
    most = max((row.value for row in chart.rows), default=0) or 1
    for number, row in enumerate(chart.rows):
        _row(sheet, row, sheet.top + 16 + number * _EACH, row.value / most)
    return sheet.png()


def _row(sheet: Sheet, row: Row, at: float, share: float) -> None:
    sheet.write(row.label, MARGIN, at + 22, WORDS)
    width = (WIDTH - 2 * MARGIN - _SAID) * share
    if width:
        bar = sheet.axes(MARGIN, at + 52, max(3.0, width), _BAR)
        bar.set_xlim(0, 1)
        bar.set_ylim(0, 1)
        bar.fill_between([0, 1], [1, 1], color=sheet.colours.tones[row.tone])
    x, y = MARGIN + width + 18, at + 52 + _BAR / 2
    x += sheet.write(row.said, x, y, WORDS, room=_SAID) + 18
    if row.less:
        sheet.write(row.less, x, y, SMALL, sheet.colours.faint, room=max(60.0, WIDTH - MARGIN - x))
