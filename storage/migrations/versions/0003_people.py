"""people."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("external_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("username", sa.String(length=64), nullable=True),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("language_chosen", sa.Integer(), server_default="0", nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("quiet_from", sa.Integer(), server_default="22", nullable=False),
        sa.Column("quiet_to", sa.Integer(), server_default="8", nullable=False),
        sa.Column("muted", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("channel", "external_id", name=op.f("uq_person_channel_external_id")),
    )
    op.create_table(
        "mute",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("group_buy_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mute_person_id")),
        sa.PrimaryKeyConstraint("person_id", "group_buy_id", name=op.f("pk_mute")),
    )
    op.create_table(
        "reach",
        sa.Column(
            "person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("seen_at", sa.BigInteger(), nullable=False),
        sa.Column("unreachable_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_reach_person_id")),
        sa.PrimaryKeyConstraint("person_id", "bot", name=op.f("pk_reach")),
    )
    with op.batch_alter_table("reach", schema=None) as batch_op:
        batch_op.create_index("ix_reach_chat", ["bot", "chat"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("reach", schema=None) as batch_op:
        batch_op.drop_index("ix_reach_chat")

    op.drop_table("reach")
    op.drop_table("mute")
    op.drop_table("person")
