"""The variant in a row of a Shopify file: its options, its price, and whether its stock is counted."""

from catalog.importers.assembly import numbered, short_enough
from catalog.importers.notes import Notes
from catalog.importers.offers import take_compare_at
from catalog.importers.prices import read_price
from catalog.importers.stock import Supply, read_stock
from catalog.importers.tables import Row
from catalog.importers.texts import NAME, SKU, read_line
from catalog.importers.values import Lost, OptionDraft, VariantDraft


def read_variant(
    handle: str, row: Row, head: Row, currency: str, notes: Notes
) -> VariantDraft | None:
    """The variant, or None: for a row that only adds a picture, and with a note for a bad one."""
    if not any(map(row.get, ("price", "value1", "value2", "value3", "sku"))) and row is not head:
        return None
    price = notes.take(row.cell("price"), read_price(row.get("price"), currency), Lost.VARIANT)
    options = _options(row, head, notes)
    supply = _supply(row, notes)
    sku = notes.take(row.cell("sku"), read_line(row.get("sku"), SKU), Lost.VARIANT)
    if price is None or options is None or sku is None or supply is None:
        return None
    compare_at = take_compare_at(row.cell("compare"), price, notes)
    return VariantDraft(
        numbered(handle, sku, options), options, price, compare_at, supply.units, row.line
    )


def _options(row: Row, head: Row, notes: Notes) -> tuple[OptionDraft, ...] | None:
    """Only the head row names the options. "Title: Default Title" is how Shopify says that there are none."""
    found: list[OptionDraft] = []
    for place in ("1", "2", "3"):
        name, value = head.get(f"name{place}"), row.cell(f"value{place}")
        if (not name and not value.value) or value.value == "Default Title":
            continue
        choice = notes.take(value, read_line(value.value, NAME), Lost.VARIANT)
        named = notes.take(
            head.cell(f"name{place}"), read_line(name or f"Option {place}", NAME), Lost.VARIANT
        )
        if choice == "":
            notes.note(value, f"a value for the option {named}", Lost.VARIANT)
        if not choice or not named:
            return None
        found.append(OptionDraft({"": named}, {"": choice}))
    return short_enough(tuple(found), row.cell("value1"), notes)


def _supply(row: Row, notes: Notes) -> Supply | None:
    """Counted only with a tracker and without leave to oversell; an empty number is none left."""
    if not row.get("tracker") or row.get("policy").casefold() in {"continue", "true"}:
        return Supply(None)
    read = read_stock(row.get("quantity") or "0")
    units = notes.take(row.cell("quantity"), read, Lost.VARIANT)
    return None if units is None else Supply(units)
