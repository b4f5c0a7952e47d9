"""The table of where the bot stands: what it may do in each group and channel that it was ever seen in."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, UniqueConstraint

from storage.schema import Moment, metadata, number

chat_standing = Table(
    "chat_standing",
    metadata,
    number(),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("title", String(200), nullable=False),
    Column("username", String(64), nullable=False, server_default=""),
    Column("can_post", Integer, nullable=False),
    Column("changed_by", BigInteger),
    Column("changed_at", Moment, nullable=False),
    UniqueConstraint("bot", "chat"),
)
"""`changed_by`: the person (our number) who gave or took the right, NULL for one whom we do not know."""
