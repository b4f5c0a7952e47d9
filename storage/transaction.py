"""What a turn holds while it runs: one open transaction, its moment, and a few ways to ask and write."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Connection, Executable, Row

Values: TypeAlias = Mapping[str, Any]
Found: TypeAlias = Row[Any]


class Conflict(Exception):
    """Somebody else wrote first: the whole turn is to be run again from its start."""


class NeedsWriting(Exception):
    """A turn that was begun for reading has to write: run it again with a writer."""


class Transaction:
    """One open transaction. `now` is the turn's one moment (aware UTC).

    Only the database commits; nobody who holds a transaction can.
    """

    __slots__ = ("_connection", "now", "writes")

    def __init__(self, connection: Connection, now: datetime, *, writes: bool) -> None:
        self._connection = connection
        self.now = now
        self.writes = writes

    @property
    def dialect(self) -> str:
        """The database's name: "sqlite" or "postgresql"."""
        return self._connection.dialect.name

    def all(self, statement: Executable, values: Values | None = None) -> Sequence[Found]:
        """Every row of a question."""
        return self._connection.execute(statement, values).fetchall()

    def first(self, statement: Executable, values: Values | None = None) -> Found | None:
        """The first row of a question, or None."""
        return self._connection.execute(statement, values).fetchone()

    def value(self, statement: Executable, values: Values | None = None) -> Any:
        """The first column of the first row, or None."""
        row = self.first(statement, values)
        return None if row is None else row[0]

    def write(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> int:
        """Write, and say how many rows were touched.

        Raises NeedsWriting in a turn that was begun for reading.
        """
        self.need_writing()
        return self._connection.execute(statement, values).rowcount

    def returning(self, statement: Executable, values: Values | None = None) -> Sequence[Found]:
        """Write with RETURNING, and give the rows that it names."""
        self.need_writing()
        return self._connection.execute(statement, values).fetchall()

    def add(self, statement: Executable, values: Values | None = None) -> int:
        """Insert one row and give its number (its single integer primary key)."""
        self.need_writing()
        key: Any = self._connection.execute(statement, values).inserted_primary_key
        return int(key[0])

    def need_writing(self) -> None:
        """Say that from here on this turn writes."""
        if not self.writes:
            raise NeedsWriting

    def __repr__(self) -> str:
        return f"Transaction(now={self.now.isoformat()}, writes={self.writes})"
