"""Pure: values that a keeper is offered for a fund, all of which it would take, and the bounds that they keep to."""

from collections.abc import Iterable
from dataclasses import replace

from catalog.money import Money
from groupbuys.coupons.limits import MOST_DAYS, MOST_SIZE, TIMES, fault
from groupbuys.coupons.model import Fund

_SIZES, _DAYS = (3, 5, 10), (7, 14, 30)
_TIMES_LEAST, _LEADERS = (2, 4, 6), (10, 20, 50)
_ROUND = (1, 2, 3, 5)
_PARTS = (10, 5, 3)
"""Of what things cost in a shop, a coupon may well take off so many parts."""


def worths(typical: Money) -> tuple[Money, ...]:
    """What one coupon could be worth where things cost about that: round amounts, the smallest first."""
    found = dict.fromkeys(_rounded(typical.minor // parts) for parts in _PARTS)
    return tuple(Money(minor, typical.currency) for minor in found)


def values(fund: Fund, field: str) -> tuple[int, ...]:
    """What could stand in that field ("s", "a", "l", "d", "b": see EditFund), amounts in minor units."""
    terms = fund.offered
    wanted: dict[str, Iterable[int]] = {
        "s": _SIZES,
        "d": _DAYS,
        "a": (one.minor for one in worths(terms.least)),
        "l": (terms.amount.minor * times for times in _TIMES_LEAST),
        "b": (terms.amount.minor * terms.size * leaders for leaders in _LEADERS),
    }
    return tuple(one for one in wanted.get(field, ()) if _fits(with_value(fund, field, one)))


def bound(fund: Fund, field: str) -> int:
    """The most that fits into "s", "a" and "d" as the others stand, the least that does into "l" and "b"."""
    terms = fund.offered
    match field:
        case "s":
            return min(MOST_SIZE, fund.budget.minor // terms.amount.minor)
        case "a":
            return min(terms.least.minor // TIMES, fund.budget.minor // terms.size)
        case "l":
            return terms.amount.minor * TIMES
        case "b":
            promised = fund.aside.minor + fund.spent.minor
            return max(promised, terms.amount.minor * terms.size)
        case _:
            return MOST_DAYS


def with_value(fund: Fund, field: str, value: int) -> Fund:
    """The fund with another value in that field, whether or not it may have that."""
    terms, currency = fund.offered, fund.budget.currency
    match field:
        case "s":
            return replace(fund, offered=replace(terms, size=value))
        case "a":
            return replace(fund, offered=replace(terms, amount=Money(value, currency)))
        case "l":
            return replace(fund, offered=replace(terms, least=Money(value, currency)))
        case "d":
            return replace(fund, offered=replace(terms, days=value))
        case "b":
            return replace(fund, budget=Money(value, currency))
        case _:
            return fund


def _fits(fund: Fund) -> bool:
    return fault(fund.offered, fund.budget, fund.aside + fund.spent) is None


def _rounded(minor: int) -> int:
    """The largest of 1, 2, 3, 5, 10, 20 ... that is not above it; at least 1."""
    ten = int("1" + "0" * (len(str(max(minor, 1))) - 1))
    return max(one * ten for one in _ROUND if one * ten <= max(minor, 1))
