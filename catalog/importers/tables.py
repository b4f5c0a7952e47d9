"""A table with a header: cells are asked for by the meaning of their column, faults name the header as written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from catalog.importers.notes import Cell, Notes
from catalog.importers.rows import RawRow, read_rows
from catalog.importers.values import Fault, Lost


@dataclass(frozen=True, slots=True)
class Layout:
    """A known kind of table: for each column of meaning the headers it goes by, in lower case."""

    format: str
    title: str
    headers: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]

    def known(self, header: Iterable[str]) -> int:
        """How many of these headers belong to this layout."""
        mine = set(chain.from_iterable(self.headers.values()))
        return len(mine.intersection(map(folded, header)))


@dataclass(frozen=True, slots=True)
class Header:
    """The first row: `places` finds a column by its meaning or by its folded header."""

    line: int
    titles: tuple[str, ...]
    places: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One row below the header."""

    line: int
    cells: list[str]
    header: Header

    def get(self, column: str) -> str:
        """The text of a column, trimmed; "" where the table or the row has no such cell."""
        place = self.header.places.get(column, len(self.cells))
        return self.cells[place].strip() if place < len(self.cells) else ""

    def cell(self, column: str) -> Cell:
        """The same with its whereabouts, ready to be complained about."""
        return Cell(self.line, title_of(self.header, column), self.get(column))


def folded(header: str) -> str:
    """A header without the differences that do not matter."""
    return " ".join(header.replace("\ufeff", "").split()).casefold()


def title_of(header: Header, column: str) -> str:
    """The header of a column as the file writes it."""
    place = header.places.get(column)
    return column if place is None else header.titles[place]


def read_table(text: str, delimiter: str, layout: Layout, notes: Notes) -> Iterator[Row]:
    """All rows that fit their header; the others become faults. Empty if a required column is missing."""
    rows = read_rows(text, delimiter)
    first = next((row for row in rows if isinstance(row, RawRow)), None)
    header = _header(first, layout, notes) if first else None
    if header is None:
        return
    for row in rows:
        match row:
            case Fault():
                notes.faults.append(row)
            case RawRow(line, cells) if any(cell.strip() for cell in cells[len(header.titles) :]):
                count = f"{len(header.titles)} cells as in the header; this row has {len(cells)}"
                notes.note(Cell(line, "", " ".join(cells).strip()), count, Lost.VARIANT)
            case RawRow(line, cells):
                yield Row(line, cells, header)


def _header(first: RawRow, layout: Layout, notes: Notes) -> Header | None:
    meaning = {name: column for column, names in layout.headers.items() for name in names}
    places: dict[str, int] = {}
    titles = tuple(" ".join(title.replace("\ufeff", "").split()) for title in first.cells)
    for place, title in enumerate(titles):
        column = meaning.get(folded(title), folded(title))
        if column in places and column in layout.headers:
            twice = "each column once; the first one of them was read"
            notes.note(Cell(first.line, title, title), twice, Lost.VALUE)
        places.setdefault(column, place)
    missing = [
        layout.headers[column][0].title() for column in layout.required if column not in places
    ]
    if missing:
        sentence = f"the columns that {layout.title} needs; missing: {', '.join(missing)}"
        notes.note(Cell(first.line, ", ".join(missing), ""), sentence, Lost.FILE)
        return None
    return Header(first.line, titles, places)
