"""Draws a chart, whichever it is; whoever imports this pays for matplotlib."""

from charts import columns, rows, spans
from charts.values import Chart, Columns, Rows, Spans


def draw(chart: Chart) -> bytes:
    """The chart as a PNG, 1080 pixels wide."""
    match chart:
        case Columns():
            return columns.draw(chart)
        case Rows():
            return rows.draw(chart)
        case Spans():
            return spans.draw(chart)
