"""The variants of a product in a TOML catalogue; what a variant leaves out, its product says."""

from collections.abc import Iterator

from catalog.importers.assembly import numbered, short_enough
from catalog.importers.notes import Cell, Notes
from catalog.importers.offers import take_compare_at
from catalog.importers.prices import read_price
from catalog.importers.stock import Supply, read_stock
from catalog.importers.texts import NAME, SKU, read_line
from catalog.importers.toml_node import Node, note_strangers, take_text
from catalog.importers.toml_words import Words
from catalog.importers.values import Lost, OptionDraft, VariantDraft
from catalog.money import Money

KEYS = ("sku", "options", "price", "compare_at", "stock")


def read_variants(
    handle: str, product: Node, words: Words, currency: str, notes: Notes
) -> Iterator[VariantDraft]:
    """The good ones among the variants; a product that lists none is its own."""
    listed = product.get("variants")
    for node in listed.items() if listed else [product]:
        if node is not product:
            note_strangers(node, KEYS, notes)
        options = _options(node, words, notes) if node is not product else ()
        price = _price(_own_or(product, node, "price"), currency, notes)
        supply = _supply(_own_or(product, node, "stock"), notes)
        sku = _sku(node.at("sku"), notes)
        if options is None or price is None or sku is None or supply is None:
            continue
        former = _compare_at(_own_or(product, node, "compare_at"), price, notes)
        yield VariantDraft(
            numbered(handle, sku, options), options, price, former, supply.units, node.line
        )


def _own_or(product: Node, variant: Node, key: str) -> Node:
    return variant.get(key) or product.get(key) or variant.at(key)


def _options(node: Node, words: Words, notes: Notes) -> tuple[OptionDraft, ...] | None:
    found = []
    for name, inner in node.at("options").pairs():
        text = take_text(inner, notes, Lost.VARIANT)
        value = (
            None if text is None else notes.take(inner.cell, read_line(text, NAME), Lost.VARIANT)
        )
        named = notes.take(Cell(inner.line, "options", name), read_line(name, NAME), Lost.VARIANT)
        if value == "":
            notes.note(inner.cell, f"a value for the option {name}", Lost.VARIANT)
        if not value or not named:
            return None
        found.append(OptionDraft(words.of(named), words.of(value)))
    if not found:
        notes.note(node.at("options").cell, 'options such as { Size = "M" }', Lost.VARIANT)
        return None
    return short_enough(tuple(found), node.at("options").cell, notes)


def _price(node: Node, currency: str, notes: Notes) -> Money | None:
    text = take_text(node, notes, Lost.VARIANT)
    return None if text is None else notes.take(node.cell, read_price(text, currency), Lost.VARIANT)


def _supply(node: Node, notes: Notes) -> Supply | None:
    if node.value == "":
        return Supply(None)
    text = take_text(node, notes, Lost.VARIANT)
    units = None if text is None else notes.take(node.cell, read_stock(text), Lost.VARIANT)
    return None if units is None else Supply(units)


def _sku(node: Node, notes: Notes) -> str | None:
    text = take_text(node, notes, Lost.VARIANT)
    return None if text is None else notes.take(node.cell, read_line(text, SKU), Lost.VARIANT)


def _compare_at(node: Node, price: Money, notes: Notes) -> Money | None:
    text = take_text(node, notes, Lost.VALUE)
    return take_compare_at(Cell(node.line, node.cell.column, text), price, notes) if text else None
