"""Amounts as Stripe counts them, which is not always how we do."""

from babel.numbers import get_currency_precision

from catalog.money import Money

_NONE = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA"}
    | {"PYG", "RWF", "VND", "VUV", "XAF", "XOF", "XPF"}
)
"""Stripe, "Supported currencies", "Zero-decimal currencies".

Its special cases take two of that page out again: ISK and UGX are sent with two decimals that are always 00.
"""

_THREE = frozenset(("BHD", "JOD", "KWD", "OMR", "TND"))
"""The same page, "Three-decimal currencies": the last digit has to be 0."""


class Unsayable(ValueError):
    """An amount that one side has no number for."""


def digits(currency: str) -> int:
    """How many decimals Stripe's amounts of this currency have; ours are those of `babel.numbers`."""
    if currency in _NONE:
        return 0
    return 3 if currency in _THREE else 2


def to_stripe(amount: Money) -> int:
    """What to send for an amount. Raises Unsayable for 0 and less, and where Stripe cannot say it exactly."""
    sent = _scaled(amount.minor, digits(amount.currency) - get_currency_precision(amount.currency))
    if sent is None or (amount.currency in _THREE and sent % 10):
        raise Unsayable(f"Stripe takes no {amount.minor} minor units of {amount.currency}")
    if sent <= 0:
        raise Unsayable(f"nothing can be paid with {amount.minor} minor units")
    return sent


def from_stripe(sent: int, currency: str) -> Money:
    """The amount that Stripe tells of. Raises Unsayable for a fraction of our smallest unit."""
    code = currency.upper()
    minor = _scaled(sent, get_currency_precision(code) - digits(code))
    if minor is None:
        raise Unsayable(f"{sent} of {code} is no whole number of minor units here")
    return Money(minor, code)


def _scaled(number: int, places: int) -> int | None:
    """Move the decimal point; None where something would be lost."""
    if places >= 0:
        return int(number * 10**places)
    whole, rest = divmod(number, 10**-places)
    return None if rest else int(whole)
