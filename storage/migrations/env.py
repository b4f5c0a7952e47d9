"""Where Alembic starts: runs the revisions on the connection that it was given."""

from typing import Any, Literal

from alembic import context

from storage.schema import Moment, metadata


def _plain(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision must outlive our own types: a moment is written down as the integer that it is."""
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Moment) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=_plain,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
