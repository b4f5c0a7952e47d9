"""a ledger of all that happens to money."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


_PAYMENTS = sa.table(
    "payment",
    *(sa.column(name, sa.BigInteger) for name in ("id", "shop_id", "deal_id", "person_id")),
    *(sa.column(name, sa.String) for name in ("purpose", "provider", "currency", "state")),
    *(sa.column(name, sa.BigInteger) for name in ("subject_id", "amount", "taken_at")),
)
_STEPS = sa.table(
    "money_step",
    *(sa.column(name, sa.BigInteger) for name in ("id", "payment_id", "amount")),
    *(sa.column(name, sa.String) for name in ("kind", "key", "reason", "error")),
    *(sa.column(name, sa.BigInteger) for name in ("created_at", "done_at")),
)
_ENTRIES = sa.table(
    "ledger_entry",
    *(sa.column(name, sa.BigInteger) for name in ("payment_id", "shop_id", "deal_id")),
    *(sa.column(name, sa.BigInteger) for name in ("person_id", "amount", "step_id", "at")),
    *(sa.column(name, sa.String) for name in ("provider", "kind", "currency", "key", "reason")),
    sa.column("who", sa.String),
)
_OF_OUR_OWN = "ledger_entry_stays"


def upgrade() -> None:
    """Make the ledger, and write down what has happened to the money that came before there was one."""
    op.create_table(
        "ledger_entry",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("payment_id", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("provider", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("step_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("who", sa.String(length=120), server_default="", nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_entry")),
        sa.UniqueConstraint("payment_id", "key", name=op.f("uq_ledger_entry_payment_id_key")),
    )
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("deal_id", sa.BigInteger(), nullable=True))
    _name_deals()
    _write_what_happened()
    _guard()


def _name_deals() -> None:
    """A payment is for what its seat or its order is; one that was paid twice or oddly, for what its invoice is."""
    for purpose, places in (("seat", "seat"), ("order", "purchase")):
        place = sa.table(places, sa.column("id"), sa.column("deal_id"))
        deal = sa.select(place.c.deal_id).where(place.c.id == _PAYMENTS.c.subject_id)
        op.execute(
            sa.update(_PAYMENTS)
            .where(_PAYMENTS.c.purpose == purpose)
            .values(deal_id=deal.scalar_subquery())
        )
    asked = _PAYMENTS.alias("asked")
    deal = sa.select(asked.c.deal_id).where(asked.c.id == _PAYMENTS.c.subject_id)
    op.execute(
        sa.update(_PAYMENTS)
        .where(_PAYMENTS.c.purpose.in_(["extra", "odd"]))
        .values(deal_id=deal.scalar_subquery())
    )


def _write_what_happened() -> None:
    """In the order in which it happens to a payment. A capture that a refund took the place of has an error."""
    done = _STEPS.c.done_at.is_not(None)
    captured = (_STEPS.c.kind == "capture") & done & _STEPS.c.error.is_(None)
    refund, part = _STEPS.c.kind == "refund", _STEPS.c.kind == "part"
    capture = _STEPS.alias("capture")
    was_captured = (
        sa.exists()
        .where(capture.c.payment_id == _PAYMENTS.c.id, capture.c.kind == "capture")
        .where(capture.c.done_at.is_not(None), capture.c.error.is_(None))
    )
    back = sa.case((was_captured, "refunded"), else_="voided")
    taken = _PAYMENTS.c.taken_at
    said = sa.literal("authorised")
    _write(
        _row(said, _PAYMENTS.c.amount, sa.null(), said, _PAYMENTS.c.purpose, taken)
        .select_from(_PAYMENTS)
        .where(_PAYMENTS.c.state != "asked")
    )
    for kind, which, suffix, at in (
        (sa.literal("captured"), captured, " done", _STEPS.c.done_at),
        (sa.literal("refund_asked"), refund, " asked", _STEPS.c.created_at),
        (sa.literal("part_asked"), part, " asked", _STEPS.c.created_at),
        (back, refund & done, " done", _STEPS.c.done_at),
        (sa.literal("part_refunded"), part & done, " done", _STEPS.c.done_at),
    ):
        key = _STEPS.c.key + sa.literal(suffix)
        _write(
            _row(kind, _STEPS.c.amount, _STEPS.c.id, key, _STEPS.c.reason, at)
            .join_from(_PAYMENTS, _STEPS, _STEPS.c.payment_id == _PAYMENTS.c.id)
            .where(which)
        )


def _row(kind: Any, amount: Any, step: Any, key: Any, reason: Any, at: Any) -> sa.Select[Any]:
    of = _PAYMENTS.c
    whose = (of.id, of.shop_id, of.deal_id, of.person_id, of.provider, of.currency)
    return sa.select(*whose, kind, amount, step, key, reason, sa.literal(""), at)


def _write(rows: sa.Select[Any]) -> None:
    columns = ["payment_id", "shop_id", "deal_id", "person_id", "provider", "currency"]
    columns += ["kind", "amount", "step_id", "key", "reason", "who", "at"]
    op.execute(sa.insert(_ENTRIES).from_select(columns, rows))


def _guard() -> None:
    """Whoever tries to change an entry, or to take one out, fails."""
    said = "the ledger is only ever added to"
    if op.get_bind().dialect.name == "sqlite":
        for what in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {_OF_OUR_OWN}_{what.lower()} BEFORE {what} ON ledger_entry "
                f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
            )
        return
    op.execute(
        f"CREATE FUNCTION {_OF_OUR_OWN}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{said}'; END $$"
    )
    op.execute(
        f"CREATE TRIGGER {_OF_OUR_OWN} BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {_OF_OUR_OWN}()"
    )


def downgrade() -> None:
    """Take the ledger out; what stands in payments and steps stays."""
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.drop_column("deal_id")
    op.drop_table("ledger_entry")
    if op.get_bind().dialect.name != "sqlite":
        op.execute(f"DROP FUNCTION {_OF_OUR_OWN}()")
