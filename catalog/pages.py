"""Everything that a shopper sees of one product: its texts, pictures, variants and live deal."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, bindparam, case, func, select

from catalog.languages import texts
from catalog.money import Money
from catalog.offers import DealLine, live_deal
from catalog.tables import picture, product, product_text, shop, terms_price, variant, variant_text
from storage.transaction import Found, Transaction


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A buyable choice: `label` is "" for the only one; `free` None means that stock is not counted.

    `solo` is the deal's price alone where one is live; `group` is None where none is.
    """

    id: int
    label: str
    solo: Money
    group: Money | None
    free: int | None


@dataclass(frozen=True, slots=True)
class ProductPage:
    """A published product. `pictures` are sources, the first one first; `deal` is the live one.

    `free`: units of all variants together that no open group has set aside, None where stock is not counted.
    """

    id: int
    shop_id: int
    category_id: int
    title: str
    description: str
    pictures: tuple[str, ...]
    variants: tuple[VariantLine, ...]
    deal: DealLine | None
    free: int | None = None
    vendor: str = ""


def _page() -> Select[Any]:
    words = texts(product_text, "product_id")
    return (
        select(
            *product.c["id", "shop_id", "category_id", "free", "vendor"],
            words.best("title"),
            words.best("description"),
            shop.c.currency,
        )
        .select_from(words.join(product.join(shop), product.c.id))
        .where(product.c.id == bindparam("product_id"), product.c.published == 1)
    )


def _variants() -> Select[Any]:
    words = texts(variant_text, "variant_id")
    offered = and_(
        terms_price.c.variant_id == variant.c.id, terms_price.c.terms_id == bindparam("terms_id")
    )
    free = case((product.c.variants > 1, variant.c.free), else_=product.c.free)
    return (
        select(
            variant.c.id,
            words.best("label"),
            func.coalesce(terms_price.c.solo, variant.c.price).label("solo"),
            terms_price.c.price,
            free.label("free"),
        )
        .select_from(
            words.join(variant.join(product), variant.c.id).join(terms_price, offered, isouter=True)
        )
        .where(variant.c.product_id == bindparam("product_id"), variant.c.active == 1)
        .order_by(variant.c.position, variant.c.id)
    )


_PAGE = _page()
_VARIANTS = _variants()
_PICTURES = (
    select(picture.c.source)
    .where(picture.c.product_id == bindparam("product_id"))
    .order_by(picture.c.position)
)


def find_page(tx: Transaction, product_id: int, language: str) -> ProductPage | None:
    """The page of a published product, or None."""
    row = tx.first(_PAGE, {"product_id": product_id, "language": language})
    if row is None:
        return None
    offer = live_deal(tx, product_id)
    asked = {"product_id": product_id, "language": language}
    variants = tx.all(_VARIANTS, {**asked, "terms_id": offer.terms_id if offer else 0})
    return ProductPage(
        id=row.id,
        shop_id=row.shop_id,
        category_id=row.category_id,
        title=row.title,
        description=row.description,
        pictures=tuple(found.source for found in tx.all(_PICTURES, {"product_id": product_id})),
        variants=tuple(_variant(found, row.currency) for found in variants),
        deal=offer,
        free=_shown(row.free),
        vendor=row.vendor,
    )


def _variant(row: Found, currency: str) -> VariantLine:
    group = None if row.price is None else Money(row.price, currency)
    return VariantLine(row.id, row.label, Money(row.solo, currency), group, _shown(row.free))


def _shown(free: int | None) -> int | None:
    """The books may owe units to open groups (see catalog.intake.stock); a shopper sees none."""
    return None if free is None else max(0, free)
