"""Accounts: the ways in which a shop takes money, several side by side."""

from dataclasses import replace
from enum import StrEnum

from sqlalchemy import bindparam, exists, func, insert, select, update

from catalog.tables import shop
from payments.account import CHOICE, Account, Kind, kind_of
from payments.account_tables import pay_account
from payments.seal import Seal
from storage.transaction import Found, Transaction

_COLUMNS = pay_account.c["id", "shop_id", "kind", "label", "sealed", "open", "position"]
_ADD = insert(pay_account)
_LAST = select(func.max(pay_account.c.position)).where(pay_account.c.shop_id == bindparam("shop"))
_OF_SHOP = (
    select(*_COLUMNS)
    .where(pay_account.c.shop_id == bindparam("shop"))
    .order_by(pay_account.c.position, pay_account.c.id)
)
_EVERY = select(*_COLUMNS).order_by(pay_account.c.shop_id, pay_account.c.position, pay_account.c.id)
_ONE = select(*_COLUMNS).where(pay_account.c.id == bindparam("id_"))
_SWITCH = (
    update(pay_account)
    .where(pay_account.c.id == bindparam("id_"), pay_account.c.open != bindparam("to"))
    .values(open=bindparam("to"))
)
_RESEAL = (
    update(pay_account).where(pay_account.c.id == bindparam("id_")).values(sealed=bindparam("keys"))
)
_LOCK_SHOP = select(shop.c.id).where(shop.c.id == bindparam("shop")).with_for_update()
_TAKE_BY = update(shop).where(shop.c.id == bindparam("shop")).values(provider=bindparam("by"))
_PAY_THROUGH = (
    update(shop)
    .where(
        shop.c.provider != bindparam("by"),
        ~exists().where(pay_account.c.shop_id == shop.c.id),
    )
    .values(provider=bindparam("by"))
)


class Barred(StrEnum):
    """Why an account stays as it is."""

    NO_CHANGE = "no change"
    LAST = "last"


def add(tx: Transaction, shop_id: int, kind: Kind, label: str, sealed: str) -> Account | None:
    """Let a shop take money in one more way, offered from now on; None where there is no such shop."""
    if tx.first(_LOCK_SHOP, {"shop": shop_id}) is None:
        return None
    position = (tx.value(_LAST, {"shop": shop_id}) or 0) + 1
    values = {"shop_id": shop_id, "kind": kind.value, "label": label, "sealed": sealed}
    number = tx.add(_ADD, {**values, "open": True, "position": position, "made_at": tx.now})
    _settle(tx, shop_id)
    return find(tx, number)


def switch(tx: Transaction, account_id: int, *, is_open: bool) -> Account | Barred:
    """Offer an account again, or no more.

    What was paid through it still goes back through it. The last one that takes money is not closed: without any,
    everybody would have their places without paying before.
    """
    found = find(tx, account_id)
    if found is None or tx.first(_LOCK_SHOP, {"shop": found.shop_id}) is None:
        return Barred.NO_CHANGE
    open_ones = offered(tx, found.shop_id)
    if (
        not is_open
        and found.kind is not Kind.PICKUP
        and [one.id for one in open_ones] == [found.id]
    ):
        return Barred.LAST
    if tx.write(_SWITCH, {"id_": account_id, "to": is_open}) != 1:
        return Barred.NO_CHANGE
    _settle(tx, found.shop_id)
    return replace(found, is_open=is_open)


def reseal(tx: Transaction, account_id: int, sealed: str) -> bool:
    """Give an account other keys, or the same ones under another seal; False where there is none."""
    return tx.write(_RESEAL, {"id_": account_id, "keys": sealed}) == 1


def reseal_all(tx: Transaction, seal: Seal) -> int:
    """Seal the keys of all accounts anew; returns how many have any. Raises Unreadable, with nothing changed."""
    sealed = [one for one in every(tx) if one.sealed]
    for one in sealed:
        reseal(tx, one.id, seal.close(seal.open(one.sealed)))
    return len(sealed)


def find(tx: Transaction, account_id: int) -> Account | None:
    """The account of that number."""
    row = tx.first(_ONE, {"id_": account_id})
    return None if row is None else _read(row)


def named(tx: Transaction, provider: str) -> Account | None:
    """The account that has this name in the books."""
    kind, number = kind_of(provider), provider.rpartition("-")[2]
    found = find(tx, int(number)) if kind and number.isascii() and number.isdecimal() else None
    return found if found is not None and found.kind is kind else None


def of_shop(tx: Transaction, shop_id: int) -> tuple[Account, ...]:
    """All accounts of a shop, in the order in which they are offered."""
    return tuple(map(_read, tx.all(_OF_SHOP, {"shop": shop_id})))


def every(tx: Transaction) -> tuple[Account, ...]:
    """All accounts of all shops."""
    return tuple(map(_read, tx.all(_EVERY)))


def offered(tx: Transaction, shop_id: int) -> tuple[Account, ...]:
    """Those of them that take money now."""
    return tuple(one for one in of_shop(tx, shop_id) if one.is_open)


def invoicing(tx: Transaction, shop_id: int, provider: str) -> str:
    """Which of its providers takes the money of a shop's invoices in the messenger; `provider` as it stands there."""
    if provider != CHOICE:
        return provider
    cards = (one for one in of_shop(tx, shop_id) if one.kind is Kind.TELEGRAM)
    return next((one.provider for one in cards), provider)


def pay_through(tx: Transaction, provider: str) -> int:
    """Every shop without an account takes money through this provider ("" at pickup); returns how many changed."""
    return tx.write(_PAY_THROUGH, {"by": provider})


def _settle(tx: Transaction, shop_id: int) -> None:
    """Say at the shop how it takes money: nobody asks for its accounts while somebody joins."""
    ways = [one.provider for one in offered(tx, shop_id)]
    provider = ways[0] if len(ways) == 1 else CHOICE if ways else ""
    tx.write(_TAKE_BY, {"shop": shop_id, "by": provider})


def _read(row: Found) -> Account:
    return Account(
        id=row.id,
        shop_id=row.shop_id,
        kind=Kind(row.kind),
        label=row.label,
        sealed=row.sealed,
        is_open=row.open,
        position=row.position,
    )
