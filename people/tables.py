"""The tables of people: who is who, in which language, where they are reached and what they want to hear."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
)

from storage.schema import Moment, metadata, number

person = Table(
    "person",
    metadata,
    number(),
    Column("channel", String(20), nullable=False),
    Column("external_id", BigInteger, nullable=False),
    Column("name", String(200), nullable=False),
    Column("username", String(64)),
    Column("language", String(12), nullable=False),
    Column("language_chosen", Integer, nullable=False, server_default="0"),
    Column("zone", String(64)),
    Column("quiet_from", Integer, nullable=False, server_default="22"),
    Column("quiet_to", Integer, nullable=False, server_default="8"),
    Column("muted", Integer, nullable=False, server_default="0"),
    Column("news", Integer, nullable=False, server_default="3"),
    Column("daily", Integer, nullable=False, server_default="0"),
    Column("daily_hour", Integer, nullable=False, server_default="18"),
    Column("shop_id", BigInteger),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("channel", "external_id"),
)
"""`language`: one of ours ("en", "zh_Hans", "zh_Hant"), from the messenger until chosen by /language.

`zone` NULL: the zone of the house. Quiet hours are whole hours of the day; from == to means none.
`news`: at most so many messages a day about new deals of shops that they follow; 0 none, -1 in the daily message.
`daily`: whatever can wait is told in one message a day, at `daily_hour` o'clock.
`shop_id`: the shop that they look around in; NULL is the bot's first one.
"""

reach = Table(
    "reach",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("unreachable_at", Moment),
    Index("ix_reach_chat", "bot", "chat"),
)
"""The private chat in which a bot reaches a person; `unreachable_at` since they blocked it."""

mute = Table(
    "mute",
    metadata,
    Column("person_id", ForeignKey("person.id"), primary_key=True),
    Column("group_buy_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
)
