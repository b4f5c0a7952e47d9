"""Amounts in words of a language: US$12.00, ¥1,200."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal, format_percent, get_currency_precision

from catalog.money import Money


@lru_cache(maxsize=8192)
def money_text(amount: Money, language: str) -> str:
    """An amount as it is written in that language."""
    places = get_currency_precision(amount.currency)
    value = Decimal(amount.minor).scaleb(-places)
    return format_currency(value, amount.currency, locale=language)


@lru_cache(maxsize=2048)
def number_text(number: int, language: str) -> str:
    """A whole number as it is written in that language."""
    return format_decimal(number, locale=language)


@lru_cache(maxsize=256)
def percent_text(percent: int, language: str) -> str:
    """Whole percent as they are written in that language."""
    return format_percent(Decimal(percent) / 100, locale=language)


@lru_cache(maxsize=256)
def share_text(hundredths: int, language: str) -> str:
    """Hundredths of a percent as percent, with as many decimals as there are: 250 is 2.5%."""
    return format_percent(Decimal(hundredths) / 10_000, locale=language, decimal_quantization=False)


def percent_less(group: Money, solo: Money) -> int:
    """By how many whole percent the group price lies below the solo price, rounded down so as not to boast."""
    return (solo - group).minor * 100 // solo.minor if solo.minor > 0 else 0
