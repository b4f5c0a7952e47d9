"""What is asked again and again is prepared once, on SQLite: nothing in it makes the database think of it anew."""

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from catalog.money import Money
from catalog.offers import live_deal
from catalog.search import search
from groupbuys.coupons import using
from groupbuys.history import orders
from groupbuys.joining import join
from storage.transaction import Transaction
from tests.groupbuys.group import opened
from tests.stories import Terms, Town


class Watching:
    """Runs statements on a driver's connection, and remembers those that were prepared for it a second time."""

    def __init__(self, driver: sqlite3.Connection) -> None:
        self._cursor = driver.cursor()
        self._asked = 0
        self.seen: set[str] = set()
        self.again: list[str] = []
        driver.set_authorizer(self._allow)

    def execute(self, sql: str, values: Any = ()) -> sqlite3.Cursor:
        """Run it. SQLite asks for leave only while it prepares."""
        before = self._asked
        done = self._cursor.execute(sql, values)
        if sql in self.seen and self._asked > before:
            self.again.append(sql)
        self.seen.add(sql)
        return done

    def _allow(self, *_: object) -> int:
        self._asked += 1
        return sqlite3.SQLITE_OK


@pytest.fixture
def town(sqlite_url: str) -> Town:
    """A shop with room for many."""
    return Town(sqlite_url, Terms(minimum=2, capacity=20))


def prepared_again(town: Town, *works: Callable[[Transaction], object]) -> list[str]:
    """Do one after the other in one turn; what was prepared that had been before."""

    def turn(tx: Transaction) -> list[str]:
        driver = tx._cursor.connection  # noqa: SLF001  only there every statement comes by
        watching = Watching(driver)
        tx._run = watching.execute  # noqa: SLF001  as above
        for work in works:
            work(tx)
        driver.set_authorizer(None)
        assert len(watching.seen) < 120, "the driver forgets statements"
        return watching.again

    return town.run(turn)


def test_a_second_join_prepares_nothing_again(town: Town) -> None:
    group_id = opened(town, town.person()).group.id
    [ana, bo] = town.people("Ana", "Bo")
    chosen = town.variant_ids[0]
    again = prepared_again(
        town,
        lambda tx: join(tx, ana, group_id, chosen, 1),
        lambda tx: join(tx, bo, group_id, chosen, 1),
    )
    assert again == []


QUESTIONS: dict[str, Callable[[Transaction, Town], object]] = {
    "the live deal of a product": lambda tx, town: live_deal(tx, town.product_id),
    "the best coupon": lambda tx, town: using.best(tx, 1, town.shop_id, Money(1600, "TWD")),
    "somebody's orders": lambda tx, _: orders(tx, 1),
    "a search": lambda tx, town: search(tx, town.shop_id, "oolong", "en", 0, 5),
}


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_that_is_asked_again_is_not_prepared_again(town: Town, name: str) -> None:
    opened(town, town.person())
    ask = QUESTIONS[name]
    assert prepared_again(town, *[lambda tx: ask(tx, town)] * 2) == []
