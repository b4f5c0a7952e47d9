"""What a turn holds while it runs: one open transaction, its moment, and a few ways to ask and write."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable

from storage.prepared import prepare

Values: TypeAlias = Mapping[str, Any]
Found: TypeAlias = Any
"""A row: its columns by name and by position, typed as its statement says."""

_NOTHING: Values = {}


class Conflict(Exception):
    """Somebody else wrote first: the whole turn is to be run again from its start."""


class NeedsWriting(Exception):
    """A turn that was begun for reading has to write: run it again with a writer."""


class Transaction:
    """One open transaction. `now` is the turn's one moment (aware UTC).

    Only the database commits; nobody who holds a transaction can.
    """

    __slots__ = ("_connection", "_cursor", "_dialect", "_run", "dialect", "end", "now", "writes")

    def __init__(self, connection: Connection, now: datetime, *, writes: bool) -> None:
        self._connection = connection
        driver: Any = connection.connection.dbapi_connection
        self._cursor = driver.cursor()
        self._run = self._cursor.execute
        self.end: Callable[[], None] = self._cursor.close
        """Let go of an answer that was not read to its end: as long as it is open, SQLite shows its connection an
        old world and lets it write no more, and whoever holds a broken turn's traceback holds it open."""
        self._dialect = connection.dialect
        self.dialect = self._dialect.name
        """The database's name: "sqlite" or "postgresql"."""
        self.now = now
        self.writes = writes

    def all(self, statement: Executable, values: Values = _NOTHING) -> Sequence[Found]:
        """Every row of a question."""
        prepared = prepare(statement, values, self._dialect)
        if prepared is None:
            return self._connection.execute(statement, values).fetchall()
        rows = self._run(prepared.sql, prepared.values(values)).fetchall()
        return list(map(prepared.read, rows))

    def first(self, statement: Executable, values: Values = _NOTHING) -> Found | None:
        """The first row of a question, or None."""
        prepared = prepare(statement, values, self._dialect)
        if prepared is None:
            return self._connection.execute(statement, values).first()
        row = self._run(prepared.sql, prepared.values(values)).fetchone()
        return None if row is None else prepared.read(row)

    def value(self, statement: Executable, values: Values = _NOTHING) -> Any:
        """The first column of the first row, or None."""
        row = self.first(statement, values)
        return None if row is None else row[0]

    def write(self, statement: Executable, values: Values | list[dict[str, Any]] = _NOTHING) -> int:
        """Write, once or for each of several values, and say how many rows were touched.

        Raises NeedsWriting in a turn that was begun for reading.
        """
        self.need_writing()
        if isinstance(values, list):
            return self._write_all(statement, values)
        prepared = prepare(statement, values, self._dialect)
        if prepared is None:
            return self._connection.execute(statement, values).rowcount
        return int(self._run(prepared.sql, prepared.values(values)).rowcount)

    def _write_all(self, statement: Executable, values: list[dict[str, Any]]) -> int:
        prepared = prepare(statement, values[0], self._dialect)
        if prepared is None:
            return self._connection.execute(statement, values).rowcount
        self._cursor.executemany(prepared.sql, list(map(prepared.values, values)))
        return int(self._cursor.rowcount)

    def returning(self, statement: Executable, values: Values = _NOTHING) -> Sequence[Found]:
        """Write with RETURNING, and give the rows that it names."""
        self.need_writing()
        return self.all(statement, values)

    def add(self, statement: Executable, values: Values = _NOTHING) -> int:
        """Insert one row and give its number (its single integer primary key)."""
        self.need_writing()
        prepared = prepare(statement, values, self._dialect)
        if prepared is None:
            key: Any = self._connection.execute(statement, values).inserted_primary_key
            return int(key[0])
        cursor = self._run(prepared.sql, prepared.values(values))
        return int(cursor.lastrowid if self.dialect == "sqlite" else cursor.fetchone()[0])

    def need_writing(self) -> None:
        """Say that from here on this turn writes."""
        if not self.writes:
            raise NeedsWriting

    def __repr__(self) -> str:
        return f"Transaction(now={self.now.isoformat()}, writes={self.writes})"
