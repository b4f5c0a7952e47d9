"""How we open SQLite and PostgreSQL: the settings that make a commit last and readers not wait."""

from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

_WAIT_MS = 10_000
_LINE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""Seconds, and milliseconds (PostgreSQL, libpq's parameters). Without them a server that vanished without a word
keeps every turn waiting for hours."""


def address(url: str) -> URL:
    """The database's address; plain postgresql:// means psycopg 3."""
    parsed = make_url(url)
    if parsed.drivername in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    return parsed


def is_address(url: str) -> bool:
    """Whether that can be read as a database's address, with a driver that SQLAlchemy knows."""
    try:
        address(url).get_dialect()
    except (ArgumentError, ValueError):  # the latter is what it says about a port that is no number
        return False
    return True


def open_engine(url: str, connections: int) -> Engine:
    """An engine for at most that many connections.

    SQLite: WAL, synchronous=FULL (a commit outlasts a power cut), and transactions begun by us, not by the driver.
    PostgreSQL: a line that is dead is noticed within a minute, unless the address says otherwise.
    """
    parsed = address(url)
    if parsed.get_backend_name() == "sqlite":
        return _sqlite(parsed, connections)
    return create_engine(
        parsed,
        pool_size=connections,
        max_overflow=0,
        pool_pre_ping=True,
        pool_use_lifo=True,
        connect_args={name: how for name, how in _LINE.items() if name not in parsed.query},
    )


def _sqlite(url: URL, connections: int) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_use_lifo=True,
        connect_args={"check_same_thread": False, "isolation_level": None, "timeout": 10},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={_WAIT_MS}",
        "cache_size=-65536",
        "temp_store=MEMORY",  # what a savepoint would put back is else written to a file, page by page
    ):
        connection.execute(f"PRAGMA {pragma}").close()
