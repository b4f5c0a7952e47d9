"""Lying bars: how much of each, with the number at the end."""

from charts import legend
from charts.sheet import MARGIN, SMALL, WIDTH, WORDS, Sheet
from charts.values import Row, Rows

_EACH = 128
_BAR = 46
_SAID = 300
"""Pixels kept free for the number after the longest bar."""
_ROOM = WIDTH - 2 * MARGIN - _SAID


def draw(chart: Rows) -> bytes:
    """The chart as a PNG."""
    extra = 110 + 46 * len(chart.frame.notes) + (56 if chart.frame.foot else 0)
    extra += legend.height(chart.keys)
    sheet = Sheet(chart.frame, MARGIN + extra + _EACH * len(chart.rows))
    top = sheet.top + 16
    top += legend.write(sheet, chart.keys, top)
    most = max((row.value for row in chart.rows), default=0) or 1
    for number, row in enumerate(chart.rows):
        _row(sheet, row, top + number * _EACH, most)
    return sheet.png()


def _row(sheet: Sheet, row: Row, at: float, most: float) -> None:
    sheet.write(row.label, MARGIN, at + 22, WORDS)
    for value, tone in ((row.value, row.tone), *row.within):
        if value:
            sheet.bar(MARGIN, at + 52, max(3.0, _ROOM * value / most), _BAR, tone)
    x, y = MARGIN + _ROOM * row.value / most + 18, at + 52 + _BAR / 2
    x += sheet.write(row.said, x, y, WORDS, room=_SAID) + 18
    if row.less:
        sheet.write(row.less, x, y, SMALL, sheet.colours.faint, room=max(60.0, WIDTH - MARGIN - x))
