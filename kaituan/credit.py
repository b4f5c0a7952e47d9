"""What leaders have of credit, for kaituan money: by shop, and whether it is what its lines say."""

from sqlalchemy import select

from catalog.tables import shop
from flows.money_text import money_text
from groupbuys.rewards import auditing
from storage.transaction import Transaction

_SHOPS = select(shop.c.id, shop.c.name)


def credit_rows(tx: Transaction) -> tuple[list[tuple[object, ...]], list[str]]:
    """Each shop whose leaders have any: its name, what can be used, what is frozen; and everything that is wrong."""
    found = auditing.outstanding(tx)
    shops = {row.id: row.name for row in tx.all(_SHOPS)} if found else {}
    rows: list[tuple[object, ...]] = [
        (
            shops.get(one.shop_id, one.shop_id),
            money_text(one.balance, "en"),
            money_text(one.frozen, "en"),
        )
        for one in found
    ]
    return rows, auditing.complaints(tx)
