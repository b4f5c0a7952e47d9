"""The yardstick from below: a join as five statements of plain sqlite3, nothing around them."""

import itertools
import sqlite3
from pathlib import Path

from bench.figures import Figure, measured

_SCHEMA = """
PRAGMA journal_mode=WAL;
PRAGMA synchronous=FULL;
CREATE TABLE groups (id INTEGER PRIMARY KEY, capacity INTEGER, taken INTEGER, version INTEGER);
CREATE TABLE seats (id INTEGER PRIMARY KEY, group_id INTEGER, person_id INTEGER, paid_at INTEGER);
CREATE UNIQUE INDEX seat_of ON seats (group_id, person_id);
CREATE TABLE inbox (id TEXT PRIMARY KEY, answer TEXT, at INTEGER);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, kind TEXT, group_id INTEGER, person_id INTEGER, at INTEGER);
"""


class Raw:
    """A file with one group, and joins into it; `together` joins share a commit."""

    def __init__(self, folder: Path, together: int) -> None:
        self._db = sqlite3.connect(folder / f"raw-{together}.db", isolation_level=None)
        self._db.executescript(_SCHEMA)
        self._db.execute("INSERT INTO groups VALUES (1, 1000000000, 0, 1)")
        self._people = itertools.count(1)
        self._together = together

    def run(self, times: int) -> Figure:
        """Join so many times."""
        return measured(lambda: self._join_all(times))

    def _join_all(self, times: int) -> int:
        for _ in range(times // self._together):
            self._db.execute("BEGIN IMMEDIATE")
            for _ in range(self._together):
                self._join(next(self._people))
            self._db.execute("COMMIT")
        return times

    def _join(self, person: int) -> None:
        run = self._db.execute
        run("SAVEPOINT turn")
        capacity, taken, version = run(
            "SELECT capacity, taken, version FROM groups WHERE id = ?", (1,)
        ).fetchone()
        assert taken < capacity
        run("INSERT INTO seats (group_id, person_id, paid_at) VALUES (?, ?, ?)", (1, person, 1))
        run(
            "UPDATE groups SET taken = taken + 1, version = version + 1 WHERE id = ? AND version = ?",
            (1, version),
        )
        run("INSERT INTO inbox VALUES (?, ?, ?)", (f"telegram:1:{person}", "[]", 1))
        run(
            "INSERT INTO outbox (kind, group_id, person_id, at) VALUES (?, ?, ?, ?)",
            ("joined", 1, person, 1),
        )
        run("RELEASE turn")
