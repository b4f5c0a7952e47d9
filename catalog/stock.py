"""Stock: setting units aside and giving them back, each by one guarded write.

`product.free` counts the units of all variants together; a group buy takes its whole capacity from there when it opens.
`variant.free` counts the units of one variant; it moves only where a product has several. NULL: not tracked.
"""

from collections.abc import Mapping

from sqlalchemy import bindparam, update

from catalog.tables import product, variant
from storage.transaction import Transaction

_UNITS = bindparam("units")
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
