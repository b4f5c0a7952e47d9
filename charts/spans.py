"""Ranges on one axis: from where to where, and the middle."""

from matplotlib.axes import Axes

from charts.sheet import MARGIN, SMALL, WIDTH, WORDS, Sheet
from charts.values import Span, Spans

_EACH = 132
_ROOM = WIDTH - 2 * MARGIN - 60
_LEFT = MARGIN + 20


def draw(chart: Spans) -> bytes:
    """The chart as a PNG."""
    extra = 190 + 46 * len(chart.frame.notes) + (56 if chart.frame.foot else 0)
    sheet = Sheet(chart.frame, MARGIN + extra + _EACH * len(chart.spans))
    top, height = sheet.top + 16, _EACH * len(chart.spans)
    axes = sheet.axes(_LEFT, top, _ROOM, height)
    end = chart.marks[-1].at
    axes.set_xlim(0, end)
    axes.set_ylim(height, 0)
    for mark in chart.marks:
        axes.axvline(mark.at, color=sheet.colours.line, linewidth=2, zorder=0)
        x = _LEFT + mark.at / end * _ROOM
        sheet.write(mark.said, x, top + height + 34, SMALL, sheet.colours.faint, "center")
    for number, span in enumerate(chart.spans):
        _span(sheet, axes, span, number * _EACH)
        _words(sheet, span, top + number * _EACH)
    return sheet.png()


def _span(sheet: Sheet, axes: Axes, span: Span, at: float) -> None:
    y, tones = at + 94, sheet.colours.tones
    if span.high > span.low:
        axes.plot(
            [span.low, span.high],
            [y, y],
            color=tones["soft"],
            linewidth=22,
            solid_capstyle="butt",
        )
    axes.plot([span.mid], [y], "o", markersize=26, color=tones["accent"], clip_on=False)


def _words(sheet: Sheet, span: Span, at: float) -> None:
    half = (WIDTH - 2 * MARGIN) * 0.5
    width = sheet.write(span.label, MARGIN, at + 36, WORDS, room=half)
    if span.less:
        x = MARGIN + width + 18
        sheet.write(span.less, x, at + 36, SMALL, sheet.colours.faint, room=half - width)
    sheet.write(span.said, WIDTH - MARGIN, at + 36, WORDS, side="right", room=half - 20)
