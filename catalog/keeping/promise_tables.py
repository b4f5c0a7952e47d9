"""The table of what a shop promises its buyers about sending."""

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, text

from storage.schema import Moment, metadata

_NOW = text("until IS NULL")

ship_promise = Table(
    "ship_promise",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("since", Moment, primary_key=True),
    Column("until", Moment),
    Column("days", Integer, nullable=False),
    Index(
        "ux_ship_promise_now",
        "shop_id",
        unique=True,
        sqlite_where=_NOW,
        postgresql_where=_NOW,
    ),
)
"""Within how many days a shop sends what was ordered between `since` and `until` (NULL: still).

A longer promise excuses nothing that was ordered under a shorter one. Where there is no row, it is the default.
"""
