"""The table of edits under way."""

from sqlalchemy import BigInteger, Column, ForeignKey, Table, Text

from storage.schema import Moment, metadata

amendment = Table(
    "amendment",
    metadata,
    Column("deal_id", ForeignKey("deal.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("form", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""A deal that somebody is editing: `form` is a small JSON value (see catalog.editing.amending.Amendment)."""
