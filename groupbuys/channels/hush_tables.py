"""The table of quiet hours in channels: when a shop's posts make no sound, or wait."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from storage.schema import metadata

channel_hush = Table(
    "channel_hush",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True, autoincrement=False),
    Column("quiet_from", Integer, nullable=False),
    Column("quiet_to", Integer, nullable=False),
    Column("how", String(8), nullable=False),
)
"""Whole hours of the shop's zone; `how` as in hushing.Manner. A shop without a row has the usual ones."""
