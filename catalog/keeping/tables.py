"""The tables of keeping a shop: who works there, where goods are handed over, where deals are posted."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from storage.schema import Moment, metadata, number

house = Table(
    "house",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("approval", Integer, nullable=False, server_default="0"),
    Column("assistant", Integer, nullable=False, server_default="0"),
)
"""What the person who runs the house decided, in its only row (1): whether new shops wait for their `approval`,
and whether an `assistant` may be asked to read what merchants write."""

staff = Table(
    "staff",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(12), nullable=False),
    Column("since", Moment, nullable=False),
    Index("ix_staff_person", "person_id"),
)
"""Who works in a shop: owner, manager or packer (see catalog.keeping.roles)."""

staff_invite = Table(
    "staff_invite",
    metadata,
    Column("token", String(32), primary_key=True),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("role", String(12), nullable=False),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("used_by", BigInteger),
)
"""A link that makes the first who opens it a colleague."""

pickup_point = Table(
    "pickup_point",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("name", String(120), nullable=False),
    Column("address", String(300), nullable=False, server_default=""),
    Column("hours", String(200), nullable=False, server_default=""),
    Column("active", Integer, nullable=False, server_default="1"),
    Index("ix_pickup_point_shop", "shop_id", "active"),
)
"""Where goods are handed over, in the shop's own words."""

channel = Table(
    "channel",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("title", String(200), nullable=False),
    Column("username", String(64), nullable=False, server_default=""),
    Column("added_by", BigInteger, nullable=False),
    Column("added_at", Moment, nullable=False),
    Column("lost_at", Moment),
    Column("removed_at", Moment),
    UniqueConstraint("shop_id", "bot", "chat"),
    Index("ix_channel_chat", "bot", "chat"),
)
"""A chat that a shop posts its deals into: a "channel" or a "group".

`lost_at`: the bot cannot post there any more. `removed_at`: the shop does not post there any more, by its own wish.
"""

draft = Table(
    "draft",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("form", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)
"""A deal in the making: `form` is a small JSON value, with its doubts (see catalog.editing.drafting.Reading)."""
