"""The rows of a table that want mending, as a table to mend and bring in again: with what is wrong beside each.

A product lands whole, and what its file does not name of it is taken off the shelf; so all rows of a product come
back where one of them is faulty. Columns that begin with MARK are ours: read again they say nothing.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from catalog.formulas import harmless
from catalog.importers.encoding import decode
from catalog.importers.recognition import Table, recognise
from catalog.importers.rows import RawRow, read_rows
from catalog.importers.shopify import LAYOUT as SHOPIFY
from catalog.importers.tables import folded
from catalog.importers.texts import handle_of, slug
from catalog.importers.values import Fault
from catalog.importers.woocommerce import LAYOUT as WOOCOMMERCE
from catalog.typed import Misread

MARK = "!"
BETWEEN = " | "
"""Between several things that are wrong in one row."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Titles:
    """The headers of our columns in the reader's language, without their mark; `more`: cells beyond the header."""

    line: str
    column: str
    expected: str
    more: str

    def row(self) -> list[str]:
        """All of them, marked."""
        return [f"{MARK} {one}" for one in (self.line, self.column, self.expected, self.more)]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as it was sent: its `header` and the rows below it."""

    table: Table
    header: list[str]
    rows: list[RawRow]

    @property
    def own(self) -> list[int]:
        """The places of the sender's own columns."""
        return [at for at, one in enumerate(self.header) if not folded(one).startswith(MARK)]

    def get(self, row: RawRow, column: str) -> str:
        """The trimmed text of a column by its meaning; "" where there is none."""
        names = self.table.layout.headers[column]
        for at, title in enumerate(self.header):
            if folded(title) in names:
                return row.cells[at].strip() if at < len(row.cells) else ""
        return ""


def mend(
    data: bytes, faults: Sequence[Fault], titles: Titles, say: Callable[[Fault], str]
) -> bytes | None:
    """The faulty rows as CSV in UTF-8 with its mark, for spreadsheets; None where the file is no table, or no row is.

    `say` puts what is expected into the reader's words.
    """
    sheet = _sheet(data)
    if sheet is None:
        return None
    wrong = defaultdict(list)
    for fault in faults:
        wrong[fault.line].append(fault)
    keys = _keys(sheet)
    wanted = {keys[line] for line in wrong if line in keys}
    chosen = [row for row in sheet.rows if keys[row.line] in wanted]
    return _written(sheet, chosen, wrong, titles, say) if chosen else None


def _written(
    sheet: Sheet,
    rows: Sequence[RawRow],
    wrong: "defaultdict[int, list[Fault]]",
    titles: Titles,
    say: Callable[[Fault], str],
) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=sheet.table.delimiter)
    own, width = sheet.own, len(sheet.header)
    writer.writerow([*(sheet.header[at] for at in own), *titles.row()])
    for row in rows:
        cells = [*row.cells, *[""] * (width - len(row.cells))]
        found = wrong.get(row.line, [])
        notes = [
            str(row.line),
            BETWEEN.join(dict.fromkeys(one.column for one in found if one.column)),
            BETWEEN.join(dict.fromkeys(map(say, found))),
            " ".join(cells[width:]).strip(),
        ]
        writer.writerow([*(cells[at] for at in own), *map(harmless, notes)])
    return out.getvalue().encode("utf-8-sig")


def _sheet(data: bytes) -> Sheet | None:
    text = decode(data)
    table = None if isinstance(text, Misread) else recognise(text, (SHOPIFY, WOOCOMMERCE))
    if isinstance(text, Misread) or table is None:
        return None
    rows = list(_rows(text, table.delimiter))
    return Sheet(table, rows[0].cells, rows[1:]) if rows else None


def _rows(text: str, delimiter: str) -> Iterator[RawRow]:
    """All rows; one whose quotation marks do not pair up as its plain cells."""
    physical: list[str] = []
    for row in read_rows(text, delimiter):
        if isinstance(row, RawRow):
            yield row
        else:
            physical = physical or _LINE.findall(text)
            line = physical[row.line - 1].rstrip("\r\n")
            yield RawRow(row.line, line.split(delimiter))


def _keys(sheet: Sheet) -> dict[int, str]:
    """By its line, what a row has in common with all rows of its product; a row that tells of none stands alone."""
    key = _handle if sheet.table.layout is SHOPIFY else _family(sheet)
    return {row.line: key(sheet, row) or f"line {row.line}" for row in sheet.rows}


def _handle(sheet: Sheet, row: RawRow) -> str:
    return handle_of(sheet.get(row, "handle") or slug(sheet.get(row, "title")))


def _family(sheet: Sheet) -> Callable[[Sheet, RawRow], str]:
    """The ID of a WooCommerce product, or its SKU; of a variation those of its parent, which it names by either."""
    numbers = {
        _plain(sheet.get(row, "sku")): f"id:{sheet.get(row, 'id')}"
        for row in sheet.rows
        if sheet.get(row, "id") and sheet.get(row, "sku")
    }

    def key(sheet: Sheet, row: RawRow) -> str:
        parent = _plain(sheet.get(row, "parent"))
        if "variation" in sheet.get(row, "type").casefold() and parent:
            return numbers.get(parent, parent)
        number = sheet.get(row, "id")
        return f"id:{number}" if number else _plain(sheet.get(row, "sku"))

    return key


def _plain(text: str) -> str:
    return text.replace(" ", "").casefold()
