"""The tables of after-sales: what a buyer claims about an order, every step of it, and the photos that were sent."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    text,
)

from storage.schema import Moment, metadata, number

_OPEN = text("closed_at IS NULL")

claim = Table(
    "claim",
    metadata,
    number(),
    Column("order_id", ForeignKey("purchase.id"), nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("wrong", String(12), nullable=False),
    Column("state", String(12), nullable=False),
    Column("outcome", String(12), nullable=False, server_default=""),
    Column("remedy", String(12), nullable=False, server_default=""),
    Column("amount", BigInteger, nullable=False, server_default="0"),
    Column("offer_id", BigInteger, nullable=False, server_default="0"),
    Column("opened_at", Moment, nullable=False),
    Column("answered_at", Moment),
    Column("due_at", Moment),
    Column("remind_at", Moment),
    Column("closed_at", Moment),
    Column("version", Integer, nullable=False, server_default="1"),
    Index(
        "ux_claim_open",
        "order_id",
        unique=True,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index("ix_claim_order", "order_id", "id"),
    Index("ix_claim_shop", "shop_id", "opened_at"),
    Index(
        "ix_claim_shop_open",
        "shop_id",
        "state",
        "due_at",
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    ),
    Index(
        "ix_claim_part",
        "shop_id",
        "closed_at",
        sqlite_where=text("outcome = 'part'"),
        postgresql_where=text("outcome = 'part'"),
    ),
    Index(
        "ix_claim_due",
        "due_at",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_claim_remind",
        "remind_at",
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    ),
)
"""One complaint about one order; at most one of an order is open. `version` guards each write.

state: shop (the shop has to answer) | buyer | operator | sending (the buyer sends it back) | coming (the shop waits for
it) -> closed, with an `outcome`. The offer on the table: `remedy` (part | full | replacement | return), of `amount`
minor units, made in the step `offer_id`. The row is the schedule: at `due_at` the clock decides, at `remind_at`
whoever has to answer is reminded. `answered_at`: when the shop first did.
"""

claim_step = Table(
    "claim_step",
    metadata,
    number(),
    Column("claim_id", ForeignKey("claim.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("side", String(12), nullable=False),
    Column("person_id", BigInteger),
    Column("deed", String(12), nullable=False),
    Column("remedy", String(12), nullable=False, server_default=""),
    Column("amount", BigInteger, nullable=False, server_default="0"),
    Column("words", Text, nullable=False, server_default=""),
    Index("ix_claim_step_claim", "claim_id", "id"),
)
"""What happened to a claim, never changed: who (`side`: buyer | shop | operator | clock), what, and in which words."""

claim_photo = Table(
    "claim_photo",
    metadata,
    number(),
    Column("claim_id", ForeignKey("claim.id"), nullable=False),
    Column("step_id", ForeignKey("claim_step.id"), nullable=False),
    Column("source", String(400), nullable=False),
    Index("ix_claim_photo_claim", "claim_id", "id"),
)
"""A photo that a step came with; `source` names it as a picture's does."""
