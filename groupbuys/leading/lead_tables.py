"""The tables of what leaders do: groups that were extended, and offers to lead one."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, text

from storage.schema import Moment, metadata, number

extension = Table(
    "extension",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("person_id", BigInteger, nullable=False),
    Column("was", Moment, nullable=False),
    Column("at", Moment, nullable=False),
)
"""A group buy that its leader extended, which is done once: `was` is when it would have closed before."""

lead_offer = Table(
    "lead_offer",
    metadata,
    number(),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("from_id", BigInteger, nullable=False),
    Column("to_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("declined", Integer, nullable=False, server_default="0"),
    Index("ix_lead_offer_asked", "group_buy_id", "to_id"),
    Index("ix_lead_offer_age", "at"),
    Index(
        "ux_lead_offer_open",
        "group_buy_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
"""A leader offers the lead to a member, to one at a time.

`ended_at`: answered, called back or replaced by another; `declined`: 1 where the answer was no.
"""
