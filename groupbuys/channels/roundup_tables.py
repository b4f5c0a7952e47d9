"""The tables of round-ups: when each shop wants its own, and into which channels it goes."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Moment, metadata

_ON = text("next_at IS NOT NULL")

roundup = Table(
    "roundup",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("minute", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("next_at", Moment),
    Column("posted_at", Moment),
    Index("ix_roundup_next", "next_at", sqlite_where=_ON, postgresql_where=_ON),
)
"""When a shop's round-up is posted each day: `minute` after midnight, by the clock of `zone`.

`next_at` is the schedule; NULL: it is off. `posted_at`: when the clock last posted one, not somebody's hand.
"""

roundup_choice = Table(
    "roundup_choice",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("channel_id", ForeignKey("channel.id"), primary_key=True),
    Column("wanted", Integer, nullable=False),
)
"""Whether a shop's round-up goes into a channel of its; without a row it does where its new deals do."""
