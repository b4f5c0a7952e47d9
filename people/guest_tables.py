"""The table of guests: friends with a place of their own that somebody else speaks for."""

from sqlalchemy import Column, ForeignKey, Index, String, Table

from storage.schema import Moment, metadata

guest = Table(
    "guest",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("host_id", ForeignKey("person.id"), nullable=False),
    Column("name", String(64), nullable=False),
    Column("folded", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ux_guest_of", "host_id", "folded", unique=True),
)
"""A person of the channel "guest" whom `host_id` named: no messenger knows them, all their news go to their host.

`folded`: the name as it is compared, so that "mum" is Mum.
"""
