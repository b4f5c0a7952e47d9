"""Taking notes while reading: a value that makes no sense becomes a fault, and reading goes on."""

from dataclasses import dataclass
from typing import TypeVar

from catalog.importers.values import Fault, Lost
from catalog.typed import Misread

_Value = TypeVar("_Value")

QUOTED = 80
"""How many characters of a faulty value are repeated to the merchant."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text of the file and where it stands: its physical line and the header's name."""

    line: int
    column: str
    value: str


class Notes:
    """The faults found so far."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def note(self, cell: Cell, expected: str, lost: Lost) -> None:
        """Remember that this cell was not what was expected."""
        value = cell.value if len(cell.value) <= QUOTED else cell.value[: QUOTED - 1] + "…"
        self.faults.append(Fault(cell.line, cell.column, value, expected, lost))

    def take(self, cell: Cell, read: _Value | Misread, lost: Lost) -> _Value | None:
        """What was read, or None and a note."""
        if isinstance(read, Misread):
            self.note(cell, read.expected, lost)
            return None
        return read
