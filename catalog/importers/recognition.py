"""Telling the kinds of catalogue files apart by what is in them; the name of a file proves nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from catalog.importers.rows import RawRow, read_rows
from catalog.importers.tables import Layout

ENOUGH = 2
"""Known headers that make a table ours: fewer may be chance."""

_DELIMITERS = ",;\t|"
_TOML = re.compile(r"\ufeff?(?:\s|#[^\n]*(?:\n|\Z))*(?:\[|[\w.\"'-]+\s*=)")


@dataclass(frozen=True, slots=True)
class Table:
    """A delimited text of a known layout."""

    layout: Layout
    delimiter: str


def recognise(text: str, layouts: Iterable[Layout]) -> Table | None:
    """The layout and the delimiter under which most headers of the first row are known."""
    guesses = [
        (layout.known(header), Table(layout, delimiter))
        for delimiter in _DELIMITERS
        for header in [_first_row(text, delimiter)]
        for layout in layouts
    ]
    known, table = max(guesses, key=lambda guess: guess[0])
    return table if known >= ENOUGH else None


def is_toml(text: str) -> bool:
    """Whether the first line that says anything could stand in a TOML file."""
    return _TOML.match(text) is not None


def _first_row(text: str, delimiter: str) -> list[str]:
    row = next(read_rows(text, delimiter), None)
    return row.cells if isinstance(row, RawRow) else []
