"""The floor under our join: the very statements that joins ran, replayed on plain sqlite3 with nothing in between."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self, TypeAlias

from sqlalchemy import event

from bench.figures import Figure, measured
from bench.ground import NOW, copied
from bench.joins import press
from flows import turn
from storage.engine import open_engine
from storage.transaction import Transaction

Statement: TypeAlias = tuple[str, Any]
"""The text and the values as the driver gets them."""


class _Hearing(sqlite3.Connection):
    """A connection that remembers what its cursors were given."""

    def __init__(self, *words: Any, **named: Any) -> None:
        super().__init__(*words, **named)
        self.heard: list[Statement] = []

    def cursor(self, _: object = None) -> sqlite3.Cursor:  # type: ignore[override]  # always ours
        return super().cursor(_Heard)


class _Heard(sqlite3.Cursor):
    """A cursor that lets its connection know what it is given."""

    connection: _Hearing

    def execute(self, sql: str, values: Any = (), /) -> Self:
        self.connection.heard.append((sql, values))
        return super().execute(sql, values)


class Replayed:
    """The statements of these people's joins into one group buy, `together` joins a commit."""

    def __init__(self, template: Path, people: Sequence[int], together: int) -> None:
        self._template = template
        self._together = together
        self._joins = _heard(template, people)

    @property
    def statements(self) -> float:
        """How many a join has."""
        return sum(map(len, self._joins)) / len(self._joins)

    def run(self) -> Figure:
        """Replay every join once, on a fresh copy of the file."""
        with _line(self._template, sqlite3.Connection) as (_, driver):
            return measured(lambda: self._replay(driver.cursor().execute))

    def _replay(self, run: Callable[..., sqlite3.Cursor]) -> int:
        for start in range(0, len(self._joins), self._together):
            run("BEGIN IMMEDIATE")
            for statements in self._joins[start : start + self._together]:
                for sql, values in statements:
                    run(sql, values).fetchall()
            run("COMMIT")
        return len(self._joins)


def _heard(template: Path, people: Sequence[int]) -> list[list[Statement]]:
    joins = []
    with _line(template, _Hearing) as (connection, driver):
        driver.execute("BEGIN IMMEDIATE")
        for number in people:
            driver.heard = []
            turn.handle(press(number, 1), Transaction(connection, NOW, writes=True))
            joins.append(driver.heard)
        driver.execute("COMMIT")
    return joins


@contextmanager
def _line(template: Path, factory: type[sqlite3.Connection]) -> Iterator[tuple[Any, Any]]:
    """A connection as we open them, and the driver's below it, to a fresh copy of a file."""
    with copied(template) as url:
        engine = open_engine(url, 1)

        @event.listens_for(engine, "do_connect")
        def _of_this_kind(_: Any, __: Any, ___: Any, named: dict[str, Any]) -> None:
            named["factory"] = factory

        with engine.connect() as connection:
            yield connection, connection.connection.dbapi_connection
        engine.dispose()
