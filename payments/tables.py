"""The tables of money: what was asked and taken, and the steps that capture it or give it back."""

from sqlalchemy import (
    BigInteger,
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

payment = Table(
    "payment",
    metadata,
    number(),
    Column("token", String(64), nullable=False, unique=True),
    Column("shop_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("purpose", String(12), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("provider", String(40), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(12), nullable=False),
    Column("charge", String(200)),
    Column("receipt", String(200)),
    Column("asked_at", Moment, nullable=False),
    Column("taken_at", Moment),
    Column("back", BigInteger, nullable=False, server_default="0"),
    Column("deal_id", BigInteger),
    Column("runs_out_at", Moment),
    Column("look_at", Moment),
    UniqueConstraint("provider", "charge"),
    Index("ix_payment_subject", "purpose", "subject_id"),
    Index("ix_payment_person", "person_id", "asked_at"),
    Index(
        "ix_payment_look",
        "look_at",
        sqlite_where=text("look_at IS NOT NULL"),
        postgresql_where=text("look_at IS NOT NULL"),
    ),
)
"""`token` is the invoice's payload; `purpose` "seat" or "order" with its number in `subject_id`.

state: asked -> held -> captured | refunding -> refunded. `charge` is the provider's number, `receipt` the messenger's.
`deal_id` None: money of no invoice that we know. `back`: minor units that are owed back, or went back, in parts while
the rest stayed; a refund is of what is left.
`runs_out_at`: when what is held goes back by itself; NULL: never. `look_at`: when it is looked at again for that.
"""

money_step = Table(
    "money_step",
    metadata,
    number(),
    Column("payment_id", ForeignKey("payment.id"), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("key", String(80), nullable=False, unique=True),
    Column("reason", String(40), nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("error", String(400)),
    Column("created_at", Moment, nullable=False),
    Column("done_at", Moment),
    Index("ix_money_step_payment", "payment_id", "kind"),
    Index(
        "ix_money_step_due",
        "due_at",
        sqlite_where=text("done_at IS NULL"),
        postgresql_where=text("done_at IS NULL"),
    ),
)
"""One thing to ask of a provider: kind "capture", "refund" or "part" (of the money); `key` is its idempotency key.

state: owed -> done | stuck (stuck still tries again, and is shown). `done_at` is set by `done` alone.
"""
