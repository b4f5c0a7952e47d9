"""The group price that a percentage makes of a solo price."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.money import Money
from catalog.pricing import WHOLE, group_price, hundredths

OFFS = st.integers(0, WHOLE - 1)
PRICES = st.integers(1, 10**12)


@pytest.mark.parametrize(
    ("solo", "off", "group"),
    [(1990, 2000, 1592), (999, 3333, 666), (1, 9999, 1), (125, 2000, 100), (5, 5000, 3)],
)
def test_a_percentage_comes_off_and_half_a_cent_is_rounded_up(
    solo: int, off: int, group: int
) -> None:
    assert group_price(Money(solo, "EUR"), off) == Money(group, "EUR")


@given(PRICES, OFFS)
def test_a_group_price_is_never_nothing_and_never_above_the_solo_price(solo: int, off: int) -> None:
    assert 1 <= group_price(Money(solo, "JPY"), off).minor <= solo


@given(PRICES, OFFS)
def test_whole_numbers_round_as_exact_decimals_do(solo: int, off: int) -> None:
    exact = Decimal(solo) * (WHOLE - off) / WHOLE
    rounded = int(exact.quantize(Decimal(1), ROUND_HALF_UP))
    assert group_price(Money(solo, "EUR"), off).minor == max(1, rounded)


@given(PRICES, OFFS, OFFS)
def test_more_off_is_never_dearer(solo: int, one: int, other: int) -> None:
    less, more = sorted((one, other))
    price = Money(solo, "EUR")
    assert group_price(price, more).minor <= group_price(price, less).minor


@pytest.mark.parametrize(("solo", "off"), [(100, WHOLE), (100, -1), (0, 2000), (-5, 2000)])
def test_what_no_rule_let_through_is_a_broken_world(solo: int, off: int) -> None:
    with pytest.raises(ValueError, match="cannot take"):
        group_price(Money(solo, "EUR"), off)


def test_a_percentage_may_have_two_decimals() -> None:
    assert hundredths(Decimal("12.34")) == 1234
