"""Looking around: shops, their categories, the products of one, and everything about one product."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog import shelves
from catalog.keeping.shopkeeping import Handover
from catalog.lines import ProductLine, lines
from catalog.pages import ProductPage, VariantLine, find_page
from storage.transaction import Found, Transaction

__all__ = [
    "CategoryLine",
    "ProductLine",
    "ProductPage",
    "Shop",
    "VariantLine",
    "categories",
    "category",
    "count_products",
    "product",
    "products",
    "shop",
    "shops",
    "titles",
]


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop. `zone` is an IANA time zone; `provider` "" means that it is paid at pickup."""

    id: int
    name: str
    currency: str
    zone: str
    provider: str
    picture: str | None
    about: str = ""
    handover: Handover = Handover.PICKUP


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category that shows `count` products."""

    id: int
    name: str
    count: int
    picture: str | None


def shops(tx: Transaction, language: str = "") -> list[Shop]:
    """All shops, the oldest first."""
    return [_shop(row) for row in tx.all(shelves.SHOPS, {"language": language})]


def shop(tx: Transaction, shop_id: int, language: str = "") -> Shop | None:
    """One shop, or None."""
    row = tx.first(shelves.SHOP, {"shop_id": shop_id, "language": language})
    return None if row is None else _shop(row)


def categories(tx: Transaction, shop_id: int, language: str) -> list[CategoryLine]:
    """The categories of a shop that have something to show, in the order of its file."""
    rows = tx.all(shelves.CATEGORIES, {"shop_id": shop_id, "language": language})
    return [_category(row) for row in rows if row.shown]


def category(tx: Transaction, category_id: int, language: str) -> CategoryLine | None:
    """One category, also an empty one, or None."""
    row = tx.first(shelves.CATEGORY, {"category_id": category_id, "language": language})
    return None if row is None else _category(row)


def count_products(tx: Transaction, category_id: int) -> int:
    """How many products a category shows."""
    return int(tx.value(shelves.COUNT, {"category_id": category_id}))


def products(
    tx: Transaction, category_id: int, language: str, offset: int, limit: int
) -> list[ProductLine]:
    """One page of a category's products, in the order of the shop's file."""
    page = {"category_id": category_id, "offset": offset, "limit": limit}
    return lines(tx, [row.id for row in tx.all(shelves.PAGE, page)], language)


def product(tx: Transaction, product_id: int, language: str) -> ProductPage | None:
    """Everything a shopper sees of a product; None where it is gone or not published."""
    return find_page(tx, product_id, language)


def titles(tx: Transaction, product_ids: Sequence[int], language: str) -> dict[int, str]:
    """The titles of these products by their numbers, published or not."""
    if not product_ids:
        return {}
    rows = tx.all(shelves.TITLES, {"ids": list(product_ids), "language": language})
    return {row.id: row.title for row in rows}


def _shop(row: Found) -> Shop:
    return Shop(
        row.id,
        row.name,
        row.currency,
        row.zone,
        row.provider,
        row.picture,
        row.about,
        Handover(row.handover),
    )


def _category(row: Found) -> CategoryLine:
    return CategoryLine(row.id, row.name, row.shown, row.picture)
