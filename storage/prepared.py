"""Statements compiled once and then handed to the driver as they are.

SQLAlchemy writes the SQL, for each database, and knows the types; what it does anew at every execution costs ten times
what the driver needs, and a turn has a dozen statements. So each statement is compiled once per set of values.
"""

import re
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, TypeAlias
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Executable
from sqlalchemy.sql.compiler import SQLCompiler

Processor: TypeAlias = Callable[[Any], Any] | None

_EXPANDED = re.compile(r"__\[POSTCOMPILE_(\w+?)(?:~~.*?~~)?\]")


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for a value: by the name it is given under, or already there (`fixed`)."""

    name: str
    process: Processor
    given: bool
    fixed: Any = None


class Prepared:
    """One statement for one database and one set of value names."""

    __slots__ = ("_fixed", "_pick", "_processes", "_readers", "_row", "sql")

    def __init__(self, compiled: SQLCompiler, names: frozenset[str]) -> None:
        slots = _slots(compiled, names)
        positional = bool(compiled.positional)
        self.sql, filled = _expand(
            compiled.string, list(compiled.positiontup or slots), slots, positional
        )
        self._fixed = {
            slot.name: slot.fixed if slot.process is None else slot.process(slot.fixed)
            for slot in filled
            if not slot.given
        }
        self._processes = {
            slot.name: slot.process for slot in filled if slot.given and slot.process is not None
        }
        self._pick = _picker([slot.name for slot in filled]) if positional else None
        columns = compiled._result_columns  # noqa: SLF001  the only place that knows RETURNING's types too
        self._row = _row_type([column.keyname for column in columns])
        self._readers = _readers(compiled, columns)

    def values(self, given: Mapping[str, Any]) -> Any:
        """What the driver wants for these values: a sequence or a mapping."""
        merged = {**self._fixed, **given}
        for name, process in self._processes.items():
            merged[name] = process(merged[name])
        return merged if self._pick is None else self._pick(merged)

    def read(self, row: Sequence[Any]) -> Any:
        """The driver's row, typed, its columns by name."""
        if not self._readers:
            return self._row._make(row)
        cells = list(row)
        for position, process in self._readers:
            cells[position] = process(cells[position])
        return self._row._make(cells)


_cache: WeakKeyDictionary[Executable, dict[Any, Prepared | None]] = WeakKeyDictionary()


def prepare(statement: Executable, names: tuple[str, ...], dialect: Dialect) -> Prepared | None:
    """The statement as compiled before, or now. None where the values themselves change the SQL (IN lists)."""
    of_statement = _cache.get(statement)
    if of_statement is None:
        of_statement = _cache[statement] = {}
    key = (dialect.name, names)
    if key not in of_statement:
        of_statement[key] = _compile(statement, frozenset(names), dialect)
    return of_statement[key]


def _compile(statement: Any, names: frozenset[str], dialect: Dialect) -> Prepared | None:
    compiled = statement.compile(dialect=dialect, column_keys=sorted(names) or None)
    if any(bind.expanding and name in names for name, bind in compiled.binds.items()):
        return None
    if compiled.literal_execute_params:
        return None
    return Prepared(compiled, names)


def _slots(compiled: SQLCompiler, names: frozenset[str]) -> dict[str, Slot]:
    literals, dialect = compiled.params, compiled.dialect
    return {
        name: Slot(
            name,
            bind.type.dialect_impl(dialect).bind_processor(dialect),
            name in names,
            literals.get(name),
        )
        for name, bind in compiled.binds.items()
    }


def _picker(names: list[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """Pick these values, in this order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]


def _expand(
    sql: str, order: list[str], slots: Mapping[str, Slot], positional: bool
) -> tuple[str, tuple[Slot, ...]]:
    """Give each member of a fixed IN list a place of its own."""
    lists = {
        name: [
            Slot(f"{name}_{number}", slots[name].process, given=False, fixed=member)
            for number, member in enumerate(slots[name].fixed)
        ]
        for name in _EXPANDED.findall(sql)
    }
    mark = "?" if positional else "%({})s"

    def places(found: "re.Match[str]") -> str:
        return ", ".join(mark.format(slot.name) for slot in lists[found[1]])

    filled: list[Slot] = []
    for name in order:
        filled += lists.get(name, [slots[name]])
    return _EXPANDED.sub(places, sql), tuple(filled)


def _row_type(names: list[str]) -> Any:
    return namedtuple("Found", names, rename=True)  # noqa: PYI024  the columns are known at run time only


def _readers(compiled: SQLCompiler, columns: Sequence[Any]) -> tuple[tuple[int, Any], ...]:
    dialect = compiled.dialect
    found = []
    for position, column in enumerate(columns):
        process = column.type.dialect_impl(dialect).result_processor(dialect, None)
        if process is not None:
            found.append((position, process))
    return tuple(found)
