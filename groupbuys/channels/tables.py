"""The tables of posts: deals shown in channels, and who came through which of them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)

from storage.schema import Moment, metadata, number

_SHOWN = text("state = 'shown'")
_WATCHED = text("state = 'shown' AND deal_state <> 'ended' AND deal_state <> 'cancelled'")
OWED = text("state = 'owed'")
"""A deal is owed to a channel once at a time."""
_BEHIND = text("stale_at IS NOT NULL")
_FIRST = text("first = 1")
_LINE = text("state = 'line'")
_PART = text("part_of IS NOT NULL")
_ROUNDUP = text("deal_id IS NULL")

post = Table(
    "post",
    metadata,
    number(),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", ForeignKey("deal.id")),
    Column("part_of", ForeignKey("post.id")),
    Column("channel_id", ForeignKey("channel.id"), nullable=False),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("state", String(12), nullable=False),
    Column("why", String(200), nullable=False, server_default=""),
    Column("face", String(16), nullable=False, server_default=""),
    Column("news", Integer, nullable=False, server_default="1"),
    Column("shown", Integer, nullable=False, server_default="0"),
    Column("stale_at", Moment),
    Column("urgent", Integer, nullable=False, server_default="0"),
    Column("deal_state", String(12), nullable=False, server_default=""),
    Column("terms_id", BigInteger, nullable=False, server_default="0"),
    Column("stock", Integer, nullable=False, server_default="2"),
    Column("plan_id", BigInteger),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Index("ix_post_deal", "deal_id", "state"),
    Index("ix_post_channel", "channel_id", "state"),
    Index("ix_post_shown", "deal_id", sqlite_where=_SHOWN, postgresql_where=_SHOWN),
    Index("ix_post_watched", "id", sqlite_where=_WATCHED, postgresql_where=_WATCHED),
    Index("ix_post_owed", "id", sqlite_where=OWED, postgresql_where=OWED),
    Index("ix_post_line", "id", sqlite_where=_LINE, postgresql_where=_LINE),
    Index("ix_post_part", "part_of", sqlite_where=_PART, postgresql_where=_PART),
    Index(
        "ix_post_roundup",
        "shop_id",
        "channel_id",
        "id",
        sqlite_where=_ROUNDUP,
        postgresql_where=_ROUNDUP,
    ),
    Index(
        "ux_post_owed",
        "deal_id",
        "channel_id",
        unique=True,
        sqlite_where=OWED,
        postgresql_where=OWED,
    ),
    Index(
        "ix_post_behind",
        "channel_id",
        "urgent",
        "stale_at",
        sqlite_where=_BEHIND,
        postgresql_where=_BEHIND,
    ),
)
"""A message in a channel that shows a deal and is edited as it changes.

state: owed -> shown -> leaving -> down (taken down); shown -> gone (deleted over there); owed -> unknown (nobody knows
whether it arrived) | dropped, with `why`. A post of a channel that is lost (channel.lost_at) stays as it is until
the bot is let in again.

`news` counts what happened to the deal, `shown` how much of it the message shows; `stale_at`: behind since then, and
`urgent` where more than numbers have changed. `face` tells what it shows from what it would show now. `deal_state`,
`terms_id` and `stock` (2 enough, 1 too little for a new group, 0 nothing) are what the deal stood at when it was last
looked at. `plan_id`: the plan by which it was posted, NULL where somebody pressed.

`deal_id` NULL: a round-up, which tells of many deals. Each of these has a row of its own that is never sent, with the
round-up's number in `part_of` and a link of its own: line -> past (the round-up stands there no more).
"""

post_visit = Table(
    "post_visit",
    metadata,
    Column("post_id", ForeignKey("post.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("first", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_post_visit_shop", "shop_id", "at"),
    Index(
        "ux_post_visit_first",
        "deal_id",
        "person_id",
        unique=True,
        sqlite_where=_FIRST,
        postgresql_where=_FIRST,
    ),
)
"""Somebody followed a post's link. `first` 1: the first one of its deal, which gets the credit.

`deal_id` 0: the link was that of a whole round-up, which leads into the shop and gets no credit for any deal.
"""

channel_choice = Table(
    "channel_choice",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("channel_id", ForeignKey("channel.id"), primary_key=True),
    Column("wanted", Integer, nullable=False),
)
"""Whether a shop's new deals are posted into a channel of its; without a row they are."""
