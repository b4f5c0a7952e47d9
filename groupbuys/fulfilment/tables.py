"""Where goods go: one row for each seat or solo purchase whose buyer has said it, or is just saying it."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from storage.schema import Moment, metadata

handover = Table(
    "handover",
    metadata,
    Column("what", String(1), primary_key=True),
    Column("subject_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("pickup_point_id", BigInteger),
    Column("name", String(80), nullable=False, server_default=""),
    Column("phone", String(40), nullable=False, server_default=""),
    Column("address", String(300), nullable=False, server_default=""),
    Column("note", String(200), nullable=False, server_default=""),
    Column("known_at", Moment),
    Index("ix_handover_point", "shop_id", "pickup_point_id"),
    Index("ix_handover_person", "person_id"),
)
"""`what` "s" and a seat's number, or "o" and a solo purchase's: an order that came of a seat is found by that seat.

`known_at` NULL: still being typed. With a `pickup_point_id` it is picked up there, else delivered to the rest.
What is typed is kept as long as the order, for the shop that delivers it; nobody else is shown it.
"""
