"""Where the values of a compiled statement go: one place for each, and one for each member of a list."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy.sql.compiler import SQLCompiler

Processor: TypeAlias = Callable[[Any], Any] | None

_EXPANDED = re.compile(r"__\[POSTCOMPILE_(\w+?)(?:~~.*?~~)?\]")


@dataclass(frozen=True, slots=True)
class Place:
    """One place for a value: by the name it is given under, or already there (`fixed`)."""

    name: str
    process: Processor
    given: bool
    fixed: Any = None

    @property
    def written(self) -> Any:
        """The value that is already there, as the driver takes it."""
        return self.fixed if self.process is None else self.process(self.fixed)

    def of(self, members: Sequence[Any]) -> "list[Place]":
        """A place for each member of a list."""
        return [
            Place(f"{self.name}_{number}", self.process, self.given, member)
            for number, member in enumerate(members)
        ]


class Filling:
    """The SQL with a mark at each place, and what the driver wants in them for the values given.

    `lengths`: how many members each given list has, at most; a shorter one is filled up with its last member.
    """

    __slots__ = ("_as_given", "_fixed", "_lists", "_pick", "_processes", "sql")

    def __init__(
        self, compiled: SQLCompiler, names: frozenset[str], lengths: Mapping[str, int]
    ) -> None:
        places = _places(compiled, names)
        lists = {
            name: places[name].of([None] * lengths[name] if name in lengths else places[name].fixed)
            for name in _EXPANDED.findall(compiled.string)
        }
        self.sql = _marked(compiled, lists)
        order = compiled.positiontup if compiled.positional else places
        filled = _filled(order or (), places, lists)
        self._fixed = {place.name: place.written for place in filled if not place.given}
        self._lists = [
            (name, places[name].process, [member.name for member in lists[name]])
            for name in lengths
        ]
        self._processes = [
            (place.name, place.process)
            for place in places.values()
            if place.given and place.process is not None and place.name not in lists
        ]
        self._pick = _picker([place.name for place in filled]) if compiled.positional else None
        self._as_given = not (self._fixed or self._lists or self._processes)

    def values(self, given: Mapping[str, Any]) -> Any:
        """A sequence or a mapping, as the driver wants it."""
        if self._as_given:
            return given if self._pick is None else self._pick(given)
        merged = {**self._fixed, **given}
        for name, process in self._processes:
            merged[name] = process(merged[name])
        for name, process_member, marks in self._lists:
            members = merged[name]
            if process_member is not None:
                members = [process_member(member) for member in members]
            merged.update(zip_longest(marks, members, fillvalue=members[-1]))
        return merged if self._pick is None else self._pick(merged)


def lists_of(compiled: SQLCompiler, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names whose values are lists."""
    expanding = {name for name, bind in compiled.binds.items() if bind.expanding}
    return tuple(name for name in names if name in expanding)


def _places(compiled: SQLCompiler, names: frozenset[str]) -> dict[str, Place]:
    literals, dialect = compiled.params, compiled.dialect
    return {
        name: Place(
            name,
            bind.type.dialect_impl(dialect).bind_processor(dialect),
            name in names,
            literals.get(name),
        )
        for name, bind in compiled.binds.items()
    }


def _filled(
    order: Iterable[str], places: Mapping[str, Place], lists: Mapping[str, list[Place]]
) -> list[Place]:
    return [place for name in order for place in lists.get(name) or [places[name]]]


def _marked(compiled: SQLCompiler, lists: Mapping[str, list[Place]]) -> str:
    mark = "?" if compiled.positional else "%({})s"

    def marks(found: "re.Match[str]") -> str:
        return ", ".join(mark.format(place.name) for place in lists[found[1]])

    return _EXPANDED.sub(marks, compiled.string)


def _picker(names: list[str]) -> Callable[[Mapping[str, Any]], Sequence[Any]]:
    """Pick these values, in this order."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: [values[name] for name in names]
