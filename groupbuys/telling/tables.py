"""The table of letters: what shops write to the buyers of a deal, kept for whoever runs the house."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table, Text, text

from storage.schema import Moment, metadata, number

letter = Table(
    "letter",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("deal_id", ForeignKey("deal.id"), nullable=False),
    Column("author_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("receivers", Integer, nullable=False, server_default="0"),
    Column("reached", BigInteger, nullable=False, server_default="0"),
    Column("done_at", Moment),
    Index("ix_letter_shop", "shop_id", "sent_at"),
    Index(
        "ix_letter_due",
        "id",
        sqlite_where=text("sent_at IS NOT NULL AND done_at IS NULL"),
        postgresql_where=text("sent_at IS NOT NULL AND done_at IS NULL"),
    ),
)
"""`sent_at` NULL: only a preview so far. `receivers`: how many buyers there were when it was sent.

They are gone through by their numbers, page by page: `reached` is the last of them, `done_at` set after the last page.
"""
