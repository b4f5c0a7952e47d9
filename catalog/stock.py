"""Stock: setting units aside and giving them back, each by one guarded write.

`product.free` counts the units of all variants together; a group buy takes its whole capacity from there when it opens.
`variant.free` counts the units of one variant. A group buy that offers one variant alone takes the very same from it;
one that offers several takes there what each seat chose (docs/decisions/0004). NULL: not counted.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import BindParameter, bindparam, func, select, update

from catalog.tables import product, terms_price, variant
from storage.transaction import Found, Transaction

_UNITS: BindParameter[int] = bindparam("units")
_TAKE = (
    update(product)
    .where(
        product.c.id == bindparam("product_id"),
        product.c.free.is_(None) | (product.c.free >= _UNITS),
    )
    .values(free=product.c.free - _UNITS)
    .returning(product.c.free, product.c.warned, product.c.variants)
)
_TAKE_VARIANT = (
    update(variant)
    .where(
        variant.c.id == bindparam("variant_id"),
        variant.c.free.is_(None) | (variant.c.free >= _UNITS),
    )
    .values(free=variant.c.free - _UNITS)
    .returning(variant.c.free, variant.c.warned)
)
# Where nothing is counted both still lock the row, so that a count that begins meanwhile sees each unit once.
_GIVE = (
    update(product)
    .where(product.c.id == bindparam("product_id"))
    .values(free=product.c.free + _UNITS)
)
_GIVE_VARIANT = (
    update(variant)
    .where(variant.c.id == bindparam("variant_id"))
    .values(free=variant.c.free + _UNITS)
)
_SOLE = (
    select(terms_price.c.terms_id, func.min(terms_price.c.variant_id).label("variant_id"))
    .where(terms_price.c.terms_id.in_(bindparam("ids", expanding=True)))
    .group_by(terms_price.c.terms_id)
    .having(func.count() == 1)
)
_PRODUCT = select(variant.c.product_id).where(variant.c.id == bindparam("variant_id"))


@dataclass(frozen=True, slots=True)
class Aside:
    """What a product's open group buys and unpaid places keep from others: it is not free, and may come back.

    `of_variant`: units by the variant's number. `unchosen`: places that nobody took yet in group buys of several
    variants.
    """

    of_variant: Mapping[int, int]
    unchosen: int


SetAside: TypeAlias = Callable[[Transaction, int], Aside]
"""Counts what is set aside of the product with this number."""


def product_of(tx: Transaction, variant_id: int) -> int:
    """The product that a variant is a choice of."""
    return int(tx.value(_PRODUCT, {"variant_id": variant_id}))


def sole_variants(tx: Transaction, terms_ids: Collection[int]) -> dict[int, int]:
    """Those of the terms that offer one variant alone, and which."""
    rows = tx.all(_SOLE, {"ids": sorted(set(terms_ids))})
    return {row.terms_id: row.variant_id for row in rows}


def take(tx: Transaction, product_id: int, units: int) -> Found | None:
    """Set units of a product aside; None, with nothing changed, where there are not that many.

    What is in its book now: `free`, `warned`, and how many `variants` it has.
    """
    rows = tx.returning(_TAKE, {"product_id": product_id, "units": units})
    return rows[0] if rows else None


def take_variant(tx: Transaction, variant_id: int, units: int) -> Found | None:
    """Set units of one variant aside, likewise: `free` and `warned`."""
    rows = tx.returning(_TAKE_VARIANT, {"variant_id": variant_id, "units": units})
    return rows[0] if rows else None


def give(tx: Transaction, by_product: Mapping[int, int]) -> None:
    """Give units back to each product (number of the product -> units)."""
    rows = [
        {"product_id": key, "units": units} for key, units in sorted(by_product.items()) if units
    ]
    if rows:
        tx.write(_GIVE, rows)


def give_variant(tx: Transaction, by_variant: Mapping[int, int]) -> None:
    """Give units back to each variant (number of the variant -> units)."""
    rows = [
        {"variant_id": key, "units": units} for key, units in sorted(by_variant.items()) if units
    ]
    if rows:
        tx.write(_GIVE_VARIANT, rows)
