"""Words on charts: amounts and days said shortly, lengths of time without a false precision."""

from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_interval, format_skeleton
from babel.numbers import format_compact_decimal, get_currency_precision

from catalog.money import Money

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


@lru_cache(maxsize=2048)
def short_number(amount: Money, language: str) -> str:
    """An amount with no more digits than an axis has room for, without its currency: "0.5", "50", "1.2K", "1.2万"."""
    value = Decimal(amount.minor).scaleb(-get_currency_precision(amount.currency))
    places = 2 if value < 10 else 1
    return str(format_compact_decimal(value, locale=language, fraction_digits=places))


def days_text(first: date, last: date, language: str) -> str:
    """From a day to a day: "Feb 24 – Mar 2, 2026"."""
    return str(format_interval(first, last, "yMMMd", locale=language))


def day_text(day: date, language: str) -> str:
    """A day without its year: "Mar 2"."""
    return format_skeleton("MMMd", day, locale=language)


def weekday_text(day: date, language: str) -> str:
    """A day of the week: "Mon"."""
    return format_date(day, "EEE", locale=language)


def about(seconds: float) -> timedelta:
    """A length of time as one would say it: to the second, minute, quarter of an hour or hour."""
    steps = ((2 * _MINUTE, 1), (2 * _HOUR, _MINUTE), (12 * _HOUR, 15 * _MINUTE))
    step = next((one for most, one in steps if seconds < most), _HOUR)
    return timedelta(seconds=round(seconds / step) * step)
