"""The tables of leaders' rewards, and of the credit that they become, with every change of it."""

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.schema import Moment, metadata, number

_TO_LOOK_AT = text("look_at IS NOT NULL")
_OF_PLACE = text("place <> ''")
_OF_REWARD = text("reward_id IS NOT NULL")

reward = Table(
    "reward",
    metadata,
    number(),
    Column("group_buy_id", BigInteger, nullable=False, unique=True),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("people", Integer, nullable=False),
    Column("base", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("left", BigInteger, nullable=False),
    Column("state", String(8), nullable=False),
    Column("look_at", Moment),
    Column("is_sure", Integer, nullable=False, server_default="0"),
    Column("until", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("thawed_at", Moment),
    Index("ix_reward_look", "look_at", sqlite_where=_TO_LOOK_AT, postgresql_where=_TO_LOOK_AT),
    Index("ix_reward_person", "person_id", "shop_id", "state"),
    Index("ix_reward_deal", "deal_id"),
)
"""What a group buy that succeeded brought whoever led it then. state: frozen -> thawed | gone (nothing is left).

`amount` is what it came to at first, `left` what is left of it after all that was taken back; minor units. `kind` and
`value` as in the terms (catalog.leader_reward), `people` how many orders there were, `base` what the others paid.
`look_at`: when it is looked at next; it thaws then if `is_sure`, unless goods come back. `until`: it thaws then at the
latest.
"""

credit = Table(
    "credit",
    metadata,
    number(),
    Column("person_id", BigInteger, nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("balance", BigInteger, nullable=False),
    Column("frozen", BigInteger, nullable=False),
    UniqueConstraint("person_id", "shop_id", "currency"),
    CheckConstraint("balance >= 0", "balance"),
    CheckConstraint("frozen >= 0", "frozen"),
)
"""One person's credit in one shop: `balance` can be used now, `frozen` not yet; minor units."""

credit_entry = Table(
    "credit_entry",
    metadata,
    number(),
    Column("credit_id", ForeignKey("credit.id"), nullable=False),
    Column("why", String(16), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("frozen", BigInteger, nullable=False),
    Column("short", BigInteger, nullable=False, server_default="0"),
    Column("reward_id", BigInteger),
    Column("place", String(24), nullable=False, server_default=""),
    Column("key", String(60), nullable=False, unique=True),
    Column("at", Moment, nullable=False),
    Index("ix_credit_entry_credit", "credit_id", "id"),
    Index("ix_credit_entry_place", "place", sqlite_where=_OF_PLACE, postgresql_where=_OF_PLACE),
    Index(
        "ix_credit_entry_reward", "reward_id", sqlite_where=_OF_REWARD, postgresql_where=_OF_REWARD
    ),
)
"""Every change of a credit, only ever added to; triggers refuse every update and delete.

`amount` moved its balance, `frozen` what is frozen; their sums are the row of `credit`. `short`: what was to be taken
back and had been spent already. `why` is a `groupbuys.rewards.model.Why`; `place` as coupons name it: a seat ("s12") or
a solo purchase ("o34"). `key` makes each fact stand here once.
"""
