"""A letter to a hundred thousand buyers goes out in pages, of which none costs more than what it holds."""

from typing import Any

from sqlalchemy import insert, select

from groupbuys.tables import purchase
from groupbuys.telling import letters
from groupbuys.telling.letters import Letter
from people.tables import person
from storage.tables import outbox
from storage.transaction import Transaction
from tests.desk.packing import LANTERN
from tests.flows.bazaar import Bazaar

_PAGE = 100
_MANY = 40 * _PAGE


def buyers(shop: Bazaar, deal_id: int, many: int) -> None:
    """So many people have each bought something in that deal."""
    people = [
        {"id": 10_000 * deal_id + at, "channel": "telegram", "external_id": 90_000 * deal_id + at}
        | {"name": f"P{at}", "language": "en", "created_at": shop.now}
        for at in range(many)
    ]
    bought = [
        {"number": f"N{one['id']}", "shop_id": LANTERN, "deal_id": deal_id, "quantity": 1}
        | {"person_id": one["id"], "variant_id": 1, "price": 999, "currency": "EUR"}
        | {"state": "placed", "created_at": shop.now, "placed_at": shop.now}
        for one in people
    ]
    shop.run(lambda tx: tx.write(insert(person), people))
    shop.run(lambda tx: tx.write(insert(purchase).inline(), bought))


def writes(tx: Transaction, deal_id: int) -> None:
    """Send a letter to the buyers of that deal."""
    sent = letters.send(tx, LANTERN, letters.preview(tx, LANTERN, deal_id, 1, "Hello"))
    assert isinstance(sent, Letter)


def steps(tx: Transaction) -> int:
    """How many steps SQLite's own machine takes to owe a page of a letter, in tens."""
    driver: Any = tx._connection.connection.dbapi_connection  # noqa: SLF001  the driver counts
    taken: list[None] = []
    driver.set_progress_handler(lambda: taken.append(None), 10)
    try:
        assert letters.post_due(tx, _PAGE) == _PAGE
    finally:
        driver.set_progress_handler(None, 0)
    return len(taken)


def test_a_page_costs_what_it_holds_however_many_buyers_there_are(sqlite_url: str) -> None:
    """Counted, not timed: the first page of many and their last, against the only page of few."""
    with Bazaar(sqlite_url) as shop:
        for deal_id, many in ((1, _PAGE), (2, _MANY)):
            buyers(shop, deal_id, many)
        shop.run(lambda tx: writes(tx, 1))
        few = shop.run(steps)
        assert shop.run(letters.post_due) == 1, "nobody is left, and it is done"
        shop.run(lambda tx: writes(tx, 2))
        pages = [shop.run(steps) for _ in range(_MANY // _PAGE)]
        assert max(pages) < 1.3 * few, (few, pages)


def test_each_buyer_of_a_crowd_is_owed_it_once_in_whatever_they_bought(database_url: str) -> None:
    """Somebody with three orders is one reader, also where a page ends between them."""
    with Bazaar(database_url) as shop:
        buyers(shop, 2, 3 * _PAGE + 1)
        again = [
            {"number": f"M{at}", "shop_id": LANTERN, "deal_id": 2, "person_id": 20_000 + at // 2}
            | {"quantity": 1, "variant_id": 1, "price": 999, "currency": "EUR", "state": "shipped"}
            | {"created_at": shop.now, "placed_at": shop.now}
            for at in range(2 * _PAGE)
        ]
        shop.run(lambda tx: tx.write(insert(purchase).inline(), again))
        shop.run(lambda tx: writes(tx, 2))
        while shop.run(letters.is_due):
            shop.run(lambda tx: letters.post_due(tx, _PAGE))
        wanted = select(outbox.c.person_id).where(outbox.c.kind == "letter")
        told = [row.person_id for row in shop.run(lambda tx: tx.all(wanted))]
        assert told == list(range(20_000, 20_000 + 3 * _PAGE + 1))
