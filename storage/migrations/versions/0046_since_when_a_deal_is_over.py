"""since when a deal is over."""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


_NOW = {
    "sqlite": "CAST(strftime('%s', 'now') AS INTEGER) * 1000",
    "postgresql": "CAST(EXTRACT(EPOCH FROM now()) * 1000 AS BIGINT)",
}
"""What was over before this was written down counts from now: its cards in chats are kept a little longer."""


def upgrade() -> None:
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ended_at", sa.BigInteger(), nullable=True))
    now = _NOW[op.get_context().dialect.name]
    op.execute(f"UPDATE deal SET ended_at = {now} WHERE state IN ('ended', 'cancelled')")  # noqa: S608  ours


def downgrade() -> None:
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.drop_column("ended_at")
