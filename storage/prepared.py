"""Statements compiled once and then handed to the driver as they are.

SQLAlchemy writes the SQL, for each database, and knows the types; what it does anew at every execution costs ten times
what the driver needs, and a turn has a dozen statements. So each statement is compiled once per set of values; one
with a list among them (IN) once per length, rounded up to a power of two.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler

from storage.constants import ConstantsWritten
from storage.places import Filling, lists_of

_STATEMENTS = 4096
"""So many are kept: many times as many as we have."""

_LONGEST = 8192
"""Members of a list; SQLite carries 32,766 values. A longer one, like an empty one, is left to SQLAlchemy."""


class Prepared:
    """One statement for one database, one set of value names and one length of each list among them.

    `values` makes of the values given what the driver wants, `read` of the driver's row a typed one with its columns
    by name. `lists` names those of the values that are lists.
    """

    __slots__ = ("_make", "_readers", "lists", "read", "sql", "values")

    def __init__(
        self, compiled: SQLCompiler, names: Sequence[str], lengths: Sequence[int] | None
    ) -> None:
        self.lists = lists_of(compiled, names)
        sizes = (
            dict.fromkeys(self.lists, 1)
            if lengths is None
            else dict(zip(self.lists, lengths, strict=True))
        )
        filling = Filling(compiled, frozenset(names), sizes)
        self.sql, self.values = filling.sql, filling.values
        columns = compiled._result_columns  # noqa: SLF001  the only place that knows RETURNING's types too
        self._make: Callable[[Sequence[Any]], Any] = _maker([one.keyname for one in columns])
        self._readers = _readers(compiled, columns)
        self.read = self._typed if self._readers else self._make

    def _typed(self, row: Sequence[Any]) -> Any:
        cells = list(row)
        for position, process in self._readers:
            if cells[position] is not None:
                cells[position] = process(cells[position])
        return self._make(cells)


def prepare(statement: Executable, values: Mapping[str, Any], dialect: Dialect) -> Prepared | None:
    """The statement as compiled before, or now. None where the values themselves change the SQL."""
    names = tuple(values)
    prepared = _compiled(statement, names, dialect)
    if prepared is None or not prepared.lists:
        return prepared
    lengths = [len(values[name]) for name in prepared.lists]
    if min(lengths) == 0 or max(lengths) > _LONGEST:
        return None
    return _compiled(statement, names, dialect, tuple(map(_rounded, lengths)))


def _rounded(length: int) -> int:
    return 1 << (length - 1).bit_length()


@lru_cache(maxsize=_STATEMENTS)
def _compiled(
    statement: Any, names: tuple[str, ...], dialect: Dialect, lengths: tuple[int, ...] | None = None
) -> Prepared | None:
    keys = sorted(names) or None
    if dialect.name == "sqlite":
        compiled = ConstantsWritten(dialect, statement, column_keys=keys)
    else:
        compiled = statement.compile(dialect=dialect, column_keys=keys)
    return None if compiled.literal_execute_params else Prepared(compiled, names, lengths)


def _maker(names: list[str]) -> Callable[[Sequence[Any]], Any]:
    """The columns are known at run time only."""
    row: Any = namedtuple("Found", names, rename=True)  # type: ignore[misc]  # noqa: PYI024
    return partial(tuple.__new__, row)


def _readers(compiled: SQLCompiler, columns: Sequence[Any]) -> tuple[tuple[int, Any], ...]:
    dialect = compiled.dialect
    found = []
    for position, column in enumerate(columns):
        process = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if process is not None:
            found.append((position, process))
    return tuple(found)
