"""When few units are left: the keepers who make deals are told once, and again only after there were more."""

from sqlalchemy import bindparam, select, update

from catalog.keeping import staff
from catalog.keeping.roles import Action, may
from catalog.tables import product, shop, variant
from storage.outbox import Notice, owe
from storage.schema import to_milliseconds
from storage.transaction import Found, Transaction

OF_VARIANT, OF_PRODUCT = "low_stock", "low_product"
"""The kinds of news: about the variant, or the product, of that number."""

MOST = 1_000_000
"""Units below which a shop may want to hear."""

_MARKS = {
    OF_VARIANT: update(variant)
    .where(variant.c.id == bindparam("id_"))
    .values(warned=bindparam("now_")),
    OF_PRODUCT: update(product)
    .where(product.c.id == bindparam("id_"))
    .values(warned=bindparam("now_")),
}
_SHOPS = {
    OF_VARIANT: select(product.c.shop_id)
    .join_from(variant, product, product.c.id == variant.c.product_id)
    .where(variant.c.id == bindparam("id_")),
    OF_PRODUCT: select(product.c.shop_id).where(product.c.id == bindparam("id_")),
}
_BELOW = select(shop.c.warn_below).where(shop.c.id == bindparam("shop_id"))
_SET_BELOW = (
    update(shop).where(shop.c.id == bindparam("of_shop")).values(warn_below=bindparam("few"))
)


def turned(free: int, units: int, few: int, *, warned: bool) -> bool | None:
    """After `units` were taken and `free` are left: True, tell them; False, tell them the next time; None, neither.

    What goes to and fro around `few` is told once: only after there were more than `few` is it news again.
    """
    were_more = free + units > few
    if free < few and (were_more or not warned):
        return True
    return False if warned and were_more else None


def watch_variant(tx: Transaction, variant_id: int, book: Found, units: int, few: int) -> None:
    """Units of a variant were taken, `book` is what it has now; while there are enough, nothing more is asked."""
    _watch(tx, OF_VARIANT, variant_id, book, units, few)


def watch_product(tx: Transaction, product_id: int, book: Found, units: int, few: int) -> None:
    """The same for all variants of a product together; where it has one alone, that one's book says it all."""
    if book.variants > 1:
        _watch(tx, OF_PRODUCT, product_id, book, units, few)


def warn_below(tx: Transaction, shop_id: int) -> int:
    """Below how many free units this shop is told."""
    return int(tx.value(_BELOW, {"shop_id": shop_id}) or 0)


def set_warn_below(tx: Transaction, shop_id: int, few: int) -> None:
    """Tell this shop below that many; 0 is never."""
    tx.write(_SET_BELOW, {"of_shop": shop_id, "few": few})


def shop_of(tx: Transaction, kind: str, number: int) -> int | None:
    """The shop of what such news are about."""
    return tx.value(_SHOPS[kind], {"id_": number})  # type: ignore[no-any-return]  # a number


def _watch(tx: Transaction, kind: str, number: int, book: Found, units: int, few: int) -> None:
    if book.free is None:
        return
    tell = turned(book.free, units, few, warned=bool(book.warned))
    if tell is None:
        return
    tx.write(_MARKS[kind], {"id_": number, "now_": int(tell)})
    if tell:
        _tell(tx, kind, number)


def _tell(tx: Transaction, kind: str, number: int) -> None:
    shop_id = shop_of(tx, kind, number)
    people = staff.colleagues(tx, shop_id) if shop_id is not None else ()
    when = str(to_milliseconds(tx.now))
    told = [one.person_id for one in people if may(one.role, Action.DEALS)]
    owe(tx, *(Notice(kind, number, person_id, when) for person_id in told))
