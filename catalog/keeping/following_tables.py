"""The tables of following: who wants to hear of a shop, who does not, and what its followers are told."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, text

from storage.schema import Moment, metadata, number

shop_follower = Table(
    "shop_follower",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    Index("ix_shop_follower_person", "person_id"),
)
"""Who wants to hear of a shop's new deals."""

shop_mute = Table(
    "shop_mute",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("at", Moment, nullable=False),
)
"""Who wants no messages of a shop's own accord: neither its letters nor word of its deals."""

announcement = Table(
    "announcement",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("reached", BigInteger, nullable=False, server_default="0"),
    Column("done_at", Moment),
    Index("ix_announcement_shop", "shop_id", "at"),
    Index(
        "ix_announcement_due",
        "id",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)
"""Deals of one shop that went live together (`deal.announcement_id`), and how far its followers have been owed word.

They are gone through by their numbers, page by page: `reached` is the last of them, `done_at` set after the last page.
"""
