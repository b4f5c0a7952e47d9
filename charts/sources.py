"""Which sources of pictures are drawn here, and what each of them says is to be drawn."""

from typing import TypeAlias

from charts import codes, values
from charts.codes import Code
from charts.values import Chart

Drawing: TypeAlias = Chart | Code


def is_drawn(source: str) -> bool:
    """Whether the picture with this source has yet to be drawn."""
    return source.startswith((values.SOURCE, codes.SOURCE))


def drawing_of(source: str) -> Drawing | None:
    """What is to be drawn, or None for what this build does not draw."""
    if source.startswith(codes.SOURCE):
        return codes.code_of(source)
    return values.chart_of(source) if source.startswith(values.SOURCE) else None


def file_name(source: str) -> str:
    """What its picture is called when it is sent: "chart.png"."""
    return f"{source.partition(':')[0]}.png"
