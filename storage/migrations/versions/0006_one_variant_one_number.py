"""a product with one variant has the same number in both of its stock books."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "UPDATE variant SET free = (SELECT free FROM product WHERE product.id = variant.product_id)"
        " WHERE product_id IN (SELECT id FROM product WHERE variants = 1)"
    )


def downgrade() -> None:
    """Nothing to undo: the second book was not looked at."""
