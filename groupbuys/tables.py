"""The tables of the heart: group buys, seats, orders, invites and the cards that show them."""

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    text,
)

from storage.schema import Moment, metadata, number

group_buy = Table(
    "group_buy",
    metadata,
    number(),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("product_id", BigInteger, nullable=False),
    Column("terms_id", BigInteger, nullable=False),
    Column("leader_id", BigInteger, nullable=False),
    Column("state", String(12), nullable=False),
    Column("minimum", Integer, nullable=False),
    Column("capacity", Integer, nullable=False),
    Column("taken", Integer, nullable=False),
    Column("paid", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("closes_at", Moment),
    Column("closed_at", Moment),
    Column("version", Integer, nullable=False, server_default="1"),
    Column("newcomers", Integer, nullable=False, server_default="0"),
    Column("waiting", Integer, nullable=False, server_default="0"),
    Column("ladder", Integer, nullable=False, server_default="0"),
    Column("rewarded", Integer, nullable=False, server_default="0"),
    Index("ix_group_buy_due", "state", "closes_at"),
    Index("ix_group_buy_deal", "deal_id", "state", "closes_at"),
    Index(
        "ix_group_buy_waiting",
        "id",
        sqlite_where=text("waiting > 0"),
        postgresql_where=text("waiting > 0"),
    ),
    Index(
        "ix_group_buy_shop",
        "shop_id",
        "opened_at",
        sqlite_where=text("opened_at IS NOT NULL"),
        postgresql_where=text("opened_at IS NOT NULL"),
    ),
)
"""`taken` counts held and paid seats, `paid` the paid ones; one seat is one person. `version` guards each write.
`newcomers` 1: who joins must be new to the shop; like minimum and capacity it is what the group was opened with.
`waiting`: how many wait for a place in it (see groupbuys.waiting); a place that is free belongs to them first.
`ladder` 1: the more people have paid at its close, the less each pays (see groupbuys.ladder).
`rewarded` 1: its terms promise its leader a reward (see groupbuys.rewards).

state: opening (the leader has not paid) -> forming -> succeeded | failed | cancelled | merged (into another one).
`closed_at - closes_at` is how late a close at the deadline came.
"""

_LIVE = text("state IN ('held', 'paid', 'confirmed', 'shipped', 'received')")

seat = Table(
    "seat",
    metadata,
    number(),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("variant_id", BigInteger, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(12), nullable=False),
    Column("held_until", Moment),
    Column("paid_at", Moment),
    Column("payment_id", BigInteger),
    Column("invite_id", BigInteger),
    Column("remind_at", Moment),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("coupon_id", BigInteger),
    Column("off", BigInteger, nullable=False, server_default="0"),
    Column("credit", BigInteger, nullable=False, server_default="0"),
    Column("created_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("ended_why", String(12)),
    Column("payer_id", BigInteger),
    Index(
        "ux_seat_live",
        "group_buy_id",
        "person_id",
        unique=True,
        sqlite_where=_LIVE,
        postgresql_where=_LIVE,
    ),
    Index("ix_seat_group", "group_buy_id", "state", "paid_at"),
    Index("ix_seat_person", "person_id", "deal_id"),
    Index(
        "ix_seat_payer",
        "payer_id",
        sqlite_where=text("payer_id IS NOT NULL"),
        postgresql_where=text("payer_id IS NOT NULL"),
    ),
    Index(
        "ix_seat_buyer",
        "deal_id",
        "person_id",
        sqlite_where=text("state IN ('paid', 'confirmed', 'shipped')"),
        postgresql_where=text("state IN ('paid', 'confirmed', 'shipped')"),
    ),
    Index(
        "ix_seat_held",
        "held_until",
        sqlite_where=text("held_until IS NOT NULL"),
        postgresql_where=text("held_until IS NOT NULL"),
    ),
    Index(
        "ix_seat_remind",
        "remind_at",
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    ),
)
"""`price`: the promised price of one unit, minor units; where a price ladder was settled, the price that was reached.
A seat costs `costs(seat)`: price x quantity, less what its
coupon takes `off` all of it, and what `credit` pays of it.

state: held -> paid -> confirmed; held -> released -> (paid late:) unplaced -> paid elsewhere's `moved` | refunding;
paid -> refunding -> refunded. `payment_id` NULL on a paid seat: it is paid at pickup. `held_until` of an unplaced
seat is when its money goes back by itself. `ended_why`: what ended a hold before its time (a Reason).
 `payer_id`: who paid, where that is somebody else: it goes back to them.
"""

purchase = Table(
    "purchase",
    metadata,
    number(),
    Column("number", String(16), nullable=False, unique=True),
    Column("shop_id", BigInteger, nullable=False),
    Column("deal_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("seat_id", BigInteger, unique=True),
    Column("variant_id", BigInteger, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("state", String(12), nullable=False),
    Column("held_until", Moment),
    Column("payment_id", BigInteger),
    Column("created_at", Moment, nullable=False),
    Column("placed_at", Moment),
    Column("packed_at", Moment),
    Column("carrier", String(40), nullable=False, server_default=""),
    Column("tracking", String(80), nullable=False, server_default=""),
    Column("shipped_at", Moment),
    Column("received_at", Moment),
    Column("handed_by", BigInteger),
    Column("remind_at", Moment),
    Column("coupon_id", BigInteger),
    Column("off", BigInteger, nullable=False, server_default="0"),
    Column("credit", BigInteger, nullable=False, server_default="0"),
    Index("ix_purchase_shop", "shop_id", "state", "placed_at"),
    Index("ix_purchase_of_shop", "shop_id", "id"),
    Index(
        "ix_purchase_buyer",
        "deal_id",
        "person_id",
        sqlite_where=text("state IN ('placed', 'shipped')"),
        postgresql_where=text("state IN ('placed', 'shipped')"),
    ),
    Index("ix_purchase_person", "person_id", "created_at"),
    Index(
        "ix_purchase_remind",
        "remind_at",
        sqlite_where=text("remind_at IS NOT NULL"),
        postgresql_where=text("remind_at IS NOT NULL"),
    ),
    Index(
        "ix_purchase_held",
        "held_until",
        sqlite_where=text("held_until IS NOT NULL"),
        postgresql_where=text("held_until IS NOT NULL"),
    ),
)
"""An Order ("order" is a word of SQL): a seat whose group succeeded (`seat_id`), or a solo purchase (none).

state: held -> placed -> (shipped ->) received; held -> released; placed -> refunding -> refunded, or (at pickup,
where nothing was taken) taken_back. `placed_at` NULL: never placed, so nothing that its shop has to deliver.
`packed_at`: it lies ready. `handed_by`: the keeper who handed it out. `remind_at`: when the buyer of a solo purchase is
asked once more where it goes, if that is not known by then.
"""

invite = Table(
    "invite",
    metadata,
    number(),
    Column("token", String(32), nullable=False, unique=True),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("inviter_id", BigInteger, nullable=False),
    Column("source", String(40), nullable=False, server_default=""),
    Column("created_at", Moment, nullable=False),
    Index("ux_invite_of", "group_buy_id", "inviter_id", "source", unique=True),
)
"""An unguessable link into a group buy that remembers who invited (`inviter_id`) and from where."""

invitation = Table(
    "invitation",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("invite_id", ForeignKey("invite.id"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("seen_at", Moment),
    Index("ix_invitation_seen", "person_id", "seen_at"),
)
"""The first valid invite that a person opened for a group buy: later clicks do not take it over.

`seen_at`: when they last opened any invite into it; NULL once they let it go.
"""

card = Table(
    "card",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("group_buy_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False, server_default="0"),
    Column("shown", Integer, nullable=False),
    Column("dead", Integer, nullable=False, server_default="0"),
    Index("ix_card_group", "group_buy_id", "dead"),
)
"""A message that shows a group buy and is edited as it changes; `shown` is the version it shows."""


def costs(places: Table) -> ColumnElement[int]:
    """What a row of seats or purchases costs, in minor units: `groupbuys.costs.cost`, where the database sums it up."""
    return places.c.price * places.c.quantity - places.c.off - places.c.credit
