"""The group price that a percentage makes of a solo price, in whole numbers only."""

from decimal import Decimal

from catalog.money import Money

WHOLE = 10_000
"""Hundredths of a percent in one whole: `off` is counted in them, so 20 % is 2,000."""


def group_price(solo: Money, off: int) -> Money:
    """The solo price less `off` hundredths of a percent, half a minor unit rounded up.

    Never nothing and never above the solo price. Raises ValueError unless 0 <= off < 10,000 and the price is
    above zero.
    """
    if not 0 <= off < WHOLE or solo.minor < 1:
        raise ValueError(f"cannot take {off} of {WHOLE} off {solo}")
    rounded = (2 * solo.minor * (WHOLE - off) + WHOLE) // (2 * WHOLE)
    return Money(max(1, rounded), solo.currency)


def hundredths(percent: Decimal) -> int:
    """A percentage in hundredths of a percent: 12.5 -> 1250."""
    return int(percent * 100)
