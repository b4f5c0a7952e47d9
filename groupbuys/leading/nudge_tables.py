"""The tables of reminding those who looked at a group buy and agreed to hear of it once."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from storage.schema import Moment, metadata

listener = Table(
    "listener",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Index("ix_listener_age", "at"),
)
"""Somebody who looked at a group buy, went away, and lets its leader remind them of it once."""

nudge = Table(
    "nudge",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("told", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)
"""The leader of a group buy reminded its listeners, which is done once: `told` is how many they were."""
