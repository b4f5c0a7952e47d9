"""The tables of coupons: what shops set aside for them, the packets that leaders give away, and who has which."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Moment, metadata, number

_ON = text("is_on = 1")
_OWED = text("state = 'owed'")
_OPEN = text("state = 'open'")
_LIVE = text("state = 'live'")
_REMIND = text("remind_at IS NOT NULL")

coupon_fund = Table(
    "coupon_fund",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("is_on", Integer, nullable=False),
    Column("size", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("least", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("days", Integer, nullable=False),
    Column("budget", BigInteger, nullable=False),
    Column("aside", BigInteger, nullable=False, server_default="0"),
    Column("spent", BigInteger, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Index("ux_coupon_fund", "shop_id", "deal_id", unique=True),
    Index("ix_coupon_fund_on", "shop_id", sqlite_where=_ON, postgresql_where=_ON),
)
"""A Fund: the leader of a group buy of that deal (0: of any in the shop) gets a packet of `size` coupons.

Amounts are minor units. `aside` is what coupons that may still be taken or used are worth, `spent` what was used;
both together never exceed `budget`. The terms of a packet stay those it was given with.
"""

packet = Table(
    "packet",
    metadata,
    number(),
    Column("token", String(32), unique=True),
    Column("fund_id", ForeignKey("coupon_fund.id"), nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("group_buy_id", BigInteger, nullable=False, unique=True),
    Column("giver_id", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("size", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("unused", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("least", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("days", Integer, nullable=False),
    Column("until", Moment),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("ix_packet_owed", "id", sqlite_where=_OWED, postgresql_where=_OWED),
    Index("ix_packet_until", "until", sqlite_where=_OPEN, postgresql_where=_OPEN),
    Index("ix_packet_giver", "giver_id", "created_at"),
    Index("ix_packet_fund", "fund_id", "state"),
)
"""The coupons that one group buy's leader may give away. state: owed -> open -> over | back ;  owed -> void.

`size` = `left` + those taken + `unused`, which went back to the fund. `version` grows with each change that is seen.
"""

coupon = Table(
    "coupon",
    metadata,
    number(),
    Column("packet_id", ForeignKey("packet.id"), nullable=False),
    Column("fund_id", BigInteger, nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("giver_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("least", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(8), nullable=False),
    Column("place", String(24), nullable=False, server_default=""),
    Column("until", Moment, nullable=False),
    Column("remind_at", Moment),
    Column("taken_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ux_coupon_person", "packet_id", "person_id", unique=True),
    Index("ix_coupon_live", "person_id", "shop_id", sqlite_where=_LIVE, postgresql_where=_LIVE),
    Index("ix_coupon_until", "until", sqlite_where=_LIVE, postgresql_where=_LIVE),
    Index("ix_coupon_remind", "remind_at", sqlite_where=_REMIND, postgresql_where=_REMIND),
    Index("ix_coupon_taken", "person_id", "taken_at"),
    Index("ix_coupon_given", "shop_id", "giver_id", "taken_at"),
    Index("ix_coupon_fund", "fund_id", "state"),
)
"""One person's coupon. state: live -> held -> used ;  held | used -> live (given back) ;  live -> expired.

`place`: the seat ("s12") or solo purchase ("o34") that it lowers, or lowered last.
"""

coupon_mark = Table(
    "coupon_mark",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("flagged_at", Moment),
    Column("stopped_at", Moment),
)
"""What a shop notes of an account: it was in a circle (`flagged_at`), or gets no coupons any more (`stopped_at`)."""

packet_card = Table(
    "packet_card",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("inline_id", String(255), primary_key=True),
    Column("packet_id", ForeignKey("packet.id"), nullable=False),
    Column("shown", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_packet_card", "packet_id", "shown"),
    Index("ix_packet_card_age", "made_at"),
)
"""A packet's card that its giver dropped into a chat; `shown` is the version of the packet that it shows."""
