"""The table of plans: at which hours deals are posted, once or again and again."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Moment, metadata, number

_GOES_ON = text("next_at IS NOT NULL")

post_plan = Table(
    "post_plan",
    metadata,
    number(),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", ForeignKey("deal.id"), nullable=False),
    Column("channel_id", ForeignKey("channel.id")),
    Column("repeat", String(8), nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("minute", Integer, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("next_at", Moment),
    Column("made_by", BigInteger, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_post_plan_due", "next_at", sqlite_where=_GOES_ON, postgresql_where=_GOES_ON),
    Index("ix_post_plan_deal", "deal_id", sqlite_where=_GOES_ON, postgresql_where=_GOES_ON),
)
"""`next_at` is the schedule: NULL once the plan is over or was removed. `channel_id` NULL: all that are chosen then.

`repeat` as in rhythm.Repeat; `weekday` (Monday is 0) and `minute` of the day are by the clock of `zone`, the
shop's when `next_at` was worked out.
"""
