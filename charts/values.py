"""What a chart says, as values: words and numbers that are ready to be drawn, and the text they travel as."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from pydantic import TypeAdapter, ValidationError

SOURCE = "chart:"
"""How the source of a picture begins that has yet to be drawn."""

Tone: TypeAlias = Literal["accent", "soft", "dark", "pale"]
"""Which of the shop's colours: its own, a lighter one of it, a dark grey or a pale one."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a chart. `language` chooses the letters, `accent` is one of charts.colours.ACCENTS."""

    title: str
    notes: tuple[str, ...] = ()
    foot: str = ""
    language: str = "en"
    dark: bool = False
    accent: str = "ember"


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on an axis, and what stands there."""

    at: float
    said: str


@dataclass(frozen=True, slots=True)
class Series:
    """A number for each column; `name` "" for one that needs no legend."""

    name: str
    tone: Tone
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """Columns that stand on each other, on an axis from the first of `marks` (0 or below) to the last.

    `tops`: words above each, or none.
    """

    name: str
    series: tuple[Series, ...]
    marks: tuple[Mark, ...]
    tops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """One or more panels over the same days, named by `ticks`; `unfinished`: the last column is not over yet."""

    frame: Frame
    panels: tuple[Panel, ...]
    ticks: tuple[Mark, ...]
    unfinished: bool = False
    kind: Literal["columns"] = "columns"


@dataclass(frozen=True, slots=True)
class Key:
    """What a colour stands for."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Row:
    """A bar that lies: `said` at its end; `less`: smaller words after that; `within`: bars of parts of it, on it."""

    label: str
    value: float
    said: str
    tone: Tone = "accent"
    less: str = ""
    within: tuple[tuple[float, Tone], ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Lying bars, all from 0, the longest as wide as there is room; `keys`: what their colours stand for."""

    frame: Frame
    rows: tuple[Row, ...]
    keys: tuple[Key, ...] = ()
    kind: Literal["rows"] = "rows"


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high` with a dot at `mid`; `said` in words, `less` in smaller ones under the label."""

    label: str
    low: float
    mid: float
    high: float
    said: str
    less: str = ""


@dataclass(frozen=True, slots=True)
class Spans:
    """Ranges on one axis from 0 to the last of `marks`."""

    frame: Frame
    spans: tuple[Span, ...]
    marks: tuple[Mark, ...]
    kind: Literal["spans"] = "spans"


Chart: TypeAlias = Columns | Rows | Spans

_CHART: TypeAdapter[Chart] = TypeAdapter(Chart)


def source(chart: Chart) -> str:
    """The chart as the source of a picture: the same chart is the same text."""
    return SOURCE + _CHART.dump_json(chart).decode()


def chart_of(text: str) -> Chart | None:
    """The chart of such a source, or None for what this build does not draw."""
    try:
        return _CHART.validate_json(text.removeprefix(SOURCE))
    except ValidationError:
        return None


def words(chart: Chart) -> Sequence[str]:
    """Everything that is written on a chart."""
    frame = (chart.frame.title, *chart.frame.notes, chart.frame.foot)
    match chart:
        case Columns():
            names = [one.name for panel in chart.panels for one in panel.series]
            tops = [top for panel in chart.panels for top in panel.tops]
            marks = [mark.said for panel in chart.panels for mark in panel.marks]
            titles = [panel.name for panel in chart.panels]
            return [*frame, *names, *tops, *marks, *titles, *(tick.said for tick in chart.ticks)]
        case Rows():
            rows = [text for row in chart.rows for text in (row.label, row.said, row.less)]
            return [*frame, *rows, *(key.name for key in chart.keys)]
        case Spans():
            said = [text for one in chart.spans for text in (one.label, one.said, one.less)]
            return [*frame, *said, *(mark.said for mark in chart.marks)]
