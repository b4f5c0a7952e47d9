"""Stock numbers of a file, brought into books that sales have moved since the last file.

A number that stayed the same from file to file says nothing new, and what was sold stays sold. One
that changed moves the books by the difference: from 10 to 30 means that 20 more came in. Where a
count begins, also after a pause, the number is what there is beside the orders placed so far; what
open groups and unpaid places hold of it is set aside at once. Free units may fall below zero while
those hold more than there is; they come back as they end.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BindParameter, bindparam, func, select, update

from catalog.stock import Aside, SetAside
from catalog.tables import product, variant
from storage.transaction import Transaction

_VARIANTS = (
    select(variant.c.id)
    .where(variant.c.product_id == bindparam("product_id"))
    .order_by(variant.c.id)
    .with_for_update()
)
_PRODUCT = select(product.c.free).where(product.c.id == bindparam("product_id")).with_for_update()
_SUM = select(func.sum(variant.c.free)).where(variant.c.product_id == bindparam("product_id"))
_UNITS: BindParameter[int] = bindparam("units")
_STATED: BindParameter[int] = bindparam("stated")
_THIS = variant.c.id == bindparam("number")
_SET = update(variant).where(_THIS).values(free=_UNITS, imported=_STATED)
_SHIFT = update(variant).where(_THIS).values(free=variant.c.free + _UNITS, imported=_STATED)
_SET_FREE = (
    update(product)
    .where(product.c.id == bindparam("number"))
    .values(free=_UNITS, variants=bindparam("count"))
)
_NOTHING = Aside({}, 0)


@dataclass(frozen=True, slots=True)
class Statement:
    """What the file says of a variant now and what it said last time; None: stock is not counted.

    A variant that is not `on_sale` any more is stated as 0.
    """

    variant_id: int
    before: int | None
    now: int | None
    on_sale: bool = True

    @property
    def begins(self) -> bool:
        """Whether it is counted from now on."""
        return self.before is None and self.now is not None


def restock(
    tx: Transaction, product_id: int, statements: Sequence[Statement], set_aside: SetAside
) -> None:
    """Bring what is stated of each variant that there is or was into both books of a product."""
    asked = {"product_id": product_id}
    tx.all(_VARIANTS, asked)  # before the product, as everywhere: no turn waits in a circle
    book = tx.first(_PRODUCT, asked)
    if book is None:
        return
    begins = any(said.begins for said in statements)
    aside = set_aside(tx, product_id) if begins else _NOTHING
    moved = sum(_state(tx, said, aside) for said in statements)
    free: int | None = None
    if all(said.now is not None for said in statements if said.on_sale):
        whole = int(tx.value(_SUM, asked)) - aside.unchosen
        free = whole if book.free is None else book.free + moved
    tx.write(_SET_FREE, {"number": product_id, "units": free, "count": len(statements)})


def _state(tx: Transaction, said: Statement, aside: Aside) -> int:
    """Write it down; returns by how many units what is free has moved."""
    row = {"number": said.variant_id, "stated": said.now}
    if said.now is None:
        tx.write(_SET, {**row, "units": None})
        return 0
    if said.before is None:
        units = said.now - aside.of_variant.get(said.variant_id, 0)
        tx.write(_SET, {**row, "units": units})
        return units
    units = said.now - said.before
    if units:
        tx.write(_SHIFT, {**row, "units": units})
    return units
