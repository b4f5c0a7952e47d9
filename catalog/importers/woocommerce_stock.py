"""How much of a WooCommerce product there is: counted for itself, shared with its siblings, or not counted."""

from collections.abc import Mapping

from catalog.importers.notes import Notes
from catalog.importers.stock import Supply, read_stock
from catalog.importers.tables import Row
from catalog.importers.values import Lost
from catalog.typed import Misread


def read_supply(row: Row) -> Supply | Misread:
    """What the row says of itself."""
    stock = row.get("stock")
    if row.get("in stock").casefold() in {"0", "no", "outofstock"}:
        return Supply(0)
    if not stock or stock == "parent" or row.get("backorders").casefold() in {"1", "yes", "notify"}:
        return Supply(None)
    units = read_stock(stock)
    return units if isinstance(units, Misread) else Supply(units)


def shares(head: Row, rows: list[Row], notes: Notes) -> Mapping[int, Supply]:
    """By line: the parts of a stock that the parent counts for its variations.

    Each variant has a number of its own here, so the parent's is dealt out evenly: never more than there is.
    """
    sharing = [row for row in rows if row is not head and row.get("stock") in {"", "parent"}]
    if not sharing or not head.get("stock"):
        return {}
    whole = notes.take(head.cell("stock"), read_supply(head), Lost.VALUE) or Supply(0)
    if whole.units is None:
        return {}
    expected = f"a stock for each variation; this one was dealt out to {len(sharing)} of them"
    notes.note(head.cell("stock"), expected, Lost.VALUE)
    part, rest = divmod(whole.units, len(sharing))
    return {row.line: Supply(part + (place < rest)) for place, row in enumerate(sharing)}
