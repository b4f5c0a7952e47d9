"""The tables of the ground floor: what came in, what is owed to go out, where a conversation stands."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.schema import Moment, metadata, number

inbox = Table(
    "inbox",
    metadata,
    Column("event_id", String(120), primary_key=True),
    Column("answer", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_inbox_at", "at"),
)
"""One row per event that wrote: its id and the answer given, so that it is answered once."""

outbox = Table(
    "outbox",
    metadata,
    number(),
    Column("bot", BigInteger, nullable=False, server_default="0"),
    Column("lane", Integer, nullable=False, server_default="1"),
    Column("kind", String(40), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("person_id", BigInteger, nullable=False, server_default="0"),
    Column("detail", String(120), nullable=False, server_default=""),
    Column("state", String(12), nullable=False, server_default="owed"),
    Column("generation", Integer, nullable=False, server_default="1"),
    Column("due_at", Moment, nullable=False),
    Column("stale_at", Moment),
    Column("leased_until", Moment),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("error", String(400)),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("bundle", BigInteger),
    UniqueConstraint("kind", "subject_id", "person_id", "detail"),
    Index("ix_outbox_waiting", "state", "lane", "due_at", "id"),
    Index(
        "ix_outbox_stale",
        "state",
        "stale_at",
        sqlite_where=text("stale_at IS NOT NULL"),
        postgresql_where=text("stale_at IS NOT NULL"),
    ),
    Index(
        "ix_outbox_offers",
        "person_id",
        "settled_at",
        sqlite_where=text("lane = 4"),
        postgresql_where=text("lane = 4"),
    ),
    Index(
        "ix_outbox_bundle",
        "bundle",
        sqlite_where=text("bundle IS NOT NULL"),
        postgresql_where=text("bundle IS NOT NULL"),
    ),
)
"""What must be told: `kind` about `subject_id` to `person_id`, once per (kind, subject, person, detail).

state: owed -> leased -> sending -> sent | dropped | unknown | unreachable (and owed again when they return), or
owed -> leased -> gathered: said as a part of `bundle`, which is the subject of a notice of its own.
`sending`: it may be out. `generation` counts how often the same row was owed anew (cards): a lease settles only
the generation that it claimed. `bot` 0 means whichever reaches the person. `lane`: see storage.outbox.Lane.
"""

conversation = Table(
    "conversation",
    metadata,
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("state", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_conversation_at", "at"),
)
"""Where a person's conversation stands in one chat: a small JSON value of the flow that asked."""

alarm = Table(
    "alarm",
    metadata,
    number(),
    Column("kind", String(40), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("text", String(400), nullable=False),
    Column("at", Moment, nullable=False),
    Column("told_at", Moment),
    Column("chat", BigInteger),
    UniqueConstraint("kind", "subject_id"),
)
"""What the person who runs this must look at: a payment that does not fit, a refund that keeps failing.

`chat`: where it was told last; whoever can press a button there runs this.
"""

upload = Table(
    "upload",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(1000), primary_key=True),
    Column("file_id", String(300), nullable=False),
)
"""Pictures of ours that a messenger already has, under the number that it gave them for this bot."""
