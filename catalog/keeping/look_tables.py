"""The tables of how charts look: in which colour a shop wants them, on which ground a person reads them."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, String, Table

from storage.schema import metadata

shop_look = Table(
    "shop_look",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("accent", String(12), nullable=False),
)
"""A shop without a row here has its charts in our own colour. `accent`: see charts.colours."""

chart_ground = Table(
    "chart_ground",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("dark", Integer, nullable=False),
)
"""Whether a person reads charts on a dark ground: no messenger says which theme it shows."""
