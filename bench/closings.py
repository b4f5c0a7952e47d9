"""Closing what is due: our tick, against the same rows written by one batch of plain SQL, and against a bare UPDATE."""

import asyncio
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.figures import Figure, measured, measured_async
from bench.ground import NOW, WINDOW
from scheduler.tick import Tick
from storage.database import Database
from storage.schema import to_milliseconds

AT = to_milliseconds(NOW + WINDOW)
_BEAT = 0.002
_DUE = f"SELECT id FROM group_buy WHERE state = 'forming' AND closes_at <= {AT}"
_HERE = "SELECT id FROM group_buy WHERE state = 'failed'"

BARE: Sequence[str] = (
    f"""UPDATE group_buy
        SET state = 'failed', closed_at = {AT}, taken = paid, version = version + 1
        WHERE id IN ({_DUE})""",
)
"""One statement, and nobody is paid back or told."""

BATCH: Sequence[str] = (
    *BARE,
    f"""UPDATE seat SET state = 'refunding', remind_at = NULL, ended_at = {AT}
        WHERE group_buy_id IN ({_HERE}) AND state = 'paid'""",
    f"""INSERT INTO money_step
            (payment_id, kind, amount, key, reason, state, due_at, created_at)
        SELECT id, 'refund', amount, 'refund-' || id, 'failed', 'owed', {AT}, {AT} FROM payment
        WHERE id IN (SELECT payment_id FROM seat WHERE group_buy_id IN ({_HERE}))""",
    f"""UPDATE payment SET state = 'refunding'
        WHERE id IN (SELECT payment_id FROM seat WHERE group_buy_id IN ({_HERE}))""",
    f"""INSERT INTO outbox (kind, subject_id, person_id, due_at, created_at)
        SELECT 'failed', group_buy_id, person_id, {AT}, {AT} FROM seat
        WHERE group_buy_id IN ({_HERE})""",
    f"""INSERT INTO outbox (kind, subject_id, due_at, created_at)
        SELECT 'cards', id, {AT}, {AT} FROM group_buy WHERE id IN ({_HERE})""",
)
"""The same rows as ours in one transaction: groups, seats, refunds, payments, news, cards."""


@dataclass(frozen=True, slots=True)
class Dusk:
    """How long closing took, and the longest time (seconds) that the event loop did not answer meanwhile."""

    figure: Figure
    stall: float


async def by_the_tick(template: Path, due: int) -> Dusk:
    """Close what is due as the scheduler does, and count that nothing was dropped."""
    with _copy(template) as file:
        database = Database(f"sqlite:///{file}", lambda: NOW + WINDOW)
        try:
            stalls: list[float] = []
            heart = asyncio.create_task(_beat(stalls))
            figure = await measured_async(Tick(database).tick)
            heart.cancel()
        finally:
            database.close()
        _count(file, due)
    return Dusk(figure, max(stalls))


def in_plain_sql(template: Path, statements: Sequence[str], due: int) -> Figure:
    """Run these statements in one transaction of plain sqlite3."""
    with _copy(template) as file:
        connection = sqlite3.connect(file, isolation_level=None)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")

        def run() -> int:
            connection.execute("BEGIN IMMEDIATE")
            for statement in statements:
                connection.execute(statement)
            connection.execute("COMMIT")
            return due

        figure = measured(run)
        connection.close()
        if statements is BATCH:
            _count(file, due)
    return figure


async def _beat(stalls: list[float]) -> None:
    while True:
        before = time.perf_counter()
        await asyncio.sleep(_BEAT)
        stalls.append(time.perf_counter() - before - _BEAT)


def _count(file: Path, due: int) -> None:
    """Check that every due group is closed, each of its two people told and owed their money, each card owed."""
    connection = sqlite3.connect(file)
    questions = {
        "SELECT count(*) FROM group_buy WHERE state = 'failed'": due,
        f"SELECT count(*) FROM group_buy WHERE state = 'forming' AND closes_at <= {AT}": 0,
        "SELECT count(*) FROM seat WHERE state = 'refunding'": 2 * due,
        "SELECT count(*) FROM money_step WHERE kind = 'refund'": 2 * due,
        "SELECT count(*) FROM payment WHERE state = 'refunding'": 2 * due,
        "SELECT count(*) FROM outbox WHERE kind = 'failed'": 2 * due,
        "SELECT count(*) FROM outbox WHERE kind = 'cards'": due,
    }
    for question, expected in questions.items():
        found = connection.execute(question).fetchone()[0]
        assert found == expected, (question, found, expected)
    connection.close()


@contextmanager
def _copy(template: Path) -> Iterator[Path]:
    file = Path(shutil.copy(template, template.with_suffix(".copy")))
    try:
        yield file
    finally:
        for part in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            part.unlink(missing_ok=True)
