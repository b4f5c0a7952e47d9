"""a deal remembers that its product left the shelf."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.add_column(sa.Column("shelved", sa.Integer(), server_default="0", nullable=False))
    op.execute(
        "UPDATE deal SET shelved = 1 WHERE state = 'paused'"
        " AND product_id IN (SELECT id FROM product WHERE published = 0)"
    )


def downgrade() -> None:
    with op.batch_alter_table("deal", schema=None) as batch_op:
        batch_op.drop_column("shelved")
