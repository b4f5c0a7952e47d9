"""The one metadata that every slice declares its tables in, and the column types they share."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Integer, MetaData
from sqlalchemy.types import TypeDecorator

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_MOMENTS = 8192
"""Remembered in both directions: a turn writes its own moment many times, and deadlines are read by many."""

Id = BigInteger().with_variant(Integer(), "sqlite")
"""A row's number: SQLite counts up by itself only on its plain INTEGER."""


def to_milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970 in UTC, rounded down; a naive datetime is a broken world."""
    if moment.tzinfo is None:
        raise ValueError("a moment needs a time zone")
    return (moment - _EPOCH) // _MILLISECOND


def from_milliseconds(value: int) -> datetime:
    """The aware UTC datetime of that many milliseconds since 1970."""
    return _EPOCH + timedelta(milliseconds=value)


class Moment(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as whole milliseconds since 1970 on every database.

    Integers sort, compare and index alike on SQLite and PostgreSQL, and lose no zone.
    """

    impl = BigInteger
    cache_ok = True

    def bind_processor(self, _dialect: Dialect) -> Callable[[datetime | None], int | None]:
        """How a datetime is written."""
        return _written

    def result_processor(
        self, _dialect: Dialect, _coltype: object
    ) -> Callable[[int | None], datetime | None]:
        """How a datetime is read."""
        return _read


@lru_cache(_MOMENTS)
def _written(moment: datetime | None) -> int | None:
    return None if moment is None else to_milliseconds(moment)


@lru_cache(_MOMENTS)
def _read(value: int | None) -> datetime | None:
    return None if value is None else from_milliseconds(value)


def number() -> Column[Any]:
    """A table's own numbered primary key."""
    return Column("id", Id, primary_key=True, autoincrement=True)
