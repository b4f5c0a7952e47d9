"""The former price beside a price."""

from catalog.importers.notes import Cell, Notes
from catalog.importers.prices import read_price
from catalog.importers.values import Lost
from catalog.money import Money
from catalog.typed import plain


def take_compare_at(cell: Cell, price: Money, notes: Notes) -> Money | None:
    """The price to strike through: only one above the price itself says anything."""
    if not cell.value or not plain(cell.value[:60]).strip("0., "):
        return None
    former = notes.take(cell, read_price(cell.value, price.currency), Lost.VALUE)
    return former if former and former.minor > price.minor else None
