"""The table of prompts: messages that ask somebody to pay for a place that is kept."""

from sqlalchemy import BigInteger, Column, Index, String, Table

from storage.schema import Moment, metadata

prompt = Table(
    "prompt",
    metadata,
    Column("bot", BigInteger, primary_key=True, autoincrement=False),
    Column("chat", BigInteger, primary_key=True, autoincrement=False),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    Column("reader", BigInteger, primary_key=True, autoincrement=False),
    Column("form", String(8), nullable=False),
    Column("what", String(1), nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("group_buy_id", BigInteger, nullable=False),
    Column("shown_at", Moment, nullable=False),
    Index("ix_prompt_group", "group_buy_id"),
    Index("ix_prompt_subject", "what", "subject_id"),
    Index("ix_prompt_age", "shown_at"),
)
"""`reader`: who alone sees it, by the messenger's number, where it is a whisper; 0 for any other message.

`form`: words, or an invoice. It is about a seat ("s") of `group_buy_id`, a solo purchase ("o", and no group: 0), or a
gift of a seat ("g").
"""
