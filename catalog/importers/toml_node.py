"""A place in a TOML file: its value, and its line for a fault that names it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from catalog.importers.notes import Cell, Notes
from catalog.importers.toml_lines import Path
from catalog.importers.values import Lost
from catalog.typed import Misread


@dataclass(frozen=True, slots=True)
class Node:
    """The value at `path`; `lines` are those of the whole file."""

    value: object
    path: Path
    lines: Mapping[Path, int]

    @property
    def line(self) -> int:
        """The line of this key, or of the nearest table around it."""
        path = self.path
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    @property
    def cell(self) -> Cell:
        """The whereabouts: the column is the key within its table, such as "price" or "title.en"."""
        names = self.path
        for place, step in enumerate(self.path):
            if isinstance(step, int) and place + 1 < len(self.path):
                names = self.path[place + 1 :]
        return Cell(
            self.line, ".".join(str(name) for name in names if isinstance(name, str)), self._shown()
        )

    def get(self, key: str) -> "Node | None":
        """What a table says under a key."""
        if isinstance(self.value, dict) and key in self.value:
            return Node(self.value[key], (*self.path, key), self.lines)
        return None

    def at(self, key: str) -> "Node":
        """The same, with an empty text for a key that is missing."""
        return self.get(key) or Node("", (*self.path, key), self.lines)

    def pairs(self) -> Iterator[tuple[str, "Node"]]:
        """The keys of a table and what stands under them; nothing if this is no table."""
        if isinstance(self.value, dict):
            for key, value in self.value.items():
                yield str(key), Node(value, (*self.path, str(key)), self.lines)

    def items(self) -> Iterator["Node"]:
        """The items of a list; anything else is a list of itself, "" one of nothing."""
        if isinstance(self.value, list):
            for place, value in enumerate(self.value):
                yield Node(value, (*self.path, place), self.lines)
        elif self.value != "":
            yield self

    def text(self) -> str | Misread:
        """A text or a number as text; fractions arrive as the text they were written in."""
        plain = isinstance(self.value, str | int) and not isinstance(self.value, bool)
        return str(self.value) if plain else Misread("a text between quotation marks, or a number")

    def _shown(self) -> str:
        match self.value:
            case dict():
                return "a table"
            case list():
                return "a list"
            case bool():
                return str(self.value).lower()
            case _:
                return str(self.value)


def take_text(node: Node, notes: Notes, lost: Lost) -> str | None:
    """The text at a place, or None and a note."""
    return notes.take(node.cell, node.text(), lost)


def note_strangers(node: Node, known: Iterable[str], notes: Notes) -> None:
    """A misspelt key would be lost in silence: it is a fault, though all else is read."""
    names = list(known)
    for key, inner in node.pairs():
        if key not in names:
            notes.note(inner.cell, f"one of the keys {', '.join(names)}", Lost.VALUE)
