"""Stock that its keepers move by hand: more came in, so many are there, or nobody counts any more.

Both books move alike, by guarded writes, so that nothing is ever promised twice: what open group buys and unpaid places
hold stays theirs. The number that the last file stated is left as it is, unless a count begins or stops.
"""

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sqlalchemy import BindParameter, bindparam, select, update

from catalog import stock
from catalog.importers.stock import MOST
from catalog.intake.stock import Statement, restock
from catalog.stock import SetAside
from catalog.tables import product, variant
from storage.transaction import Found, Transaction

_UNITS: BindParameter[int] = bindparam("units")
_OURS = select(product.c.id).where(product.c.shop_id == bindparam("of_shop"))
_ADD = (
    update(variant)
    .where(
        variant.c.id == bindparam("variant_id"),
        variant.c.product_id.in_(_OURS),
        variant.c.free + _UNITS <= MOST,
        (variant.c.free + _UNITS >= 0) | (_UNITS > 0),
    )
    .values(free=variant.c.free + _UNITS, moves=variant.c.moves + 1)
    .returning(variant.c.free, variant.c.product_id)
)
_ADD_TO_PRODUCT = (
    update(product)
    .where(
        product.c.id == bindparam("product_id"),
        product.c.free.is_(None) | (product.c.free + _UNITS >= 0) | (_UNITS > 0),
    )
    .values(free=product.c.free + _UNITS)
)
_FIND = (
    select(variant.c.product_id, variant.c.free, product.c.free.label("together"))
    .join_from(variant, product, product.c.id == variant.c.product_id)
    .where(variant.c.id == bindparam("variant_id"), product.c.shop_id == bindparam("of_shop"))
)
_VARIANTS = (
    select(variant.c.id, variant.c.free, variant.c.imported, variant.c.active)
    .where(variant.c.product_id == bindparam("product_id"))
    .order_by(variant.c.id)
    .with_for_update()
)
_MOVED = (
    update(variant).where(variant.c.id == bindparam("variant_id")).values(moves=variant.c.moves + 1)
)
_PRODUCT = select(product.c.free).where(product.c.id == bindparam("product_id")).with_for_update()


class Unmoved(Enum):
    """Why a count stayed as it was."""

    GONE = "gone"
    NOT_COUNTED = "not counted"
    TOO_MUCH = "too much"


@dataclass(frozen=True, slots=True)
class TooFew:
    """Fewer than are held for others: at `least` so many are there."""

    least: int


@dataclass(frozen=True, slots=True)
class OnlyFree:
    """More were to go than are `free`."""

    free: int


Restocked: TypeAlias = int | Unmoved | TooFew | OnlyFree
"""How many units of the variant are free now, or why nothing was changed."""


def hold(tx: Transaction, shop_id: int, variant_id: int) -> None:
    """Nobody else moves this variant's count until the turn ends: what is read after this stays true."""
    found = tx.first(_FIND, {"variant_id": variant_id, "of_shop": shop_id})
    if found is not None:
        _lock(tx, found.product_id)


def add(tx: Transaction, shop_id: int, variant_id: int, units: int) -> Restocked:
    """So many more of a variant came in, or (below zero) fewer are there; how many are free now."""
    asked = {"variant_id": variant_id, "of_shop": shop_id, "units": units}
    rows = tx.returning(_ADD, asked)
    if not rows:
        return _why(tx, asked)
    row = rows[0]
    if tx.write(_ADD_TO_PRODUCT, {"product_id": row.product_id, "units": units}) != 1:
        stock.give_variant(tx, {variant_id: -units})
        return _why(tx, asked)
    return int(row.free)


def count(
    tx: Transaction, shop_id: int, variant_id: int, there: int, set_aside: SetAside
) -> Restocked:
    """So many are there, besides what was ordered; begins a count where there is none. How many are free now.

    What open group buys and unpaid places hold is among them (`set_aside` counts it) and stays set aside.
    """
    found = tx.first(_FIND, {"variant_id": variant_id, "of_shop": shop_id})
    if found is None or there > MOST:
        return Unmoved.GONE if found is None else Unmoved.TOO_MUCH
    rows, together = _lock(tx, found.product_id)
    held = set_aside(tx, found.product_id).of_variant.get(variant_id, 0)
    if there < held:
        return TooFew(held)
    mine = next(row for row in rows if row.id == variant_id)
    if mine.free is None:
        tx.write(_MOVED, {"variant_id": variant_id})
        _state(tx, found.product_id, rows, variant_id, there, set_aside)
        return there - held
    moved = there - held - mine.free
    if moved < 0 and together is not None and together + moved < 0:
        return TooFew(there - (together + moved))
    tx.write(_MOVED, {"variant_id": variant_id})
    stock.give_variant(tx, {variant_id: moved})
    stock.give(tx, {found.product_id: moved})
    return there - held


def stop(tx: Transaction, shop_id: int, variant_id: int) -> Unmoved | None:
    """Nobody counts this variant any more: it is never sold out."""
    found = tx.first(_FIND, {"variant_id": variant_id, "of_shop": shop_id})
    if found is None:
        return Unmoved.GONE
    rows, _ = _lock(tx, found.product_id)
    tx.write(_MOVED, {"variant_id": variant_id})
    _state(tx, found.product_id, rows, variant_id, None, lambda _tx, _product: stock.Aside({}, 0))
    return None


def _lock(tx: Transaction, product_id: int) -> tuple[list[Found], int | None]:
    """All variants before their product, as everywhere: no turn waits in a circle."""
    rows = list(tx.all(_VARIANTS, {"product_id": product_id}))
    return rows, tx.value(_PRODUCT, {"product_id": product_id})


def _state(
    tx: Transaction,
    product_id: int,
    rows: list[Found],
    variant_id: int,
    there: int | None,
    set_aside: SetAside,
) -> None:
    """Begin or stop a count the way a file does."""
    said = [
        Statement(row.id, None, there, on_sale=bool(row.active))
        if row.id == variant_id
        else Statement(row.id, row.imported, row.imported, on_sale=bool(row.active))
        for row in rows
    ]
    restock(tx, product_id, said, set_aside)


def _why(tx: Transaction, asked: dict[str, int]) -> Unmoved | OnlyFree:
    row = tx.first(_FIND, {"variant_id": asked["variant_id"], "of_shop": asked["of_shop"]})
    if row is None:
        return Unmoved.GONE
    if row.free is None:
        return Unmoved.NOT_COUNTED
    if asked["units"] > 0:
        return Unmoved.TOO_MUCH
    free = row.free if row.together is None else min(row.free, row.together)
    return OnlyFree(max(0, free))
