"""The one door to the database: turns that fail alone, meet, wait for nobody they need not, and are finished."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from threading import Event

import psycopg
import pytest
from sqlalchemy import insert, select, text

from people.tables import mute, person
from storage.database import Database
from storage.transaction import Conflict, NeedsWriting, Transaction
from tests.stories import NOON

NAMES = select(person.c.name).order_by(person.c.id)


def add(tx: Transaction, name: str) -> int:
    """Write somebody down; their external number is the length of their name."""
    return tx.add(
        insert(person),
        {
            "channel": "test",
            "external_id": len(name),
            "name": name,
            "language": "en",
            "created_at": tx.now,
        },
    )


def names(tx: Transaction) -> list[str]:
    """Everybody."""
    return [row.name for row in tx.all(NAMES)]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """One with a single writer, so that what waits is taken together."""
    opened = Database(database_url, lambda: NOON, writers=1)
    yield opened
    opened.close()


class Broken(Exception):
    """What a broken turn raises."""


class Worse(BaseException):
    """What no turn ought to raise, and one some day will."""


async def together(database: Database, *works: Callable[[Transaction], object]) -> list[object]:
    """Hand turns in while the writer is busy, so that it takes all of them at once."""
    free = Event()
    busy = asyncio.ensure_future(database.run(lambda _: free.wait(10)))
    waiting = [asyncio.ensure_future(database.run(work)) for work in works]
    await asyncio.sleep(0)  # noqa: TID251  lets the turns be handed in, waits for no clock
    free.set()
    await busy
    return list(await asyncio.gather(*waiting, return_exceptions=True))


@pytest.mark.parametrize("error", [Broken, Worse, StopIteration])
async def test_a_broken_turn_fails_alone(database: Database, error: type[BaseException]) -> None:
    def broken(tx: Transaction) -> None:
        add(tx, "Broken")
        raise error

    results = await asyncio.wait_for(
        together(database, lambda tx: add(tx, "Mei"), broken, lambda tx: add(tx, "Anna")), 20
    )
    assert isinstance(results[1], RuntimeError if error is StopIteration else error)
    assert await database.run(names, reads=True) == ["Mei", "Anna"]


async def test_a_turn_that_the_database_refuses_fails_alone(database: Database) -> None:
    def broken(tx: Transaction) -> None:
        add(tx, "Broken")
        tx.value(text("SELECT nothing FROM nowhere"))

    first, failed, last = await together(
        database, lambda tx: add(tx, "Mei"), broken, lambda tx: add(tx, "Anna")
    )
    assert isinstance(failed, Exception)
    assert isinstance(first, int)
    assert isinstance(last, int)
    assert await database.run(names) == ["Mei", "Anna"]


async def test_a_conflict_runs_the_whole_turn_again(database: Database) -> None:
    tries: list[int] = []

    def work(tx: Transaction) -> str:
        add(tx, "Mei")
        tries.append(len(names(tx)))
        if len(tries) < 4:
            raise Conflict
        return "done"

    done, _ = await together(database, work, lambda tx: add(tx, "Anna"))
    assert done == "done"
    assert len(tries) == 4
    assert sorted(await database.run(names)) == ["Anna", "Mei"]


async def test_a_conflict_that_never_ends_is_given_up(database: Database) -> None:
    tries = []

    def work(_: Transaction) -> None:
        tries.append(1)
        raise Conflict

    with pytest.raises(Conflict):
        await database.run(work)
    assert 2 < len(tries) <= 50


async def test_a_reading_turn_that_has_to_write_is_run_again_by_a_writer(
    database: Database,
) -> None:
    runs: list[bool] = []

    def work(tx: Transaction) -> int:
        runs.append(tx.writes)
        return add(tx, "Mei")

    await database.run(work, reads=True)
    assert runs == [False, True]
    assert await database.run(names, reads=True) == ["Mei"]


async def test_a_reading_turn_that_wants_a_lock_is_run_again_by_a_writer(
    database: Database,
) -> None:
    """On PostgreSQL a reader holds no row's lock, not even for a moment."""
    runs: list[bool] = []

    def work(tx: Transaction) -> None:
        runs.append(tx.writes)
        tx.all(select(person).with_for_update())
        tx.need_writing()

    await database.run(work, reads=True)
    assert runs == [False, True]


async def test_readers_wait_for_no_writer_and_see_no_half_turn(database: Database) -> None:
    entered, free = Event(), Event()

    def slow(tx: Transaction) -> None:
        add(tx, "Mei")
        entered.set()
        assert free.wait(10)

    writing = asyncio.ensure_future(database.run(slow))
    await asyncio.to_thread(entered.wait, 10)
    assert await asyncio.wait_for(database.run(names, reads=True), 10) == []
    free.set()
    await writing
    assert await database.run(names, reads=True) == ["Mei"]


async def test_whatever_a_reading_turn_raises_comes_out(database: Database) -> None:
    def work(_: Transaction) -> None:
        raise Broken

    with pytest.raises(Broken):
        await database.run(work, reads=True)
    assert await database.run(names, reads=True) == []


async def test_two_databases_on_one_place_wait_for_each_other(database_url: str) -> None:
    """Two processes, one file: each number is given once."""
    both = [Database(database_url, lambda: NOON, batch=3) for _ in range(2)]

    def one_more(tx: Transaction) -> int:
        return add(tx, "x" * (1 + len(names(tx))))

    turns = [both[place % 2].run(one_more) for place in range(40)]
    numbers = await asyncio.gather(*turns)
    assert len(set(numbers)) == 40
    for database in both:
        database.close()


async def test_closing_finishes_what_waits_and_then_takes_nothing_more(database_url: str) -> None:
    database = Database(database_url, lambda: NOON, writers=2, batch=2)
    waiting = [
        asyncio.ensure_future(database.run(lambda tx, n=n: add(tx, "x" * n)))  # type: ignore[misc]  # n is a number
        for n in range(1, 30)
    ]
    await asyncio.sleep(0)  # noqa: TID251  as above
    await asyncio.to_thread(database.close)
    assert len(set(await asyncio.gather(*waiting))) == 29
    with pytest.raises(RuntimeError, match="closed"):
        await database.run(names)
    with pytest.raises(RuntimeError, match="closed"):
        database.run_now(names)
    database.close()
    again = Database(database_url, lambda: NOON)
    assert len(again.run_now(names)) == 29
    again.close()


def test_a_loop_that_is_gone_does_not_take_the_writer_with_it(database_url: str) -> None:
    database = Database(database_url, lambda: NOON, writers=1)
    entered, free = Event(), Event()

    def slow(tx: Transaction) -> None:
        entered.set()
        assert free.wait(10)
        add(tx, "Mei")

    async def impatient() -> None:
        turn = asyncio.ensure_future(database.run(slow))
        await asyncio.to_thread(entered.wait, 10)
        turn.cancel()

    asyncio.run(impatient())
    free.set()
    assert database.run_now(names) == ["Mei"]
    database.close()


def test_a_reading_transaction_says_so(sqlite_url: str) -> None:
    database = Database(sqlite_url, lambda: NOON)

    def look(tx: Transaction) -> str:
        reader = Transaction(tx._connection, tx.now, writes=False)  # noqa: SLF001  a reading turn, here and now
        for write in (reader.write, reader.add, reader.returning):
            with pytest.raises(NeedsWriting):
                write(insert(person), {"name": "Mei"})
        return repr(reader)

    assert "writes=False" in database.run_now(look)
    database.close()


async def test_a_lost_connection_breaks_one_turn_and_no_more(postgres_url: str) -> None:
    """The server ends every connection: whoever was at work hears of it, the next one gets a new connection."""
    database = Database(postgres_url, lambda: NOON, writers=1, readers=1)
    other = Database(postgres_url, lambda: NOON, writers=1, readers=1)
    end_others = text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await database.run(lambda tx: add(tx, "Mei"))
    await database.run(names, reads=True)
    entered, free = Event(), Event()

    def work(tx: Transaction) -> None:
        add(tx, "Broken")
        entered.set()
        assert free.wait(10)
        names(tx)

    broken = asyncio.ensure_future(database.run(work))
    await asyncio.to_thread(entered.wait, 10)
    await other.run(lambda tx: tx.value(end_others))
    free.set()
    with pytest.raises(Exception, match=r"terminat|clos|lost"):
        await broken
    assert await database.run(names) == ["Mei"]
    assert await database.run(names, reads=True) == ["Mei"]
    await database.run(lambda tx: add(tx, "Anna"))
    assert await database.run(names, reads=True) == ["Mei", "Anna"]
    for one in (database, other):
        one.close()


def test_sqlite_keeps_what_it_committed(sqlite_url: str) -> None:
    """WAL, so that readers do not wait, and FULL, so that a commit outlasts a power cut; references are checked."""
    database = Database(sqlite_url, lambda: NOON)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
    found = database.run_now(lambda tx: {key: tx.value(text(f"PRAGMA {key}")) for key in wanted})
    assert found == wanted
    database.close()


async def test_a_turn_that_hangs_something_on_nothing_is_not_run_for_ever(
    database: Database,
) -> None:
    """On PostgreSQL somebody may have taken it away meanwhile, so it is looked at again: three times in all."""
    tries: list[int] = []

    def hangs(tx: Transaction) -> None:
        tries.append(1)
        tx.write(insert(mute), {"person_id": 4711, "group_buy_id": 1, "at": tx.now})

    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        await database.run(hangs)
    assert len(tries) == (1 if database.is_sqlite else 3)
