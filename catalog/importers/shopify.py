"""Product files of Shopify: one product over several rows that share a handle."""

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
from catalog.importers.shopify_variants import read_variant
from catalog.importers.tables import Layout, Row
from catalog.importers.texts import HANDLE, handle_of, read_line, slug
from catalog.importers.values import CategoryDraft, Lost, ProductDraft

LAYOUT = Layout(
    "shopify",
    "a Shopify product file",
    {
        "handle": ("handle", "url handle"),
        "title": ("title",),
        "body": ("body (html)", "body html", "description"),
        "vendor": ("vendor",),
        "category": ("product category",),
        "type": ("type",),
        "tags": ("tags",),
        "published": ("published", "published on online store"),
        "status": ("status",),
        "gift": ("gift card",),
        "name1": ("option1 name",),
        "value1": ("option1 value",),
        "name2": ("option2 name",),
        "value2": ("option2 value",),
        "name3": ("option3 name",),
        "value3": ("option3 value",),
        "sku": ("variant sku", "sku"),
        "tracker": ("variant inventory tracker", "inventory tracker"),
        "quantity": ("variant inventory qty", "inventory quantity"),
        "policy": ("variant inventory policy", "continue selling when out of stock"),
        "price": ("variant price", "price"),
        "compare": ("variant compare at price", "compare-at price"),
        "image": ("image src", "product image url"),
        "alt": ("image alt text",),
        "own image": ("variant image", "variant image url"),
    },
    required=("handle", "title", "price"),
)
"""The columns of both generations of Shopify's export, the older names first."""

_NO = {"false", "no", "0", "f", "n"}


def read_shopify(
    rows: Iterable[Row], currency: str, notes: Notes, step: Step
) -> list[ProductDraft]:
    """All products of the file, in the order of their first rows."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        handle = _handle(row, notes)
        if handle:
            groups.setdefault(handle, []).append(row)
    _miss_quantities(groups.values(), notes)
    return list(each_product(groups, currency, notes, step, read_product))


def _miss_quantities(groups: Iterable[list[Row]], notes: Notes) -> None:
    """Shops with several warehouses export no quantities: better nothing to sell than what is not there."""
    tracked = (
        row
        for rows in groups
        for row in rows
        if row.get("tracker") and "quantity" not in row.header.places
    )
    row = next(tracked, None)
    if row:
        expected = (
            "the column Variant Inventory Qty; without it every counted variant has a stock of 0"
        )
        notes.note(Cell(row.header.line, "Variant Inventory Qty", ""), expected, Lost.VALUE)


def _handle(row: Row, notes: Notes) -> str | None:
    """The key under which rows belong together; made from the title where the cell is empty."""
    read = notes.take(row.cell("handle"), read_line(row.get("handle"), HANDLE), Lost.VARIANT)
    handle = slug(row.get("title")) if read == "" else read
    if handle == "":
        notes.note(
            row.cell("handle"), "the handle of the product that the row belongs to", Lost.VARIANT
        )
    return handle_of(handle) if handle else None


def read_product(handle: str, rows: list[Row], currency: str, notes: Notes) -> ProductDraft | None:
    """One product of all of its rows, or None and notes on why nothing of it can be sold."""
    head = next((row for row in rows if row.get("title")), rows[0])
    title = take_title(head.cell("title"), notes)
    if title is None or _is_gift(head, notes):
        return settle(None, head.cell("handle"), notes)
    variants = (read_variant(handle, row, head, currency, notes) for row in rows)
    sold = distinct((variant for variant in variants if variant), *_columns(head), notes)
    tags = take_tags(head.cell("tags"), notes)
    product = ProductDraft(
        handle=handle,
        titles={"": title},
        descriptions={"": take_description(head.cell("body"), notes)},
        category=_category(head, tags, notes),
        vendor=take_name(head.cell("vendor"), notes),
        tags=tags,
        pictures=take_pictures(_pictures(rows), notes),
        variants=sold,
        published=_is_published(head),
        line=rows[0].line,
    )
    return settle(product, rows[0].cell("handle"), notes)


def _columns(head: Row) -> tuple[str, str]:
    return head.cell("sku").column, head.cell("value1").column


def _is_gift(head: Row, notes: Notes) -> bool:
    """A voucher is money, not a thing to deliver: a group price on it would be a price on money."""
    if head.get("gift").casefold() not in {"true", "yes", "1"}:
        return False
    notes.note(
        head.cell("gift"), "something to deliver; gift cards are not sold in groups", Lost.PRODUCT
    )
    return True


def _is_published(head: Row) -> bool:
    return head.get("published").casefold() not in _NO and head.get("status").casefold() in {
        "",
        "active",
    }


def _category(head: Row, tags: tuple[str, ...], notes: Notes) -> CategoryDraft:
    kind = head.cell("type")
    return (
        take_category(kind, notes)
        or take_category(head.cell("category"), notes)
        or take_category(Cell(head.line, "Tags", tags[0] if tags else ""), notes)
        or OTHER
    )


def _pictures(rows: list[Row]) -> list[tuple[Cell, str]]:
    product = [(row.cell("image"), row.get("alt")) for row in rows if row.get("image")]
    return product + [(row.cell("own image"), "") for row in rows if row.get("own image")]
