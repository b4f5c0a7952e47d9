"""Kaituan's own catalogue format: TOML with several languages, pictures and group offers."""

import re
import tomllib
from collections.abc import Iterator

from catalog.importers.assembly import Step
from catalog.importers.notes import Cell, Notes
from catalog.importers.texts import HANDLE, NAME, TITLE, handle_of, read_line, slug
from catalog.importers.toml_lines import locate
from catalog.importers.toml_node import Node, note_strangers, take_text
from catalog.importers.toml_products import Frame, read_product, take_description, take_source
from catalog.importers.toml_terms import take_terms
from catalog.importers.toml_words import Words, line_of, read_words, take_texts
from catalog.importers.values import CatalogueFile, CategoryDraft, Lost, ProductDraft, ShopDraft

FORMAT = "kaituan"
KEYS = ("language", "currency", "shop", "words", "categories", "deal", "products")


def read_toml(text: str, currency: str, step: Step) -> CatalogueFile:
    """The whole file; `step` hears of each product."""
    notes = Notes()
    root = _parsed(text, notes)
    if root is None or not _is_priced_in(currency, root, notes):
        return _refused(notes)
    note_strangers(root, KEYS, notes)
    deal = root.get("deal")
    terms = take_terms(deal, currency, Lost.FILE, notes) if deal else None
    if deal and terms is None:
        return _refused(notes)
    words = read_words(root, notes)
    declared = dict(_categories(root.at("categories"), words, notes))
    products = list(_products(root.at("products"), Frame(words, declared), currency, notes, step))
    if not products and not notes.faults:
        notes.note(Cell(1, "products", ""), "at least one table [[products]]", Lost.FILE)
    used = {product.category.slug: product.category for product in products}
    return CatalogueFile(
        format=FORMAT,
        products=tuple(products),
        faults=tuple(sorted(notes.faults, key=lambda fault: fault.line)),
        shop=_shop(root.get("shop"), words, notes),
        categories=tuple(
            {category.slug: category for category in (*declared.values(), *used.values())}.values()
        ),
        terms=terms,
    )


def _refused(notes: Notes) -> CatalogueFile:
    return CatalogueFile(FORMAT, (), tuple(notes.faults))


def _parsed(text: str, notes: Notes) -> Node | None:
    """Fractions stay the text they are: a price never becomes a float."""
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"), parse_float=str)
        return Node(document, (), locate(text.removeprefix("\ufeff")))
    except RecursionError:
        notes.note(Cell(1, "", ""), "lists and tables nested a few levels deep", Lost.FILE)
    except ValueError as refusal:
        place = re.search(r"at line (\d+)", str(refusal))
        line = int(place[1]) if place else text.count("\n") + 1
        lines = text.split("\n")
        notes.note(
            Cell(line, "", lines[min(line, len(lines)) - 1].strip()),
            f"valid TOML: {refusal}",
            Lost.FILE,
        )
    return None


def _is_priced_in(currency: str, root: Node, notes: Notes) -> bool:
    stated = root.get("currency")
    if stated is None or stated.value == currency:
        return True
    notes.note(stated.cell, f"prices in {currency}, the currency of the shop", Lost.FILE)
    return False


def _categories(node: Node, words: Words, notes: Notes) -> Iterator[tuple[str, CategoryDraft]]:
    for key, inner in node.pairs():
        note_strangers(inner, ("name", "picture"), notes)
        names = take_texts(inner.at("name"), words, line_of(NAME), notes)
        picture = take_source(inner.at("picture"), notes) if inner.get("picture") else None
        if slug(key):
            yield key, CategoryDraft(slug(key), names if names[""] else words.of(key), picture)


def _shop(node: Node | None, words: Words, notes: Notes) -> ShopDraft | None:
    if node is None:
        return None
    note_strangers(node, ("name", "about", "picture"), notes)
    picture = take_source(node.at("picture"), notes) if node.get("picture") else None
    names = take_texts(node.at("name"), words, line_of(NAME), notes)
    return ShopDraft(names, take_description(node.at("about"), words, notes), picture)


def _products(
    node: Node, frame: Frame, currency: str, notes: Notes, step: Step
) -> Iterator[ProductDraft]:
    tables = list(node.items())
    first: dict[str, int] = {}
    for done, table in enumerate(tables, start=1):
        own = Notes()
        handle = _handle(table, frame.words, own)
        if handle in first:
            expected = f"a handle of its own for each product; line {first[handle]} has the same"
            own.note(table.at("handle").cell, expected, Lost.PRODUCT)
        elif handle:
            first[handle] = table.line
            product = read_product(handle, table, frame, currency, own)
            if product:
                yield product
        notes.faults.extend(own.faults)
        step(done, len(tables))


def _handle(node: Node, words: Words, notes: Notes) -> str | None:
    """The key that stays when the title changes; made from the title if there is none."""
    if not isinstance(node.value, dict):
        notes.note(node.cell, "a table [[products]] with a title and a price", Lost.PRODUCT)
        return None
    text = take_text(node.at("handle"), notes, Lost.PRODUCT)
    handle = (
        None
        if text is None
        else notes.take(node.at("handle").cell, read_line(text, HANDLE), Lost.PRODUCT)
    )
    made = (
        slug(take_texts(node.at("title"), words, line_of(TITLE), Notes())[""])
        if handle == ""
        else handle
    )
    if made == "":
        notes.note(node.at("title").cell, "a title for the product", Lost.PRODUCT)
    return handle_of(made) if made else None
