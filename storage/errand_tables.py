"""The table of errands: work that takes longer than a turn, owed in the commit of the turn that asked for it."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table, Text

from storage.schema import Moment, metadata, number

errand = Table(
    "errand",
    metadata,
    number(),
    Column("kind", String(20), nullable=False),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("work", Text, nullable=False),
    Column("message_id", BigInteger),
    Column("state", String(12), nullable=False, server_default="owed"),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", String(400)),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Index("ix_errand_waiting", "state", "due_at"),
    Index("ix_errand_shop", "shop_id", "kind"),
)
"""What somebody asked for in `chat`: `work` is a small JSON value that its kind understands.

`message_id`: the message that shows how far it is. state: owed -> leased -> done | failed (and owed again).
"""
