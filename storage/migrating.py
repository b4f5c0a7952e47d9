"""Brings a database to the newest schema; done at each start, and by one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from storage.engine import address, open_engine

_LOCK = 5_210_417
"""PostgreSQL's advisory lock number for "Kaituan is migrating": any constant that no one else uses."""


def migrate(url: str) -> None:
    """Apply all revisions that are missing. A second process waits until the first is done."""
    if address(url).get_backend_name() == "sqlite":
        _make_folder(url)
    engine = open_engine(url, 1)
    try:
        with engine.connect() as connection, connection.begin():
            _alone(connection)
            command.upgrade(configuration(connection), "head")
    finally:
        engine.dispose()


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, made here so that pyproject.toml stays the one configuration file."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    made.attributes["connection"] = connection
    return made


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        # A changed table is copied and the old one dropped: only the end result must have no dangling reference.
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _make_folder(url: str) -> None:
    database = address(url).database
    if database and database != ":memory:":
        Path(database).parent.mkdir(parents=True, exist_ok=True)
