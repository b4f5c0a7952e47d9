"""Which rows of a WooCommerce file belong together: a product and its variations."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.importers.notes import Notes
from catalog.importers.tables import Row
from catalog.importers.values import Lost

_KINDS = {"simple", "variable", "variation"}
_TRAITS = {"virtual", "downloadable", ""}


@dataclass(frozen=True, slots=True)
class Family:
    """The row of a product, and those of its variations (none for a simple product)."""

    head: Row
    kind: str
    variations: list[Row] = field(default_factory=list)

    def __len__(self) -> int:
        return 1 + len(self.variations)


def families(rows: list[Row], notes: Notes) -> Iterator[Family]:
    """The products of the file; a variation may stand before or after its parent."""
    kinds = [(row, _kind(row, notes)) for row in rows]
    found = [Family(row, kind) for row, kind in kinds if kind in {"simple", "variable"}]
    parents = {name: family for family in found for name in _names(family.head)}
    lost = {name for row, kind in kinds if kind is None for name in _names(row)}
    for row, kind in kinds:
        parent = row.get("parent").replace(" ", "").casefold()
        if kind == "variation" and parent in parents:
            parents[parent].variations.append(row)
        elif kind == "variation" and parent not in lost:
            expected = "the SKU of a variable product of this file, or id: and its ID"
            notes.note(row.cell("parent"), expected, Lost.VARIANT)
    yield from found


def _names(row: Row) -> list[str]:
    """How variations may call their parent."""
    names = (row.get("sku").replace(" ", "").casefold(), f"id:{row.get('id')}")
    return [name for name in names if name not in {"", "id:"}]


def _kind(row: Row, notes: Notes) -> str | None:
    words = {word.strip().casefold() for word in row.get("type").split(",")}
    kinds = words & _KINDS
    if len(kinds) <= 1 and words <= _KINDS | _TRAITS:
        return kinds.pop() if kinds else "simple"
    expected = "simple, variable or variation; other types cannot be sold in groups"
    notes.note(row.cell("type"), expected, Lost.PRODUCT)
    return None
