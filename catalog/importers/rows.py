"""The rows of a delimited text, each with the physical line it starts on."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from catalog.importers.values import Fault, Lost

PATIENCE = 20
"""Rows with quotation marks that do not pair up; after so many, the rest of the file is not read."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_PAIRS = 'quotation marks that pair up; a mark inside of a text is written twice ("")'


@dataclass(frozen=True, slots=True)
class RawRow:
    """The cells of one row; `line` is the physical line, from 1, on which it starts."""

    line: int
    cells: list[str]


class Lines:
    """The physical lines of a text, handed out one by one; `read` of them are out already."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0
        self.read = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        match = _LINE.match(self._text, self._offset)
        if not match or not match[0]:
            raise StopIteration
        self._offset = match.end()
        self.read += 1
        return match[0]

    def place(self) -> tuple[int, int]:
        """Where the next line starts, to come back to."""
        return self._offset, self.read

    def return_to(self, place: tuple[int, int]) -> None:
        """The next line is again the one at this place."""
        self._offset, self.read = place


def read_rows(text: str, delimiter: str) -> Iterator[RawRow | Fault]:
    """Rows that are not blank; after a stray quotation mark reading goes on with the very next line."""
    lines = Lines(text)
    _skip_preamble(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    strays = 0
    while strays < PATIENCE:
        place = lines.place()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            lines.return_to(place)
            strays += 1
            yield _stray(lines, last=strays == PATIENCE)
        else:
            if any(cell.strip() for cell in cells):
                yield RawRow(place[1] + 1, cells)


def _skip_preamble(lines: Lines) -> None:
    """Some spreadsheets start with a line `sep=;`, which is no row."""
    place = lines.place()
    if not re.fullmatch(r"\ufeff?sep=.\s*", next(lines, ""), re.IGNORECASE):
        lines.return_to(place)


def _stray(lines: Lines, *, last: bool) -> Fault:
    broken = next(lines).strip()
    expected = f"{_PAIRS}. Too many rows like this one: the rest was not read" if last else _PAIRS
    return Fault(lines.read, "", broken[:80], expected, Lost.FILE if last else Lost.VARIANT)
