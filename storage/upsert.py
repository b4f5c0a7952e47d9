"""INSERT ... ON CONFLICT for both databases, built once at import and picked by the transaction's dialect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningInsert


@dataclass(frozen=True, slots=True)
class Upsert:
    """The same statement for each database; `upsert[tx.dialect]` is the one to run."""

    by_dialect: Mapping[str, Insert]

    def __getitem__(self, dialect: str) -> Insert:
        return self.by_dialect[dialect]

    def returning(self, *columns: ColumnElement[Any]) -> "Returning":
        """The same, giving these columns of the row that was written; none where another row was left alone."""
        return Returning({name: one.returning(*columns) for name, one in self.by_dialect.items()})


@dataclass(frozen=True, slots=True)
class Returning:
    """An upsert that gives what it wrote."""

    by_dialect: Mapping[str, ReturningInsert[Any]]

    def __getitem__(self, dialect: str) -> ReturningInsert[Any]:
        return self.by_dialect[dialect]


def or_nothing(table: Table, keys: Sequence[str], where: Any = None) -> Upsert:
    """Insert, or leave the row that is already there alone (`where`: a partial index's condition)."""
    return Upsert(
        {
            "sqlite": sqlite.insert(table).on_conflict_do_nothing(
                index_elements=list(keys), index_where=where
            ),
            "postgresql": postgresql.insert(table).on_conflict_do_nothing(
                index_elements=list(keys), index_where=where
            ),
        }
    )


def or_update(table: Table, keys: Sequence[str], columns: Sequence[str]) -> Upsert:
    """Insert, or overwrite these columns of the row that is already there."""
    made: dict[str, Insert] = {}
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql)):
        row = dialect.insert(table)
        made[name] = row.on_conflict_do_update(
            index_elements=list(keys), set_={column: row.excluded[column] for column in columns}
        )
    return Upsert(made)
