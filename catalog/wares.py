"""What something is for, in one quick question: a product's title and first picture, a variant's label."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, bindparam, select

from catalog.languages import texts
from catalog.tables import picture, product, product_text, variant, variant_text
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ware:
    """A product's title, and the source of its first picture if it has one."""

    title: str
    picture: str | None


def _one() -> Select[Any]:
    words = texts(product_text, "product_id")
    first = (
        select(picture.c.source)
        .where(picture.c.product_id == product.c.id)
        .order_by(picture.c.position)
        .limit(1)
        .correlate(product)
        .scalar_subquery()
    )
    return (
        select(words.best("title"), first.label("picture"))
        .select_from(words.join(product, product.c.id))
        .where(product.c.id == bindparam("product_id"))
    )


def _label() -> Select[Any]:
    words = texts(variant_text, "variant_id")
    return (
        select(words.best("label"))
        .select_from(words.join(variant, variant.c.id))
        .where(variant.c.id == bindparam("variant_id"))
    )


_ONE = _one()
_LABEL = _label()


def ware(tx: Transaction, product_id: int, language: str) -> Ware | None:
    """A product, published or not; None where it is gone."""
    row = tx.first(_ONE, {"product_id": product_id, "language": language})
    return None if row is None else Ware(row.title, row.picture)


def label(tx: Transaction, variant_id: int, language: str) -> str:
    """Which one of its product a variant is, in words; "" for the only one, and for one that is gone."""
    return str(tx.value(_LABEL, {"variant_id": variant_id, "language": language}) or "")
