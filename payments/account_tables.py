"""The table of a shop's accounts: the ways in which it takes money, with their sealed keys."""

from sqlalchemy import BigInteger, Boolean, Column, Index, Integer, String, Table, Text

from storage.schema import Moment, metadata, number

pay_account = Table(
    "pay_account",
    metadata,
    number(),
    Column("shop_id", BigInteger, nullable=False),
    Column("kind", String(12), nullable=False),
    Column("label", String(40), nullable=False, server_default=""),
    Column("sealed", Text, nullable=False, server_default=""),
    Column("open", Boolean, nullable=False),
    Column("position", Integer, nullable=False),
    Column("made_at", Moment, nullable=False),
    Index("ix_pay_account_shop", "shop_id", "position"),
)
"""kind: telegram | stripe | pickup. `label`: what a buyer reads on its button, "" for the kind's own words.

`sealed`: its keys, readable with KAITUAN_SEAL alone. One that is not `open` takes nothing new; it still gives back.
"""
