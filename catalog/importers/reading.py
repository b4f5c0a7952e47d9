"""The way in: the bytes of a catalogue file become values, whatever program wrote them."""

from catalog.importers.assembly import Step
from catalog.importers.encoding import decode
from catalog.importers.notes import Cell, Notes
from catalog.importers.recognition import Table, is_toml, recognise
from catalog.importers.shopify import LAYOUT as SHOPIFY
from catalog.importers.shopify import read_shopify
from catalog.importers.tables import read_table
from catalog.importers.toml_file import read_toml
from catalog.importers.values import CatalogueFile, CategoryDraft, Fault, Lost, ProductDraft
from catalog.importers.woocommerce import LAYOUT as WOOCOMMERCE
from catalog.importers.woocommerce import read_woocommerce
from catalog.typed import Misread

_READERS = {SHOPIFY.format: read_shopify, WOOCOMMERCE.format: read_woocommerce}


def read(data: bytes, currency: str, progress: Step | None = None) -> CatalogueFile:
    """Everything in a catalogue file that can be sold, with prices in `currency` (ISO 4217), and all faults.

    Nothing a file contains raises; `progress` hears of rows done and rows in all, and may be slow only on
    its own account.
    """
    step = progress or _quietly
    text = decode(data)
    if isinstance(text, Misread):
        return _refused(Cell(1, "", ""), text.expected)
    table = recognise(text, (SHOPIFY, WOOCOMMERCE))
    if table:
        return _read_table(text, table, currency, step)
    if is_toml(text):
        return read_toml(text, currency, step)
    first = next(iter(text.split("\n", 1)), "").strip()
    kinds = "a product file of Shopify or WooCommerce, or a Kaituan catalogue (TOML)"
    return _refused(Cell(1, "", first), f"{kinds}; the first line belongs to none of them")


def _read_table(text: str, table: Table, currency: str, step: Step) -> CatalogueFile:
    notes = Notes()
    rows = read_table(text, table.delimiter, table.layout, notes)
    products = _READERS[table.layout.format](rows, currency, notes, step)
    if not products and not notes.faults:
        notes.note(Cell(1, "", ""), "at least one product below the header", Lost.FILE)
    return CatalogueFile(
        format=table.layout.format,
        products=tuple(products),
        faults=_in_order(notes),
        categories=_categories(products),
    )


def _categories(products: list[ProductDraft]) -> tuple[CategoryDraft, ...]:
    """Each category once, as its first product names it."""
    found: dict[str, CategoryDraft] = {}
    for product in products:
        found.setdefault(product.category.slug, product.category)
    return tuple(found.values())


def _in_order(notes: Notes) -> tuple[Fault, ...]:
    return tuple(sorted(notes.faults, key=lambda fault: fault.line))


def _refused(cell: Cell, expected: str) -> CatalogueFile:
    notes = Notes()
    notes.note(cell, expected, Lost.FILE)
    return CatalogueFile("", (), tuple(notes.faults))


def _quietly(done: int, total: int) -> None:
    """Nobody asked how far it is."""
