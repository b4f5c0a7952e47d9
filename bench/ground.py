"""The ground that is measured on: a shop paid at pickup, people who are known, and group buys that are open."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert

from catalog.tables import (
    category,
    category_text,
    deal,
    product,
    product_text,
    shop,
    terms,
    terms_price,
    variant,
    variant_text,
)
from groupbuys.tables import group_buy, seat
from people.tables import person, reach
from storage.database import Database
from storage.engine import open_engine
from storage.migrating import migrate

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""The moment of every measurement: a Monday at noon."""

BOT = 1_000_001
LANGUAGES = ("en", "zh_Hans", "zh_Hant")
WINDOW = timedelta(hours=24)

_SHOP: Sequence[tuple[Table, Mapping[str, Any]]] = (
    (shop, {"id": 1, "name": "Lantern", "currency": "EUR", "zone": "Europe/Berlin"}),
    (category, {"id": 1, "shop_id": 1, "slug": "tea"}),
    (category_text, {"category_id": 1, "language": "", "name": "Tea"}),
    (product, {"id": 1, "shop_id": 1, "category_id": 1, "handle": "oolong"}),
    (product_text, {"product_id": 1, "language": "", "title": "Oolong tea, 100 g"}),
    (product_text, {"product_id": 1, "language": "zh_Hant", "title": "烏龍茶 100 克"}),
    (variant, {"id": 1, "product_id": 1, "sku": "T1", "price": 2000}),
    (variant_text, {"variant_id": 1, "language": "", "label": ""}),
    (deal, {"id": 1, "shop_id": 1, "product_id": 1, "state": "live", "terms_id": 1}),
    (terms, {"id": 1, "deal_id": 1, "window_seconds": int(WINDOW.total_seconds())}),
    (terms_price, {"terms_id": 1, "variant_id": 1, "solo": 2000, "price": 1600}),
)


def lay(url: str, people: int, groups: int, capacity: int) -> None:
    """Fill an empty database: people 1 to `people`, and group buys 1 to `groups`, led by the first of them."""
    migrate(url)
    engine = open_engine(url, 1)
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN")
        _build(connection, capacity)
        add = partial(_add, connection)
        add(person, [_person(number) for number in range(1, people + 1)])
        add(reach, [_reach(number) for number in range(1, people + 1)])
        add(group_buy, [_group(number, capacity) for number in range(1, groups + 1)])
        add(seat, [leader(number) for number in range(1, groups + 1)])
    engine.dispose()


@contextmanager
def opened(template: Path) -> Iterator[Database]:
    """A fresh copy of a SQLite file, open for the block."""
    with copied(template) as url:
        database = Database(url, lambda: NOW)
        try:
            yield database
        finally:
            database.close()


@contextmanager
def copied(template: Path) -> Iterator[str]:
    """The address of a fresh copy of a SQLite file, which is gone after the block."""
    file = Path(shutil.copy(template, template.with_suffix(".copy")))
    try:
        yield f"sqlite:///{file}"
    finally:
        file.unlink()


def _build(connection: Connection, capacity: int) -> None:
    moments: Mapping[Table, Mapping[str, Any]] = {
        shop: {"created_at": NOW},
        deal: {"starts_at": NOW, "created_at": NOW},
        terms: {"created_at": NOW, "minimum": capacity, "capacity": capacity},
    }
    for table, row in _SHOP:
        connection.execute(insert(table), {**row, **moments.get(table, {})})


def _add(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    connection.execute(insert(table).inline(), rows)


def _person(number: int) -> Mapping[str, Any]:
    return {
        "id": number,
        "channel": "telegram",
        "external_id": number,
        "name": f"Person {number}",
        "language": LANGUAGES[number % len(LANGUAGES)],
        "created_at": NOW,
    }


def _reach(number: int) -> Mapping[str, Any]:
    return {"person_id": number, "bot": BOT, "chat": number, "seen_at": NOW}


def _group(number: int, capacity: int) -> Mapping[str, Any]:
    return {
        "id": number,
        "shop_id": 1,
        "deal_id": 1,
        "product_id": 1,
        "terms_id": 1,
        "leader_id": number,
        "state": "forming",
        "minimum": capacity,
        "capacity": capacity,
        "taken": 1,
        "paid": 1,
        "created_at": NOW,
        "opened_at": NOW,
        "closes_at": NOW + WINDOW,
    }


def leader(number: int) -> Mapping[str, Any]:
    """The paid seat of a group buy's leader."""
    return {
        "group_buy_id": number,
        "shop_id": 1,
        "deal_id": 1,
        "person_id": number,
        "variant_id": 1,
        "quantity": 1,
        "price": 1600,
        "currency": "EUR",
        "state": "paid",
        "paid_at": NOW,
        "created_at": NOW,
    }
