"""The tables of deals that people dropped into chats: where they stand, and what has happened to each deal since."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from storage.schema import Moment, metadata

deal_news = Table(
    "deal_news",
    metadata,
    Column("deal_id", ForeignKey("deal.id"), primary_key=True, autoincrement=False),
    Column("version", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("terms_id", BigInteger, nullable=False),
    Column("stock", Integer, nullable=False),
)
"""A deal that was dropped somewhere: `version` counts what happened to it since.

`state`, `terms_id` and `stock` (2 enough, 1 too little for a new group, 0 nothing) are what it stood at when it was
last looked at.
"""

shared_deal = Table(
    "shared_deal",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("inline_id", String(255), primary_key=True),
    Column("deal_id", ForeignKey("deal_news.deal_id"), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("token", String(32), nullable=False),
    Column("shown", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("later", Integer, nullable=False, server_default="0"),
    Index("ix_shared_deal", "deal_id", "shown"),
    Index("ix_shared_deal_token", "token"),
    Index("ix_shared_deal_age", "made_at"),
)
"""A deal in a chat of which the messenger says nothing; `shown` is the version of its news that it shows.

`later` 1: its person had dropped very many before it.
"""
