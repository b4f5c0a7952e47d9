"""The tables of reconciliation: when each provider's list was last compared with our payments, and what differed."""

from sqlalchemy import BigInteger, Column, Integer, String, Table, UniqueConstraint

from storage.schema import Moment, metadata, number

comparison = Table(
    "comparison",
    metadata,
    Column("provider", String(40), primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("leased_until", Moment),
    Column("compared_at", Moment),
    Column("since", Moment),
    Column("until", Moment),
    Column("charges", Integer, nullable=False, server_default="0"),
    Column("error", String(400)),
)
"""One row for each provider that tells what it took. `compared_at` with `since`, `until` and `charges` is of the last
time that its list was read whole; `error` is why that did not work when it was tried after that.
"""

charge_difference = Table(
    "charge_difference",
    metadata,
    number(),
    Column("provider", String(40), nullable=False),
    Column("charge", String(200), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("payment_id", BigInteger),
    Column("text", String(300), nullable=False),
    Column("first_at", Moment, nullable=False),
    Column("last_at", Moment, nullable=False),
    UniqueConstraint("provider", "charge", "kind"),
)
"""A charge of which a provider and we do not say the same; `kind` a `payments.reconciling.Differs`.

It is raised when it is seen first. `last_at` is the `compared_at` of the last comparison that saw it.
"""
