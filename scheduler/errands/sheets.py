"""Tables as files, written row by row in bounded memory: CSV for everything, XLSX for spreadsheets."""

import csv
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter

from catalog.formulas import harmless
from flows.sheets.listing import Cell

_SECONDS = "yyyy-mm-dd hh:mm:ss"
_NARROW, _WIDE = 14, 40
"""Widths of columns, in characters."""


class Sheet(Protocol):
    """A file in the making. Everything here blocks."""

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows below the others."""

    def close(self) -> None:
        """Finish the file."""


class CsvSheet:
    """CSV in UTF-8 with its mark, so that spreadsheets know it; texts like formulas have an apostrophe before them."""

    def __init__(self, path: Path, header: Sequence[str]) -> None:
        self._file = path.open("w", encoding="utf-8-sig", newline="")
        self._writer = csv.writer(self._file)
        self.add([header])

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows below the others."""
        self._writer.writerows([[_plain(cell) for cell in row] for row in rows])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


class XlsxSheet:
    """A workbook with one sheet: texts as texts, never as formulas or links; numbers and moments as what they are."""

    def __init__(
        self, path: Path, header: Sequence[str], name: str, rows: Iterable[Sequence[Cell]] = ()
    ) -> None:
        """`rows`: those that are known already, for the widths of the columns; they are written by `add`."""
        options = {"constant_memory": True, "tmpdir": str(path.parent)}
        self._book: Any = xlsxwriter.Workbook(str(path), options)
        self._sheet = self._book.add_worksheet(name)
        self._bold = self._book.add_format({"bold": True})
        self._moment = self._book.add_format({"num_format": _SECONDS})
        self._amounts = {
            places: self._book.add_format({"num_format": f"0.{'0' * places}" if places else "0"})
            for places in range(4)
        }
        self._row = 0
        for column, (title, width) in enumerate(zip(header, _widths(header, rows), strict=True)):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, title, self._bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows below the others."""
        self._write_all(rows, None)

    def sum_up(self, row: Sequence[Cell]) -> None:
        """Write what the others come to below them, in bold; numbers as numbers."""
        self._write_all([row], self._bold)

    def _write_all(self, rows: Iterable[Sequence[Cell]], style: object) -> None:
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row):
                self._write(column, cell, style)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _write(self, column: int, cell: Cell, style: object) -> None:
        match cell:
            case None | "":
                pass
            case str():
                self._sheet.write_string(self._row, column, cell, style)
            case datetime():
                self._sheet.write_datetime(self._row, column, cell, self._moment)
            case Decimal():
                places = -int(cell.as_tuple().exponent)
                self._sheet.write_number(self._row, column, cell, self._amounts[places])
            case int():
                self._sheet.write_number(self._row, column, cell, style)


def _widths(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Sequence[int]:
    """As wide as the widest text of each column, within bounds; nothing is known of rows that come page by page."""
    widest = [max(_wide(title) + 4, _NARROW) for title in header]
    for row in rows:
        widest = [max(width, _wide(cell) + 2) for width, cell in zip(widest, row, strict=True)]
    return [min(width, _WIDE) for width in widest]


def _wide(cell: Cell) -> int:
    """Characters of a text as a spreadsheet shows it: those of Chinese are as wide as two others."""
    match cell:
        case datetime():
            return len(_SECONDS)
        case None:
            return 0
        case str():
            return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in cell)
        case Decimal() | int():
            return len(str(cell))


def _plain(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case str():
            return harmless(cell)
        case datetime():
            return cell.isoformat(" ", "seconds")
        case Decimal() | int():
            return str(cell)
