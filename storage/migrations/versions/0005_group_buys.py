"""group buys."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "card",
        sa.Column("bot", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("group_buy_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("dead", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("bot", "chat", "message_id", name=op.f("pk_card")),
    )
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.create_index("ix_card_group", ["group_buy_id", "dead"], unique=False)

    op.create_table(
        "group_buy",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("terms_id", sa.BigInteger(), nullable=False),
        sa.Column("leader_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("paid", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.BigInteger(), nullable=True),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("closed_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_buy")),
    )
    with op.batch_alter_table("group_buy", schema=None) as batch_op:
        batch_op.create_index("ix_group_buy_deal", ["deal_id", "state", "closes_at"], unique=False)
        batch_op.create_index("ix_group_buy_due", ["state", "closes_at"], unique=False)

    op.create_table(
        "purchase",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("seat_id", sa.BigInteger(), nullable=True),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("payment_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("placed_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase")),
        sa.UniqueConstraint("number", name=op.f("uq_purchase_number")),
        sa.UniqueConstraint("seat_id", name=op.f("uq_purchase_seat_id")),
    )
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.create_index(
            "ix_purchase_held",
            ["held_until"],
            unique=False,
            sqlite_where=sa.text("held_until IS NOT NULL"),
            postgresql_where=sa.text("held_until IS NOT NULL"),
        )
        batch_op.create_index("ix_purchase_person", ["person_id", "created_at"], unique=False)

    op.create_table(
        "invite",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column(
            "group_buy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("inviter_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=40), server_default="", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buy.id"], name=op.f("fk_invite_group_buy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invite")),
        sa.UniqueConstraint("token", name=op.f("uq_invite_token")),
    )
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.create_index("ux_invite_of", ["group_buy_id", "inviter_id", "source"], unique=True)

    op.create_table(
        "seat",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=True,
            nullable=False,
        ),
        sa.Column(
            "group_buy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("variant_id", sa.BigInteger(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("state", sa.String(length=12), nullable=False),
        sa.Column("held_until", sa.BigInteger(), nullable=True),
        sa.Column("paid_at", sa.BigInteger(), nullable=True),
        sa.Column("payment_id", sa.BigInteger(), nullable=True),
        sa.Column("invite_id", sa.BigInteger(), nullable=True),
        sa.Column("remind_at", sa.BigInteger(), nullable=True),
        sa.Column("reminded", sa.Integer(), server_default="0", nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buy.id"], name=op.f("fk_seat_group_buy_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seat")),
    )
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.create_index("ix_seat_group", ["group_buy_id", "state", "paid_at"], unique=False)
        batch_op.create_index(
            "ix_seat_held",
            ["held_until"],
            unique=False,
            sqlite_where=sa.text("held_until IS NOT NULL"),
            postgresql_where=sa.text("held_until IS NOT NULL"),
        )
        batch_op.create_index("ix_seat_person", ["person_id", "deal_id"], unique=False)
        batch_op.create_index(
            "ix_seat_remind",
            ["remind_at"],
            unique=False,
            sqlite_where=sa.text("remind_at IS NOT NULL"),
            postgresql_where=sa.text("remind_at IS NOT NULL"),
        )
        batch_op.create_index(
            "ux_seat_live",
            ["group_buy_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state IN ('held', 'paid', 'confirmed', 'shipped', 'received')"),
            postgresql_where=sa.text(
                "state IN ('held', 'paid', 'confirmed', 'shipped', 'received')"
            ),
        )

    op.create_table(
        "invitation",
        sa.Column(
            "group_buy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "invite_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False
        ),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_buy_id"], ["group_buy.id"], name=op.f("fk_invitation_group_buy_id")
        ),
        sa.ForeignKeyConstraint(["invite_id"], ["invite.id"], name=op.f("fk_invitation_invite_id")),
        sa.PrimaryKeyConstraint("group_buy_id", "person_id", name=op.f("pk_invitation")),
    )


def downgrade() -> None:
    op.drop_table("invitation")
    with op.batch_alter_table("seat", schema=None) as batch_op:
        batch_op.drop_index(
            "ux_seat_live",
            sqlite_where=sa.text("state IN ('held', 'paid', 'confirmed', 'shipped', 'received')"),
            postgresql_where=sa.text(
                "state IN ('held', 'paid', 'confirmed', 'shipped', 'received')"
            ),
        )
        batch_op.drop_index(
            "ix_seat_remind",
            sqlite_where=sa.text("remind_at IS NOT NULL"),
            postgresql_where=sa.text("remind_at IS NOT NULL"),
        )
        batch_op.drop_index("ix_seat_person")
        batch_op.drop_index(
            "ix_seat_held",
            sqlite_where=sa.text("held_until IS NOT NULL"),
            postgresql_where=sa.text("held_until IS NOT NULL"),
        )
        batch_op.drop_index("ix_seat_group")

    op.drop_table("seat")
    with op.batch_alter_table("invite", schema=None) as batch_op:
        batch_op.drop_index("ux_invite_of")

    op.drop_table("invite")
    with op.batch_alter_table("purchase", schema=None) as batch_op:
        batch_op.drop_index("ix_purchase_person")
        batch_op.drop_index(
            "ix_purchase_held",
            sqlite_where=sa.text("held_until IS NOT NULL"),
            postgresql_where=sa.text("held_until IS NOT NULL"),
        )

    op.drop_table("purchase")
    with op.batch_alter_table("group_buy", schema=None) as batch_op:
        batch_op.drop_index("ix_group_buy_due")
        batch_op.drop_index("ix_group_buy_deal")

    op.drop_table("group_buy")
    with op.batch_alter_table("card", schema=None) as batch_op:
        batch_op.drop_index("ix_card_group")

    op.drop_table("card")
