"""The table of waiting lists: who waits for a place in a full group buy, in the order in which they came."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, String, Table, text

from storage.schema import Moment, metadata, number

_WAITS = text("state = 'waiting'")

waiting = Table(
    "waiting",
    metadata,
    number(),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("person_id", BigInteger, nullable=False),
    Column("variant_id", BigInteger, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("state", String(12), nullable=False),
    Column("why", String(20), nullable=False, server_default=""),
    Column("count", Integer, nullable=False, server_default="0"),
    Column("since", Moment, nullable=False),
    Column("ended_at", Moment),
    Index("ix_waiting_age", "since"),
    Index(
        "ux_waiting_person",
        "group_buy_id",
        "person_id",
        unique=True,
        sqlite_where=_WAITS,
        postgresql_where=_WAITS,
    ),
    Index("ix_waiting_line", "group_buy_id", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
    Index("ix_waiting_mine", "person_id", "id", sqlite_where=_WAITS, postgresql_where=_WAITS),
)
"""Who came first has the smaller number. A row is written only under the lock of its group buy.

state: waiting -> served (has a place now) | passed (could not have it: `why`, with the `count` that its sentence
needs) | left | over (the group buy ended).
"""
