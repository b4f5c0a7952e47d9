"""The tables of copies: cards that people dropped into chats of their own, and the key that seals their links."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table

from storage.schema import Moment, metadata

shared_card = Table(
    "shared_card",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("inline_id", String(255), primary_key=True),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("token", String(32), nullable=False),
    Column("shown", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("later", Integer, nullable=False, server_default="0"),
    Index("ix_shared_card_group", "group_buy_id", "shown"),
    Index("ix_shared_card_age", "made_at"),
)
"""A Copy ("copy" is a word of SQL): the messenger names it by `inline_id` alone and says nothing of its chat.

`person_id` dropped it there, `token` is its own invite, `shown` the version of the group buy that it shows. `later` 1:
its person had dropped very many before it, and it is brought up after everybody's.
"""

seal_key = Table(
    "seal_key",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("key", String(64), nullable=False),
)
"""One row: what makes the links of copies unguessable before anything is written down of them."""
