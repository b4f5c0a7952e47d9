"""Shops as such: finding or founding one, and what it says of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, insert, select, update

from catalog.tables import shop, shop_text
from storage.transaction import Transaction
from storage.upsert import or_update

_FIND = select(shop.c.id, shop.c.currency).where(shop.c.name == bindparam("name"))
_FIRST = select(shop.c.id, shop.c.name).order_by(shop.c.id).limit(1)
_FOUND = insert(shop)
_LIVE_BY = (
    update(shop)
    .where(shop.c.zone != bindparam("by"), shop.c.owner_id.is_(None))
    .values(zone=bindparam("by"))
)
_SHOW = update(shop).where(shop.c.id == bindparam("shop_id")).values(picture=bindparam("source"))
_SAY = or_update(shop_text, ["shop_id", "language"], ["name", "about"])


@dataclass(frozen=True, slots=True)
class Wrong:
    """The shop exists, but counts in another currency than the one asked for."""

    currency: str


def find_or_found(
    tx: Transaction, name: str, currency: str, zone: str = "UTC", provider: str = ""
) -> int | Wrong:
    """The number of the shop with this name, founded now if there is none."""
    row = tx.first(_FIND, {"name": name})
    if row is not None:
        return int(row.id) if row.currency == currency else Wrong(row.currency)
    made = {"name": name, "currency": currency, "zone": zone, "provider": provider}
    return tx.add(_FOUND, {**made, "created_at": tx.now})


def currency_of(tx: Transaction, name: str) -> str | None:
    """The ISO 4217 code that the shop with this name counts in, or None where there is no such shop."""
    row = tx.first(_FIND, {"name": name})
    return None if row is None else str(row.currency)


def first(tx: Transaction) -> tuple[int, str] | None:
    """Number and name of the oldest shop, the one that a bot opens with; None where there is no shop."""
    row = tx.first(_FIRST)
    return None if row is None else (int(row.id), str(row.name))


def live_by(tx: Transaction, zone: str) -> int:
    """Every shop that has no owner to choose lives by this IANA time zone from now on; returns how many changed."""
    return tx.write(_LIVE_BY, {"by": zone})


def introduce(
    tx: Transaction,
    shop_id: int,
    names: Mapping[str, str],
    about: Mapping[str, str],
    picture: str | None,
) -> None:
    """What the shop is called and says of itself, by language ("" is its own)."""
    rows = [
        {"shop_id": shop_id, "language": language, "name": name, "about": about.get(language, "")}
        for language, name in names.items()
    ]
    if rows:
        tx.write(_SAY[tx.dialect], rows)
    tx.write(_SHOW, {"shop_id": shop_id, "source": picture})
