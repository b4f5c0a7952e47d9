"""Constants stand in the text of what SQLite runs, not beside it.

SQLite prepares a statement anew at each execution whose bound values may decide about its plan: those that are compared
with what a partial index is made for (sqlite.org, sqlite3_prepare_v3, "the statement will be automatically
recompiled"). That costs as much as ten statements. What never changes is therefore written down.
"""

from typing import Any

from sqlalchemy import BindParameter
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler


class ConstantsWritten(SQLiteCompiler):
    """Compiles a statement for values of the names in `column_keys`; numbers and words of its own are written out."""

    def visit_bindparam(self, bindparam: BindParameter[Any], *of: Any, **how: Any) -> str:
        """One place for a value."""
        given = bindparam.required or bindparam.key in (self.column_keys or ())
        if not given and _is_plain(bindparam.value):
            how["literal_binds"] = True
        visit: Any = super().visit_bindparam
        return str(visit(bindparam, *of, **how))


def _is_plain(value: object) -> bool:
    if isinstance(value, list | tuple):
        return bool(value) and all(map(_is_plain, value))
    return isinstance(value, str | int)
