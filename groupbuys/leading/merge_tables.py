"""The tables of group buys that went on together: who asked whom, and which one went on in which."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, text

from storage.schema import Moment, metadata, number

merge_offer = Table(
    "merge_offer",
    metadata,
    number(),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("other_id", ForeignKey("group_buy.id"), nullable=False),
    Column("from_id", BigInteger, nullable=False),
    Column("to_id", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("declined", Integer, nullable=False, server_default="0"),
    Index("ix_merge_offer_asked", "group_buy_id", "to_id"),
    Index("ix_merge_offer_age", "at"),
    Index(
        "ux_merge_offer_open",
        "group_buy_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
"""The leader of a group buy asks that of another one to go on in theirs; one at a time.

`ended_at`: answered, called back or replaced by another; `declined`: 1 where the answer was no.
"""

merger = Table(
    "merger",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("into_id", ForeignKey("group_buy.id"), nullable=False),
    Column("people", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_merger_into", "into_id"),
)
"""A group buy that went on in another one, with so many `people`; where that one went on in a third, in the third."""
