"""Which sources of pictures are drawn here, and what each of them says is to be drawn."""

from typing import TypeAlias

from charts import codes, posters, values
from charts.codes import Code
from charts.posters import Poster
from charts.values import Chart

Drawing: TypeAlias = Chart | Code | Poster


def is_drawn(source: str) -> bool:
    """Whether the picture with this source has yet to be drawn."""
    return source.startswith((values.SOURCE, codes.SOURCE, posters.SOURCE))


def drawing_of(source: str) -> Drawing | None:
    """What is to be drawn, or None for what this build does not draw."""
    if source.startswith(codes.SOURCE):
        return codes.code_of(source)
    if source.startswith(posters.SOURCE):
        return posters.poster_of(source)
    return values.chart_of(source) if source.startswith(values.SOURCE) else None


def photo_of(source: str) -> str:
    """The source of the photo that goes onto this drawing; "" where none does."""
    poster = posters.poster_of(source) if source.startswith(posters.SOURCE) else None
    return poster.photo if poster is not None else ""


def file_name(source: str) -> str:
    """What its picture is called when it is sent: "chart.png"; a poster is a JPEG."""
    kind = source.partition(":")[0]
    return f"{kind}.{'jpg' if source.startswith(posters.SOURCE) else 'png'}"
