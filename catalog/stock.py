"""Stock: setting units aside and giving them back, each by one guarded write.

`product.free` counts the units of all variants together; a group buy takes its whole capacity from there when it opens.
`variant.free` counts the units of one variant; it moves only where a product has several. NULL: not tracked.
"""

from collections.abc import Iterable, Mapping

from sqlalchemy import BindParameter, bindparam, select, update

from catalog.tables import product, variant
from storage.transaction import Transaction

_UNITS: BindParameter[int] = bindparam("units")
_TAKE = (
    update(product)
    .where(
        product.c.id == bindparam("product_id"),
        product.c.free.is_(None) | (product.c.free >= _UNITS),
    )
    .values(free=product.c.free - _UNITS)
)
_TAKE_VARIANT = (
    update(variant)
    .where(
        variant.c.id == bindparam("variant_id"),
        variant.c.free.is_(None) | (variant.c.free >= _UNITS),
    )
    .values(free=variant.c.free - _UNITS)
)
_GIVE = (
    update(product)
    .where(product.c.id == bindparam("product_id"), product.c.free.is_not(None))
    .values(free=product.c.free + _UNITS)
)
_GIVE_VARIANT = (
    update(variant)
    .where(variant.c.id == bindparam("variant_id"), variant.c.free.is_not(None))
    .values(free=variant.c.free + _UNITS)
)
_SEVERAL = select(product.c.id).where(
    product.c.id.in_(bindparam("ids", expanding=True)), product.c.variants > 1
)
_PRODUCT = select(variant.c.product_id).where(variant.c.id == bindparam("variant_id"))


def product_of(tx: Transaction, variant_id: int) -> int:
    """The product that a variant is a choice of."""
    return int(tx.value(_PRODUCT, {"variant_id": variant_id}))


def with_several(tx: Transaction, product_ids: Iterable[int]) -> set[int]:
    """Those of the products that have several variants, so that each variant's units are counted too."""
    return {row.id for row in tx.all(_SEVERAL, {"ids": sorted(set(product_ids))})}


def has_several(tx: Transaction, product_id: int) -> bool:
    """Whether a product has several variants."""
    return bool(with_several(tx, [product_id]))


def take(tx: Transaction, product_id: int, units: int) -> bool:
    """Set units of a product aside; False, with nothing changed, where there are not that many."""
    return units <= 0 or tx.write(_TAKE, {"product_id": product_id, "units": units}) == 1


def take_variant(tx: Transaction, variant_id: int, units: int) -> bool:
    """Set units of one variant aside; False, with nothing changed, where there are not that many."""
    return tx.write(_TAKE_VARIANT, {"variant_id": variant_id, "units": units}) == 1


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
