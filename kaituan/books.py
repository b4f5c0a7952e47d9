"""The books of a shop, opened for a command: the newest schema, and a sentence where they cannot be opened."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from alembic.util import CommandError
from sqlalchemy.exc import SQLAlchemyError

from bot.settings import Settings, WrongSettings, load
from kaituan.trouble import Trouble
from storage.database import Database
from storage.engine import address
from storage.migrating import migrate

_NO_BOT = "1:no-bot"


def now() -> datetime:
    """The real time."""
    return datetime.now(UTC)


def settings_without_bot(database: str | None, **given: str | None) -> Settings:
    """The settings for a command that needs no bot, and so no token. Raises Trouble."""
    named = {name: value for name, value in {"database": database, **given}.items() if value}
    try:
        return load(token=_NO_BOT, public_url=None, provider="", provider_token=None, **named)
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


def _reason(error: BaseException) -> str:
    """The first line of what the driver said."""
    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return said.splitlines()[0].rstrip(".") + "."
