"""Product files of WooCommerce: simple products in one row, variable ones with a row for each variation."""

import re
from collections.abc import Iterable

from catalog.importers.assembly import Step, distinct, each_product, settle
from catalog.importers.fields import (
    OTHER,
    take_category,
    take_description,
    take_name,
    take_pictures,
    take_tags,
    take_title,
)
from catalog.importers.notes import Cell, Notes
from catalog.importers.tables import Layout, Row
from catalog.importers.texts import SKU, read_line, slug
from catalog.importers.values import Lost, ProductDraft
from catalog.importers.woocommerce_families import Family, families
from catalog.importers.woocommerce_variants import read_variants

LAYOUT = Layout(
    "woocommerce",
    "a WooCommerce product file",
    {
        "id": ("id",),
        "type": ("type",),
        "sku": ("sku",),
        "name": ("name",),
        "published": ("published",),
        "visibility": ("visibility in catalog",),
        "summary": ("short description",),
        "body": ("description",),
        "sale starts": ("date sale price starts",),
        "sale ends": ("date sale price ends",),
        "in stock": ("in stock?",),
        "stock": ("stock",),
        "backorders": ("backorders allowed?",),
        "sale": ("sale price",),
        "price": ("regular price",),
        "categories": ("categories",),
        "tags": ("tags",),
        "images": ("images",),
        "parent": ("parent",),
        "brand": ("brands",),
    },
    required=("name", "price"),
)


def read_woocommerce(
    rows: Iterable[Row], currency: str, notes: Notes, step: Step
) -> list[ProductDraft]:
    """All products of the file, in the order of their own rows."""
    groups: dict[str, Family] = {}
    for family in families(list(rows), notes):
        handle = _handle(family.head, notes)
        if handle in groups:
            expected = f"a SKU of its own; line {groups[handle].head.line} has the same"
            notes.note(family.head.cell("sku"), expected, Lost.PRODUCT)
        elif handle:
            groups[handle] = family
    return list(each_product(groups, currency, notes, step, read_product))


def read_product(handle: str, family: Family, currency: str, notes: Notes) -> ProductDraft | None:
    """One product of its row and the rows of its variations, or None and notes."""
    head = family.head
    title = take_title(head.cell("name"), notes)
    if title is None:
        return settle(None, head.cell("name"), notes)
    variants = read_variants(handle, family, currency, notes)
    body = head.cell("body") if head.get("body") else head.cell("summary")
    product = ProductDraft(
        handle=handle,
        titles={"": title},
        descriptions={"": take_description(_lines(body), notes, keep_lines=True)},
        category=take_category(_first_category(head), notes) or OTHER,
        vendor=take_name(head.cell("brand"), notes),
        tags=take_tags(head.cell("tags"), notes),
        pictures=take_pictures(_pictures(family), notes),
        variants=distinct(variants, head.cell("sku").column, "Attribute 1 value(s)", notes),
        published=head.get("published") in {"", "1"} and head.get("visibility") != "hidden",
        line=head.line,
    )
    return settle(product, head.cell("name"), notes)


def _handle(head: Row, notes: Notes) -> str | None:
    """The shop's own SKU; failing that the ID, failing that the name."""
    sku = notes.take(head.cell("sku"), read_line(head.get("sku"), SKU), Lost.PRODUCT)
    if sku is None:
        return None
    handle = sku.replace(" ", "-") or slug(
        f"product {head.get('id')}" if head.get("id") else head.get("name")
    )
    if not handle:
        notes.note(head.cell("name"), "a title for the product", Lost.PRODUCT)
    return handle


def _lines(body: Cell) -> Cell:
    r"""The export writes a line break as `\n`, two signs."""
    return Cell(body.line, body.column, body.value.replace("\\n", "\n"))


def _first_category(head: Row) -> Cell:
    cell = head.cell("categories")
    first = re.split(r"(?<!\\),", cell.value)[0].replace("\\,", ",")
    return Cell(cell.line, cell.column, first)


def _pictures(family: Family) -> Iterable[tuple[Cell, str]]:
    for row in (family.head, *family.variations):
        cell = row.cell("images")
        for address in re.split(r",(?=\s|https?://)", cell.value):
            if address.strip():
                yield Cell(cell.line, cell.column, address.strip()), ""
