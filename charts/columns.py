"""Columns over days or weeks, in one panel or several under each other."""

from charts.colours import mixed
from charts.sheet import MARGIN, SMALL, WIDTH, WORDS, Sheet
from charts.values import Columns, Panel

_LEFT = 150
_HEAD = 76
_ROOM = WIDTH - _LEFT - MARGIN
_GAP = 40
_THICK = 0.72
_FAINT = 0.5
"""How much of its colour a column has whose days are not over."""


def draw(chart: Columns) -> bytes:
    """The chart as a PNG."""
    each = 360 if len(chart.panels) > 1 else 560
    heads = sum(_HEAD + _legend_height(panel) for panel in chart.panels)
    extra = 150 + 46 * len(chart.frame.notes) + (60 if chart.frame.foot else 0)
    sheet = Sheet(chart.frame, MARGIN + heads + len(chart.panels) * (each + _GAP) + extra)
    at = sheet.top + 16.0
    for panel in chart.panels:
        at = _panel(sheet, chart, panel, at, each)
    _ticks(sheet, chart, at - _GAP + 24)
    return sheet.png()


def _legend_height(panel: Panel) -> int:
    named = sum(bool(one.name) for one in panel.series)
    return -(-named // 2) * 48 + (12 if named else 0)


def _panel(sheet: Sheet, chart: Columns, panel: Panel, at: float, height: int) -> float:
    sheet.write(panel.name, MARGIN, at + 20, WORDS)
    at += _HEAD
    if _legend_height(panel):
        _legend(sheet, panel, at)
        at += _legend_height(panel)
    top, count = panel.marks[-1].at, len(panel.series[0].values)
    axes = sheet.axes(_LEFT, at, _ROOM, height)
    axes.set_xlim(-0.5, count - 0.5)
    axes.set_ylim(0, top * 1.02)
    for mark in panel.marks:
        axes.axhline(mark.at, color=sheet.colours.line, linewidth=2, zorder=0)
        y = at + height - mark.at / (top * 1.02) * height
        sheet.write(mark.said, _LEFT - 16, y, SMALL, sheet.colours.faint, "right", room=_LEFT - 24)
    under = [0.0] * count
    for one in panel.series:
        bars = axes.bar(
            range(count), one.values, _THICK, bottom=under, color=sheet.colours.tones[one.tone]
        )
        if chart.unfinished:
            faint = mixed(sheet.colours.tones[one.tone], sheet.colours.ground, _FAINT)
            bars[-1].set_color(faint)
        under = [low + more for low, more in zip(under, one.values, strict=True)]
    _tops(sheet, panel, under, at, height)
    return at + height + _GAP


def _tops(sheet: Sheet, panel: Panel, under: list[float], at: float, height: int) -> None:
    step, top = _ROOM / len(under), panel.marks[-1].at * 1.02
    for number, (said, value) in enumerate(zip(panel.tops, under, strict=False)):
        y = at + height - value / top * height - 22
        x = _LEFT + (number + 0.5) * step
        sheet.write(said, x, y, SMALL - 3, sheet.colours.ink, "center", room=step - 4)


def _legend(sheet: Sheet, panel: Panel, at: float) -> None:
    """Two names a row, in the order in which they stand on each other."""
    half = (WIDTH - 2 * MARGIN) / 2
    for number, one in enumerate(panel.series):
        x, y = MARGIN + number % 2 * half, at + number // 2 * 48
        patch = sheet.axes(x, y + 4, 28, 28)
        patch.set_xlim(0, 1)
        patch.set_ylim(0, 1)
        patch.fill_between([0, 1], [1, 1], color=sheet.colours.tones[one.tone])
        sheet.write(one.name, x + 40, y + 18, SMALL, sheet.colours.faint, room=half - 50)


def _ticks(sheet: Sheet, chart: Columns, at: float) -> None:
    step = _ROOM / len(chart.panels[0].series[0].values)
    for tick in chart.ticks:
        x = min(_LEFT + (tick.at + 0.5) * step, WIDTH - MARGIN - 10)
        sheet.write(tick.said, x, at + 12, SMALL, sheet.colours.faint, "center")
