"""The variants of a WooCommerce product: its attributes, prices and stock."""

from collections.abc import Iterator
from itertools import count, takewhile

from catalog.importers.assembly import numbered, short_enough
from catalog.importers.notes import Notes
from catalog.importers.offers import take_compare_at
from catalog.importers.prices import read_price
from catalog.importers.stock import Supply
from catalog.importers.tables import Row
from catalog.importers.texts import NAME, SKU, read_line
from catalog.importers.values import Lost, OptionDraft, VariantDraft
from catalog.importers.woocommerce_families import Family
from catalog.importers.woocommerce_stock import read_supply, shares
from catalog.money import Money


def read_variants(
    handle: str, family: Family, currency: str, notes: Notes
) -> Iterator[VariantDraft]:
    """The variations that are switched on, or the simple product itself."""
    rows = [row for row in family.variations if row.get("published") in {"", "1"}]
    if family.kind == "simple":
        rows = [family.head]
    shared = shares(family.head, rows, notes)
    for row in rows:
        supply = shared.get(row.line) or notes.take(
            row.cell("stock"), read_supply(row), Lost.VARIANT
        )
        options = () if row is family.head else _options(row, notes)
        variant = _variant(handle, row, options, supply, currency, notes)
        if variant:
            yield variant


def _variant(
    handle: str,
    row: Row,
    options: tuple[OptionDraft, ...] | None,
    supply: Supply | None,
    currency: str,
    notes: Notes,
) -> VariantDraft | None:
    prices = _prices(row, currency, notes)
    sku = notes.take(row.cell("sku"), read_line(row.get("sku"), SKU), Lost.VARIANT)
    if prices is None or options is None or sku is None or supply is None:
        return None
    price, compare_at = prices
    return VariantDraft(
        numbered(handle, sku, options), options, price, compare_at, supply.units, row.line
    )


def _prices(row: Row, currency: str, notes: Notes) -> tuple[Money, Money | None] | None:
    """What is asked and what is struck through. A sale with dates is over some day: the regular price counts."""
    regular, sale = row.cell("price"), row.cell("sale")
    on_sale = bool(sale.value) and not row.get("sale starts") and not row.get("sale ends")
    asked = sale if on_sale else regular
    price = notes.take(asked, read_price(asked.value, currency), Lost.VARIANT)
    if price is None:
        return None
    return price, take_compare_at(regular, price, notes) if on_sale else None


def _options(row: Row, notes: Notes) -> tuple[OptionDraft, ...] | None:
    """A variation names only the attributes that tell it apart from the others."""
    found: list[OptionDraft] = []
    for place in takewhile(lambda place: f"attribute {place} name" in row.header.places, count(1)):
        name, value = row.cell(f"attribute {place} name"), row.cell(f"attribute {place} value(s)")
        if not name.value:
            continue
        named = notes.take(name, read_line(name.value, NAME), Lost.VARIANT)
        choice = notes.take(value, read_line(value.value, NAME), Lost.VARIANT)
        if choice == "":
            notes.note(value, f"one value for {named}; this variation stands for any", Lost.VARIANT)
        if not named or not choice:
            return None
        found.append(OptionDraft({"": named}, {"": choice}))
    return short_enough(tuple(found), row.cell("attribute 1 value(s)"), notes)
