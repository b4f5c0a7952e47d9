"""An outage: the database itself was in the way, so that it says nothing about the turn that met it."""

import sqlite3

from psycopg import Error as PostgresError
from psycopg import InterfaceError, OperationalError
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection

_SQLITE = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
}
"""Locked by another program, no room left, a broken disk ... (sqlite.org/rescode.html, primary codes)."""

_PRIMARY = 0xFF
_POSTGRES = ("08", "25006", "53", "55P03", "57", "58")
"""Connection lost, only reading here, no room, waited too long for a lock, shutting down, a broken disk
(PostgreSQL, appendix A: classes and codes)."""


def is_outage(error: BaseException) -> bool:
    """Whether the same turn may well go through later: nothing is wrong with it as far as we know."""
    origin = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(origin, sqlite3.Error):
        return getattr(origin, "sqlite_errorcode", 0) & _PRIMARY in _SQLITE
    if isinstance(origin, PostgresError):
        if origin.sqlstate is None:
            return isinstance(origin, OperationalError | InterfaceError)
        return origin.sqlstate.startswith(_POSTGRES)
    return isinstance(error, NoConnection)
