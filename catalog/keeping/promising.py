"""What a shop promises about sending: within how many days, from now on."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from catalog.keeping.promise_tables import ship_promise
from catalog.tables import shop
from storage.transaction import Transaction

DAYS = 3
"""What every shop promises that said nothing else."""

CHOICES = (1, 2, 3, 5, 7, 14)
"""Days that a shop may promise."""

_NOW = select(ship_promise.c.days, ship_promise.c.since).where(
    ship_promise.c.shop_id == bindparam("shop_id"), ship_promise.c.until.is_(None)
)
_THEN = select(ship_promise.c.days).where(
    ship_promise.c.shop_id == bindparam("shop_id"),
    ship_promise.c.since <= bindparam("then"),
    ship_promise.c.until.is_(None) | (ship_promise.c.until > bindparam("then")),
)
_LOCK = select(shop.c.id).where(shop.c.id == bindparam("shop_id")).with_for_update(key_share=True)
_MIND = (
    update(ship_promise)
    .where(ship_promise.c.shop_id == bindparam("of_shop"), ship_promise.c.since == bindparam("at"))
    .values(days=bindparam("many"))
)
_END = (
    update(ship_promise)
    .where(ship_promise.c.shop_id == bindparam("of_shop"), ship_promise.c.until.is_(None))
    .values(until=bindparam("at"))
)
_BEGIN = insert(ship_promise).inline()


def ship_days(tx: Transaction, shop_id: int) -> int:
    """Within how many days this shop promises to send what is ordered now."""
    days = tx.value(_NOW, {"shop_id": shop_id})
    return DAYS if days is None else int(days)


def ship_days_at(tx: Transaction, shop_id: int, then: datetime) -> int:
    """Within how many days it promised to send what was ordered `then`."""
    days = tx.value(_THEN, {"shop_id": shop_id, "then": then})
    return DAYS if days is None else int(days)


def promise(tx: Transaction, shop_id: int, days: int) -> bool:
    """Promise that for what is ordered from now on. False for days that no shop may promise, and for no shop."""
    if days not in CHOICES or tx.first(_LOCK, {"shop_id": shop_id}) is None:
        return False
    found = tx.first(_NOW, {"shop_id": shop_id})
    if (DAYS if found is None else found.days) == days:
        return True
    if found is not None and found.since == tx.now:
        return tx.write(_MIND, {"of_shop": shop_id, "at": tx.now, "many": days}) == 1
    tx.write(_END, {"of_shop": shop_id, "at": tx.now})
    row = {"shop_id": shop_id, "since": tx.now, "until": None, "days": days}
    tx.write(_BEGIN, row)
    return True
