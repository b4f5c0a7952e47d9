"""The table of what people last gave as their address, to be offered again in one press."""

from sqlalchemy import Column, ForeignKey, String, Table

from storage.schema import Moment, metadata

address_book = Table(
    "address_book",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("name", String(80), nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("address", String(300), nullable=False, server_default=""),
    Column("note", String(200), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
)
"""Kept until its person has it forgotten."""
