"""The books of a shop, opened for a command: the newest schema, and a sentence where they cannot be opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings, WrongSettings, load
from kaituan.trouble import Trouble
from storage.database import Database
from storage.engine import address
from storage.migrating import migrate

NO_BOT = "1:no-bot"
"""Stands for the token in commands that need no bot."""


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def settings_without_bot(database: str | None, **given: str | None) -> Settings:
    """The settings for a command that needs no bot, and so no token. Raises Trouble."""
    named = {name: value for name, value in {"database": database, **given}.items() if value}
    try:
        return load(token=NO_BOT, public_url=None, provider="", provider_token=None, **named)
    except WrongSettings as wrong:
        raise Trouble(str(wrong)) from None


@contextmanager
def opened(url: str, clock: Callable[[], datetime] = now) -> Iterator[Database]:
    """A database with the newest schema, closed at the end of the block. Raises Trouble."""
    try:
        migrate(url)
        database = Database(url, clock)
    except (SQLAlchemyError, CommandError, ImportError, OSError) as error:
        shown = address(url).render_as_string(hide_password=True)
        raise Trouble(f"The database {shown} cannot be opened: {_reason(error)}") from error
    try:
        yield database
    finally:
        database.close()


@contextmanager
def there(database: str | None) -> Iterator[Database]:
    """The books that are there already, for a command that looks at them or changes what is in them.

    Raises Trouble: an address with a slip in it is no empty shop.
    """
    url = settings_without_bot(database).database
    file = _file(url)
    if file is not None and not file.exists():
        raise Trouble(
            f"There is no SQLite file {file.resolve()}: say which one your bot writes, by --database "
            "or KAITUAN_DATABASE (kaituan import and kaituan run make a new one)."
        )
    with opened(url) as books:
        yield books


def _file(url: str) -> Path | None:
    """Where SQLite keeps its books; None for another database, and for what SQLite itself calls no path."""
    parsed = address(url)
    name = parsed.database or ""
    is_path = name not in {"", ":memory:"} and not name.startswith("file:")
    return Path(name) if parsed.get_backend_name() == "sqlite" and is_path else None


def _reason(error: BaseException) -> str:
    """The first line of what the driver said."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return said.splitlines()[0].rstrip(".") + "."
