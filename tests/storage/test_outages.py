"""Stories of a database in trouble: turns fail honestly, say whose fault it was, and go on once it is over."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event, insert, select, text
from sqlalchemy.pool import Pool

from storage.database import Database
from storage.inbox import keep, seen
from storage.outage import is_outage
from storage.tables import conversation
from storage.transaction import Transaction
from tests.stories import NOON

ROOM = 200_000
"""Characters that do not fit on a disk that is full."""


def noon() -> datetime:
    return NOON


@pytest.fixture
def books(database_url: str) -> Iterator[Database]:
    database = Database(database_url, noon)
    yield database
    database.close()


async def test_after_postgres_threw_everybody_out_the_next_turns_go_through(
    postgres_url: str,
) -> None:
    books = Database(postgres_url, noon)
    everybody = text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
        " AND datname = current_database()"
    )
    try:
        for number in range(6):
            await books.run(lambda tx: keep(tx, f"before {number}", "{}"))  # noqa: B023  awaited at once
            await books.run(lambda tx: seen(tx, "before"), reads=True)
        with books.engine.connect() as other:
            other.execute(everybody)
        for number in range(6):
            await books.run(lambda tx: keep(tx, f"after {number}", "{}"))  # noqa: B023  awaited at once
            assert await books.run(lambda tx: seen(tx, f"after {number}"), reads=True) == "{}"  # noqa: B023  awaited at once
    finally:
        books.close()


async def test_a_turn_whose_connection_breaks_fails_as_an_outage_and_leaves_nothing(
    postgres_url: str,
) -> None:
    books = Database(postgres_url, noon)

    def broken(tx: Transaction) -> None:
        keep(tx, "half", "{}")
        tx.value(select(text("pg_terminate_backend(pg_backend_pid())")))
        keep(tx, "whole", "{}")

    try:
        with pytest.raises(Exception) as caught:  # noqa: PT011  the driver's own, whichever
            await books.run(broken)
        assert is_outage(caught.value)
        assert await books.run(lambda tx: seen(tx, "half"), reads=True) is None
        await books.run(lambda tx: keep(tx, "half", "{}"))
    finally:
        books.close()


def test_a_full_disk_is_an_outage_and_all_goes_on_once_there_is_room(sqlite_url: str) -> None:
    books = Database(sqlite_url, noon)
    full = [True]

    def limit(connection: sqlite3.Connection, *_: object) -> None:
        used = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={used if full else 2**30}").close()

    event.listen(books.engine, "checkout", limit)
    row = {"person_id": 1, "chat": 1, "state": "x" * ROOM, "at": NOON}
    try:
        with pytest.raises(Exception) as caught:  # noqa: PT011  the driver's own, whichever
            books.run_now(lambda tx: tx.write(insert(conversation), row))
        assert is_outage(caught.value)
        full.clear()
        assert books.run_now(lambda tx: tx.write(insert(conversation), row)) == 1
    finally:
        books.close()


def test_a_lock_of_another_program_is_an_outage(sqlite_url: str) -> None:
    file = sqlite_url.removeprefix("sqlite:///")
    one = sqlite3.connect(file, isolation_level=None)
    other = sqlite3.connect(file, isolation_level=None, timeout=0)
    one.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as caught:
        other.execute("BEGIN IMMEDIATE")
    assert is_outage(caught.value)
    one.close()
    other.close()


def test_a_mistake_of_ours_is_no_outage(books: Database) -> None:
    for mistake in (
        lambda tx: tx.value(select(text("no_such_thing FROM nowhere"))),
        lambda tx: tx.write(insert(conversation), {"person_id": 1, "chat": 1, "at": NOON}),
        lambda _: 1 / 0,
    ):
        with pytest.raises(Exception) as caught:  # noqa: PT011  the driver's own, whichever
            books.run_now(mistake)
        assert not is_outage(caught.value)


def test_a_dead_line_to_postgres_is_noticed_and_the_address_may_say_when(postgres_url: str) -> None:
    def line(url: str) -> dict[str, str]:
        books = Database(url, noon)
        try:
            with books.engine.connect() as connection:
                found: dict[str, str] = connection.connection.info["line"]
                return found
        finally:
            books.close()

    def look(connection: Any, record: Any) -> None:
        record.info["line"] = connection.info.get_parameters()

    event.listen(Pool, "connect", look)
    try:
        assert line(postgres_url)["tcp_user_timeout"] == "60000"
        assert line(postgres_url)["keepalives_idle"] == "30"
        assert line(f"{postgres_url}&keepalives_idle=7")["keepalives_idle"] == "7"
    finally:
        event.remove(Pool, "connect", look)
