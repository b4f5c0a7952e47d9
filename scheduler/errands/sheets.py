"""Tables as files, written row by row in bounded memory: CSV for everything, XLSX for spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter

from catalog.formulas import harmless
from flows.sheets.ledger import Cell

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

    def __init__(self, path: Path, header: Sequence[str], name: str) -> None:
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
        for column, title in enumerate(header):
            width = min(max(len(title) + 4, _NARROW), _WIDE)
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, title, self._bold)
        self._sheet.freeze_panes(1, 0)

    def add(self, rows: Iterable[Sequence[Cell]]) -> None:
        """Write these rows below the others."""
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row):
                self._write(column, cell)

    def close(self) -> None:
        """Finish the file."""
        self._book.close()

    def _write(self, column: int, cell: Cell) -> None:
        match cell:
            case None | "":
                pass
            case str():
                self._sheet.write_string(self._row, column, cell)
            case datetime():
                self._sheet.write_datetime(self._row, column, cell, self._moment)
            case Decimal():
                places = -int(cell.as_tuple().exponent)
                self._sheet.write_number(self._row, column, cell, self._amounts[places])
            case int():
                self._sheet.write_number(self._row, column, cell)


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
