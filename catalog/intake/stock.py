"""Stock numbers of a file, brought into books that sales have moved since the last file.

A number that stayed the same from file to file says nothing new, and what was sold stays sold. One
that changed moves the books by the difference: from 10 to 30 means that 20 more came in. Free units
may fall below zero while open groups hold more than there is; they come back as those groups end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, func, select, update

from catalog.tables import product, variant
from storage.transaction import Transaction

_LOCK = (
    select(product.c.free, product.c.variants)
    .where(product.c.id == bindparam("product_id"))
    .with_for_update()
)
_SUM = select(func.sum(variant.c.free)).where(
    variant.c.product_id == bindparam("product_id"), variant.c.active == 1
)
_UNITS: BindParameter[int] = bindparam("units")
_STATED: BindParameter[int] = bindparam("stated")
_THIS = variant.c.id == bindparam("number")
_SET = update(variant).where(_THIS).values(free=_UNITS, imported=_STATED)
_SHIFT = update(variant).where(_THIS).values(free=variant.c.free + _UNITS, imported=_STATED)
_OPEN_BOOK = (
    update(variant)
    .where(variant.c.product_id == bindparam("number"), variant.c.free.is_not(None))
    .values(free=_UNITS)
)
_SET_FREE = (
    update(product)
    .where(product.c.id == bindparam("number"))
    .values(free=_UNITS, variants=bindparam("count"))
)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the file says of a variant now and what it said last time; None: stock is not counted.

    A variant that is not `on_sale` any more is stated as 0.
    """

    variant_id: int
    before: int | None
    now: int | None
    on_sale: bool = True


def restock(tx: Transaction, product_id: int, statements: Sequence[Statement]) -> None:
    """Bring what is stated of each variant that there is or was into both books of a product."""
    book = tx.first(_LOCK, {"product_id": product_id})
    if book is None:
        return
    if book.variants == 1 < len(statements):  # until now only the product's own book moved
        tx.write(_OPEN_BOOK, {"number": product_id, "units": book.free})
    for said in statements:
        _state(tx, said)
    free = _free(tx, product_id, book.free, statements)
    count = max(book.variants, len(statements))
    tx.write(_SET_FREE, {"number": product_id, "units": free, "count": count})


def _state(tx: Transaction, said: Statement) -> None:
    row = {"number": said.variant_id, "units": said.now, "stated": said.now}
    if said.before is None or said.now is None:
        tx.write(_SET, row)
    elif said.now != said.before:
        tx.write(_SHIFT, {**row, "units": said.now - said.before})


def _free(
    tx: Transaction, product_id: int, free: int | None, statements: Sequence[Statement]
) -> int | None:
    if any(said.now is None for said in statements if said.on_sale):
        return None
    if free is None:
        return int(tx.value(_SUM, {"product_id": product_id}))
    return free + sum((said.now or 0) - (said.before or 0) for said in statements)
