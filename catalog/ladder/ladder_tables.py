"""The table of price ladders: from how many paid people on everybody pays which price."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table

from storage.schema import metadata

terms_step = Table(
    "terms_step",
    metadata,
    Column("terms_id", ForeignKey("terms.id"), primary_key=True),
    Column("people", Integer, primary_key=True, autoincrement=False),
    Column("variant_id", ForeignKey("variant.id"), primary_key=True),
    Column("price", BigInteger, nullable=False),
    Column("off", Integer),
)
"""From `people` paid people on each pays `price` for one unit of the variant, in minor units of the shop's currency.

`off`: the hundredths of a percent that made the prices of this step; NULL where they were named. Like all terms they
are never changed. The price below the first step is `terms_price.price`, and that one is paid at joining.
"""
