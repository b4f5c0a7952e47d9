"""The tables of group chats: which group buys hang in which chat, and who joined them there."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table

from storage.schema import Moment, metadata, number

hanging = Table(
    "hanging",
    metadata,
    number(),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("topic", BigInteger, nullable=False, server_default="0"),
    Column("group_buy_id", ForeignKey("group_buy.id"), nullable=False),
    Column("invite_id", ForeignKey("invite.id"), nullable=False),
    Column("hung_at", Moment, nullable=False),
    Column("card_id", BigInteger, nullable=False, server_default="0"),
    Column("list_id", BigInteger, nullable=False, server_default="0"),
    Column("listed_at", Moment),
    Column("moved", Integer, nullable=False, server_default="0"),
    Index("ux_hanging", "bot", "chat", "topic", "group_buy_id", unique=True),
    Index("ix_hanging_invite", "invite_id"),
    Index("ix_hanging_age", "hung_at"),
)
"""A group buy in a group chat: brought there by whose `invite_id` it is, shown since `hung_at` by message `card_id`.

`list_id` is the message that lists who is in from that chat, as of `listed_at`; 0: none stands. `moved`: the chat goes
on under another number, and the messages stayed behind.
"""

chat_entry = Table(
    "chat_entry",
    metadata,
    Column("group_buy_id", ForeignKey("group_buy.id"), primary_key=True),
    Column("person_id", BigInteger, primary_key=True, autoincrement=False),
    Column("bot", BigInteger, nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_chat_entry", "bot", "chat", "group_buy_id"),
    Index("ix_chat_entry_age", "at"),
)
"""The chat in which somebody came into a group buy; they are on its list for as long as their seat counts."""
