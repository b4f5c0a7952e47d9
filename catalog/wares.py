"""What something is for, in one quick question: titles and pictures, labels, and all of it that a group's card says."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, select

from catalog.keeping.shopkeeping import Handover
from catalog.languages import texts
from catalog.money import Money
from catalog.offers import Price
from catalog.tables import (
    ASKS_WHERE,
    picture,
    product,
    product_text,
    shop,
    terms_price,
    variant,
    variant_text,
)
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Ware:
    """A product's title, and the source of its first picture if it has one."""

    title: str
    picture: str | None


@dataclass(frozen=True, slots=True)
class Sold(Ware):
    """What is bought in a group buy: the chosen variant's `label`, the promised prices, and of the shop the rest.

    `zone` is an IANA name; `pickup`: it is paid to the shop itself; `cover` is the shop's own picture; `way`: how goods
    come; `asks_where`: buyers have a choice of where to. `variants`: the numbers of what has those prices.
    """

    label: str
    prices: tuple[Price, ...]
    zone: str
    pickup: bool
    cover: str | None
    way: Handover = Handover.PICKUP
    asks_where: bool = False
    variants: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """What a product says of itself, and how many units of it are free; None where they are not counted."""

    description: str
    free: int | None


def _first_picture() -> ColumnElement[Any]:
    return (
        select(picture.c.source)
        .where(picture.c.product_id == product.c.id)
        .order_by(picture.c.position)
        .limit(1)
        .correlate(product)
        .scalar_subquery()
        .label("picture")
    )


def _one() -> Select[Any]:
    words = texts(product_text, "product_id")
    return (
        select(words.best("title"), _first_picture())
        .select_from(words.join(product, product.c.id))
        .where(product.c.id == bindparam("product_id"))
    )


def _offered() -> Select[Any]:
    words = texts(product_text, "product_id")
    return (
        select(words.best("description"), product.c.free)
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


def _sold() -> Select[Any]:
    title, label = texts(product_text, "product_id"), texts(variant_text, "variant_id")
    promised = terms_price.c.terms_id == bindparam("terms_id")
    chosen = and_(variant.c.id == bindparam("variant_id"), variant.c.product_id == product.c.id)
    labelled = (
        title.join(product.join(shop, shop.c.id == product.c.shop_id), product.c.id)
        .join(terms_price, promised, isouter=True)
        .join(variant, chosen, isouter=True)
    )
    return (
        select(
            title.best("title"),
            _first_picture(),
            label.best("label"),
            shop.c.zone,
            shop.c.provider,
            shop.c.currency,
            shop.c.picture.label("cover"),
            shop.c.handover,
            ASKS_WHERE.label("asks_where"),
            terms_price.c.solo,
            terms_price.c.price,
            terms_price.c.variant_id,
        )
        .select_from(label.join(labelled, variant.c.id, optional=True))
        .where(product.c.id == bindparam("product_id"))
    )


def _labels() -> Select[Any]:
    words = texts(variant_text, "variant_id")
    return (
        select(variant.c.id, words.best("label"))
        .select_from(words.join(variant, variant.c.id))
        .where(variant.c.id.in_(bindparam("ids", expanding=True)))
    )


_ONE = _one()
_OFFERED = _offered()
_LABELS = _labels()
_SOLD = _sold()
_LABEL = _label()
_SHOP_OF = select(product.c.shop_id).where(product.c.id == bindparam("product_id"))


def ware(tx: Transaction, product_id: int, language: str) -> Ware | None:
    """A product, published or not; None where it is gone."""
    row = tx.first(_ONE, {"product_id": product_id, "language": language})
    return None if row is None else Ware(row.title, row.picture)


def offered(tx: Transaction, product_id: int, language: str) -> Offered | None:
    """What is offered under a product's title, published or not; None where it is gone."""
    row = tx.first(_OFFERED, {"product_id": product_id, "language": language})
    return None if row is None else Offered(row.description or "", row.free)


def sold(
    tx: Transaction, product_id: int, terms_id: int, variant_id: int, language: str
) -> Sold | None:
    """What a group buy with these terms is about; `variant_id` 0: nobody in particular chose. None where it is gone."""
    asked = {"product_id": product_id, "terms_id": terms_id, "variant_id": variant_id}
    rows = tx.all(_SOLD, {**asked, "language": language})
    if not rows:
        return None
    one = rows[0]
    promised = [row for row in rows if row.solo is not None]
    prices = tuple(
        Price(Money(row.solo, row.currency), Money(row.price, row.currency)) for row in promised
    )
    return Sold(
        title=one.title,
        picture=one.picture,
        label=one.label or "",
        prices=prices,
        zone=one.zone,
        pickup=not one.provider,
        cover=one.cover,
        way=Handover(one.handover),
        asks_where=bool(one.asks_where),
        variants=tuple(row.variant_id for row in promised),
    )


def shop_of(tx: Transaction, product_id: int) -> int:
    """The number of the shop that sells it; 0 where it is gone."""
    return int(tx.value(_SHOP_OF, {"product_id": product_id}) or 0)


def label(tx: Transaction, variant_id: int, language: str) -> str:
    """Which one of its product a variant is, in words; "" for the only one, and for one that is gone."""
    return str(tx.value(_LABEL, {"variant_id": variant_id, "language": language}) or "")


def labels(tx: Transaction, variant_ids: Sequence[int], language: str) -> dict[int, str]:
    """The same for several, by their numbers."""
    if not variant_ids:
        return {}
    rows = tx.all(_LABELS, {"ids": list(variant_ids), "language": language})
    return {row.id: row.label for row in rows}
