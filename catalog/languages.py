"""Texts per language: in the reader's, or in the shop's own, which is always there under ""."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, ColumnElement, FromClause, Table, and_, bindparam, func


@dataclass(frozen=True, slots=True)
class Texts:
    """The rows of a text table for one owner: the shop's own and the wished ones (parameter `language`)."""

    own: FromClause
    wished: FromClause
    key: str

    def best(self, column: str) -> ColumnElement[Any]:
        """The text in the wished language, else the shop's own."""
        return func.coalesce(self.wished.c[column], self.own.c[column]).label(column)

    def join(self, owner: FromClause, number: Column[Any], *, optional: bool = False) -> FromClause:
        """Join both to their owner's number; `optional` where even the own text may be missing."""
        own = and_(self.own.c[self.key] == number, self.own.c.language == "")
        wished = and_(
            self.wished.c[self.key] == number, self.wished.c.language == bindparam("language")
        )
        return owner.join(self.own, own, isouter=optional).join(self.wished, wished, isouter=True)


def texts(table: Table, key: str) -> Texts:
    """Both kinds of rows of a text table whose owner's number is in `key`."""
    return Texts(table.alias(), table.alias(), key)
