"""The table of gifts: places in group buys that somebody gives to a friend."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, text

from storage.schema import Moment, metadata, number

seat_gift = Table(
    "seat_gift",
    metadata,
    number(),
    Column("token", String(32), nullable=False, unique=True),
    Column("seat_id", ForeignKey("seat.id"), nullable=False),
    Column("group_buy_id", BigInteger, nullable=False),
    Column("giver_id", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("taken_by", BigInteger),
    Column("ended_at", Moment),
    Index("ix_seat_gift_age", "made_at"),
    Index(
        "ux_seat_gift_open",
        "seat_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
)
"""A link for one person. `ended_at`: `taken_by` somebody, or (NULL) taken back.

One that has not ended still leads nowhere once its giver has left, or its group buy is over.
"""
