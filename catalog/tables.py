"""The tables of the catalogue: shops, products, variants, pictures, deals and the words they are found by."""

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
    text,
)

from storage.schema import Moment, metadata, number

shop = Table(
    "shop",
    metadata,
    number(),
    Column("name", String(120), nullable=False, unique=True),
    Column("owner_id", BigInteger),
    Column("currency", String(3), nullable=False),
    Column("zone", String(64), nullable=False, server_default="UTC"),
    Column("provider", String(40), nullable=False, server_default=""),
    Column("picture", String(1000)),
    Column("state", String(12), nullable=False, server_default="live"),
    Column("why", String(300), nullable=False, server_default=""),
    Column("handover", String(12), nullable=False, server_default="pickup"),
    Column("asks", String(120), nullable=False, server_default=""),
    Column("points", Integer, nullable=False, server_default="0"),
    Column("warn_below", Integer, nullable=False, server_default="5"),
    Column("created_at", Moment, nullable=False),
)
"""`provider` "" means: paid at pickup, no invoice is sent. `zone` is an IANA time zone.

`picture` is a source as in `picture.source`. state: pending (its first deal waits for the operator) -> live |
suspended, with `why`. `handover`: pickup | delivery | both; `asks`: what a delivery asks buyers for, as "name,phone".
`points`: how many of its pickup points are open.
`warn_below`: its keepers are told when fewer units than this are free; 0 never.
"""

ASKS_WHERE = (shop.c.handover != "pickup") | (shop.c.points > 1)
"""Whether buyers have a choice of where their goods go; who has none is not asked."""

shop_text = Table(
    "shop_text",
    metadata,
    Column("shop_id", ForeignKey("shop.id"), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("name", String(200), nullable=False),
    Column("about", Text, nullable=False, server_default=""),
)
"""What the shop calls itself and says of itself; a shop without a row here goes by `shop.name`."""

category = Table(
    "category",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("slug", String(120), nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("picture", String(1000)),
    UniqueConstraint("shop_id", "slug"),
)

category_text = Table(
    "category_text",
    metadata,
    Column("category_id", ForeignKey("category.id"), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("name", String(200), nullable=False),
)
"""Texts per language: "" is the shop's own language and always there, "zh_Hans" and the like may be."""

product = Table(
    "product",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("category_id", ForeignKey("category.id"), nullable=False),
    Column("handle", String(200), nullable=False),
    Column("vendor", String(200), nullable=False, server_default=""),
    Column("tags", Text, nullable=False, server_default=""),
    Column("published", Integer, nullable=False, server_default="1"),
    Column("free", Integer),
    Column("variants", Integer, nullable=False, server_default="1"),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("source_hash", String(64), nullable=False, server_default=""),
    Column("warned", Integer, nullable=False, server_default="0"),
    UniqueConstraint("shop_id", "handle"),
    Index("ix_product_category", "category_id", "published", "position"),
)
"""`free`: units of all variants together that nobody has set aside; NULL where stock is not tracked.

Opening a group buy takes its capacity from here; `variants` is how many variants there are. `warned` 1: the keepers
were told that few are left (see catalog.low_stock).
"""

product_text = Table(
    "product_text",
    metadata,
    Column("product_id", ForeignKey("product.id"), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("title", String(200), nullable=False),
    Column("description", Text, nullable=False, server_default=""),
)

picture = Table(
    "picture",
    metadata,
    number(),
    Column("product_id", ForeignKey("product.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("source", String(1000), nullable=False),
    Column("alt", String(400), nullable=False, server_default=""),
    UniqueConstraint("product_id", "position"),
)
"""`source`: an http(s) address, passed on and never fetched by us; "file:" and a path we may read; "telegram:" and the
number under which Telegram keeps a photo that somebody sent to this bot."""

variant = Table(
    "variant",
    metadata,
    number(),
    Column("product_id", ForeignKey("product.id"), nullable=False),
    Column("sku", String(120), nullable=False),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("price", BigInteger, nullable=False),
    Column("free", Integer),
    Column("imported", Integer),
    Column("active", Integer, nullable=False, server_default="1"),
    Column("warned", Integer, nullable=False, server_default="0"),
    Column("moves", Integer, nullable=False, server_default="0"),
    UniqueConstraint("product_id", "sku"),
)
"""`price`: the solo price in minor units of the shop's currency. `imported`: the stock that the last file named.

`free`: units of this variant that no seat and no order holds, nor a group buy that offers nothing else; NULL where
stock is not counted. `warned` as for a product. `moves`: how often its keepers have moved the count by hand.
"""

variant_text = Table(
    "variant_text",
    metadata,
    Column("variant_id", ForeignKey("variant.id"), primary_key=True),
    Column("language", String(12), primary_key=True),
    Column("label", String(200), nullable=False),
)
"""`label`: the chosen options in words ("Blue, L"); "" where a product has one variant only."""

deal = Table(
    "deal",
    metadata,
    number(),
    Column("shop_id", ForeignKey("shop.id"), nullable=False),
    Column("product_id", ForeignKey("product.id"), nullable=False),
    Column("state", String(12), nullable=False),
    Column("shelved", Integer, nullable=False, server_default="0"),
    Column("terms_id", BigInteger),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment),
    Column("ended_at", Moment),
    Column("why", String(300), nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Column("announcement_id", BigInteger),
    Index("ix_deal_product", "product_id", "state"),
    Index(
        "ix_deal_offered",
        "shop_id",
        "id",
        sqlite_where=text("state = 'live'"),
        postgresql_where=text("state = 'live'"),
    ),
    Index(
        "ix_deal_unannounced",
        "id",
        sqlite_where=text("state = 'live' AND announcement_id IS NULL"),
        postgresql_where=text("state = 'live' AND announcement_id IS NULL"),
    ),
    Index(
        "ux_deal_live",
        "product_id",
        unique=True,
        sqlite_where=text("state = 'live'"),
        postgresql_where=text("state = 'live'"),
    ),
    Index(
        "ix_deal_starts",
        "starts_at",
        sqlite_where=text("state = 'scheduled'"),
        postgresql_where=text("state = 'scheduled'"),
    ),
    Index(
        "ix_deal_ends",
        "ends_at",
        sqlite_where=text("ends_at IS NOT NULL"),
        postgresql_where=text("ends_at IS NOT NULL"),
    ),
)
"""state: draft -> scheduled -> live -> (paused) -> ended | cancelled. At most one live deal a product.

`ends_at`: when it is to end; `ended_at`: since when it is over, at that end or by hand, or called off after either.
`why` says to everybody why a deal was cancelled. `shelved` 1: it is paused for as long as its product is not published,
and nobody paused it by hand. `announcement_id` NULL: its shop's followers have not been owed word of it.
"""

terms = Table(
    "terms",
    metadata,
    number(),
    Column("deal_id", ForeignKey("deal.id"), nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("window_seconds", Integer, nullable=False),
    Column("limit_per_person", Integer),
    Column("off", Integer),
    Column("newcomers", Integer, nullable=False, server_default="0"),
    Column("extension_seconds", Integer),
    Column("reward_kind", String(12)),
    Column("reward_value", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("ladder", Integer, nullable=False, server_default="0"),
)
"""What a deal promises; never changed. Editing a deal writes new terms, and an open group keeps its own.

`off`: the hundredths of a percent taken off each solo price; NULL where the group prices were named one by one.
`newcomers` 1: whoever joins a group must be new to the shop; its leader need not be.
`extension_seconds`: by so long a leader may extend a group once; NULL: not at all.
`ladder`: how many steps of a price ladder there are (catalog.ladder.ladder_tables); 0 none.
`reward_kind`, `reward_value`: what a leader gets (see catalog.leader_reward); NULL: nothing.
"""

terms_price = Table(
    "terms_price",
    metadata,
    Column("terms_id", ForeignKey("terms.id"), primary_key=True),
    Column("variant_id", ForeignKey("variant.id"), primary_key=True),
    Column("solo", BigInteger, nullable=False),
    Column("price", BigInteger, nullable=False),
)
"""Minor units of the shop's currency: alone (`solo`) and in a group (`price`)."""

search_word = Table(
    "search_word",
    metadata,
    Column("shop_id", BigInteger, primary_key=True, autoincrement=False),
    Column(
        "word",
        String(64).with_variant(String(64, collation="C"), "postgresql"),
        primary_key=True,
    ),
    Column("product_id", ForeignKey("product.id"), primary_key=True),
    Column("weight", Integer, nullable=False),
    Index("ix_search_word_product", "product_id"),
)
"""Normalised words and pairs of CJK characters, each with how much it says about the product.

Words sort by code point on both databases, so that "all that start with" is a range.
"""
