"""What a shop has in stock, variant by variant, as its keepers look at it: the scarce ones first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, case, func, select

from catalog.importers.stock import MOST
from catalog.languages import texts
from catalog.skus import spoken
from catalog.tables import product, product_text, variant, variant_text
from storage.transaction import Found, Transaction

_LEFT = case((product.c.free < variant.c.free, product.c.free), else_=variant.c.free)
_OF_SHOP = (
    product.c.shop_id == bindparam("shop_id"),
    (product.c.id == bindparam("product_id")) | (bindparam("product_id") == 0),
    variant.c.active == 1,
)


def _look() -> Select[Any]:
    title, label = texts(product_text, "product_id"), texts(variant_text, "variant_id")
    both = title.join(product, product.c.id).join(variant, variant.c.product_id == product.c.id)
    return select(
        variant.c.id,
        variant.c.product_id,
        variant.c.sku,
        variant.c.free,
        variant.c.moves,
        product.c.free.label("together"),
        product.c.variants,
        title.best("title"),
        label.best("label"),
    ).select_from(label.join(both, variant.c.id, optional=True))


_PAGE = (
    _look()
    .where(*_OF_SHOP)
    .order_by(
        case((variant.c.free.is_(None), 1), else_=0),
        _LEFT,
        product.c.position,
        variant.c.position,
        variant.c.id,
    )
    .limit(bindparam("most"))
    .offset(bindparam("skip"))
)
_ONE = _look().where(product.c.shop_id == bindparam("shop_id"), variant.c.id == bindparam("id_"))
_COUNT = select(func.count()).join_from(variant, product).where(*_OF_SHOP)


@dataclass(frozen=True, slots=True)
class StockLine:
    """A variant in the books: `free` units of it that nobody holds, None where nobody counts.

    `together`: free units of all variants of its product, of which new groups take; None where one is not counted.
    `alone`: its product has no other.
    """

    variant_id: int
    product_id: int
    sku: str
    title: str
    label: str
    free: int | None
    together: int | None
    alone: bool
    moves: int = 0

    @property
    def stamp(self) -> int:
        """Names this very state of its books: never again the same once its keepers moved the count.

        Exact, and below 18 digits for a hundred million moves.
        """
        return self.moves * 2 * (MOST + 1) + (0 if self.free is None else self.free + MOST + 1)

    @property
    def left(self) -> int | None:
        """What can still be sold of it; books that owe units to open groups (see catalog.intake.stock) have none."""
        if self.free is None:
            return None
        return max(0, self.free if self.together is None else min(self.free, self.together))


def page(
    tx: Transaction, shop_id: int, product_id: int, language: str, offset: int, limit: int
) -> tuple[StockLine, ...]:
    """Some of what a shop sells (`product_id` 0), or of one product: the scarce first, what nobody counts last."""
    asked = {"shop_id": shop_id, "product_id": product_id, "language": language}
    return tuple(map(_line, tx.all(_PAGE, {**asked, "skip": offset, "most": limit})))


def total(tx: Transaction, shop_id: int, product_id: int) -> int:
    """How many there are of those."""
    return int(tx.value(_COUNT, {"shop_id": shop_id, "product_id": product_id}))


def line(tx: Transaction, shop_id: int, variant_id: int, language: str) -> StockLine | None:
    """One variant of this shop; another shop's looks like none."""
    row = tx.first(_ONE, {"shop_id": shop_id, "id_": variant_id, "language": language})
    return None if row is None else _line(row)


def _line(row: Found) -> StockLine:
    return StockLine(
        variant_id=row.id,
        product_id=row.product_id,
        sku=spoken(row.sku),
        title=row.title,
        label=row.label or "",
        free=row.free,
        together=row.together,
        alone=row.variants == 1,
        moves=row.moves,
    )
