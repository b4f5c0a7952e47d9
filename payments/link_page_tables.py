"""The table of pages to pay on that are open at a provider."""

from sqlalchemy import Column, ForeignKey, Index, Integer, String, Table

from storage.schema import Moment, metadata

link_page = Table(
    "link_page",
    metadata,
    Column("session", String(200), primary_key=True),
    Column("payment_id", ForeignKey("payment.id"), nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Index("ix_link_page_due", "due_at"),
    Index("ix_link_page_payment", "payment_id"),
)
"""`session` is the provider's number of the page; at `due_at` the provider is asked to end it, and the row goes."""
