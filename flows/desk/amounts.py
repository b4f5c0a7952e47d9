"""Amounts of money as keepers type them."""

from catalog.captions.amounts import find_amount, read_amount
from catalog.captions.writing import Writing
from catalog.money import Money


def read(text: str, currency: str) -> Money | None:
    """An amount in the shop's currency, however it is written; None where there is none in it."""
    writing = Writing(text.strip())
    match = find_amount(writing.text)
    amount = None if match is None else read_amount(match, currency, han=writing.han)
    return amount if isinstance(amount, Money) else None
