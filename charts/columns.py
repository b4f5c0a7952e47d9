"""Columns over days or weeks, in one panel or several under each other."""

from charts import legend
from charts.colours import mixed
from charts.sheet import MARGIN, SMALL, WIDTH, WORDS, Sheet
from charts.values import Columns, Key, Panel

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
    heads = sum(_HEAD + legend.height(_keys(panel)) for panel in chart.panels)
    extra = 150 + 46 * len(chart.frame.notes) + (60 if chart.frame.foot else 0)
    sheet = Sheet(chart.frame, MARGIN + heads + len(chart.panels) * (each + _GAP) + extra)
    at = sheet.top + 16.0
    for panel in chart.panels:
        at = _panel(sheet, chart, panel, at, each)
    _ticks(sheet, chart, at - _GAP + 24)
    return sheet.png()


def _keys(panel: Panel) -> tuple[Key, ...]:
    return tuple(Key(one.name, one.tone) for one in panel.series if one.name)


def _panel(sheet: Sheet, chart: Columns, panel: Panel, at: float, height: int) -> float:
    sheet.write(panel.name, MARGIN, at + 20, WORDS)
    at += _HEAD
    at += legend.write(sheet, _keys(panel), at)
    count = len(panel.series[0].values)
    axes = sheet.axes(_LEFT, at, _ROOM, height)
    axes.set_xlim(-0.5, count - 0.5)
    axes.set_ylim(*_ends(panel))
    for mark in panel.marks:
        axes.axhline(mark.at, color=sheet.colours.line, linewidth=2, zorder=0)
        y = _height(panel, mark.at, at, height)
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


def _ends(panel: Panel) -> tuple[float, float]:
    return panel.marks[0].at * 1.02, panel.marks[-1].at * 1.02


def _height(panel: Panel, value: float, at: float, height: int) -> float:
    """Where a value of the axis stands on the sheet, in pixels from its top."""
    low, top = _ends(panel)
    return at + height - (value - low) / (top - low) * height


def _tops(sheet: Sheet, panel: Panel, under: list[float], at: float, height: int) -> None:
    step = _ROOM / len(under)
    for number, (said, value) in enumerate(zip(panel.tops, under, strict=False)):
        y = _height(panel, max(value, 0), at, height) - 22
        x = _LEFT + (number + 0.5) * step
        sheet.write(said, x, y, SMALL - 3, sheet.colours.ink, "center", room=step - 4)


def _ticks(sheet: Sheet, chart: Columns, at: float) -> None:
    step = _ROOM / len(chart.panels[0].series[0].values)
    for tick in chart.ticks:
        x = min(_LEFT + (tick.at + 0.5) * step, WIDTH - MARGIN - 10)
        sheet.write(tick.said, x, at + 12, SMALL, sheet.colours.faint, "center")
