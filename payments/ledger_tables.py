"""The table of the ledger: one row for each thing that happened to money, never changed and never taken out."""

from sqlalchemy import BigInteger, Column, String, Table, UniqueConstraint

from storage.schema import Moment, metadata, number

ledger_entry = Table(
    "ledger_entry",
    metadata,
    number(),
    Column("payment_id", BigInteger, nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger),
    Column("person_id", BigInteger, nullable=False),
    Column("provider", String(40), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("step_id", BigInteger),
    Column("key", String(100), nullable=False),
    Column("reason", String(400), nullable=False),
    Column("who", String(120), nullable=False, server_default=""),
    Column("at", Moment, nullable=False),
    UniqueConstraint("payment_id", "key"),
)
"""`kind` is a `payments.model.EntryKind`, `amount` in minor units; `deal_id` None: of no invoice that we know.

`key` makes each fact of a payment stand here once. `who` names a person who did by hand what a provider should have
done, "" where it was the provider. Triggers refuse every update and delete.
"""
