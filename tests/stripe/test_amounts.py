"""Amounts at Stripe: whole yen, dinars that end in 0, krónur that end in 00, and nothing that would be rounded."""

import pytest
from babel.numbers import get_currency_precision, list_currencies

from catalog.money import Money
from payments.stripe_amounts import Unsayable, digits, from_stripe, to_stripe


@pytest.mark.parametrize(
    ("minor", "currency", "sent"),
    [
        (1099, "USD", 1099),
        (500, "JPY", 500),
        (5, "ISK", 500),
        (5, "UGX", 500),
        (5120, "KWD", 5120),
        (800, "HUF", 800),
        (7, "ALL", 700),
    ],
)
def test_an_amount_goes_there_and_back(minor: int, currency: str, sent: int) -> None:
    assert to_stripe(Money(minor, currency)) == sent
    assert from_stripe(sent, currency.lower()) == Money(minor, currency)


@pytest.mark.parametrize(
    ("minor", "currency"), [(0, "EUR"), (-1, "EUR"), (5124, "KWD"), (0, "JPY")]
)
def test_what_stripe_cannot_say_is_not_said(minor: int, currency: str) -> None:
    with pytest.raises(Unsayable):
        to_stripe(Money(minor, currency))


def test_a_fraction_of_our_smallest_unit_is_never_rounded() -> None:
    """Promise 17: a paid amount that differs is not taken for the asked one."""
    with pytest.raises(Unsayable):
        from_stripe(501, "isk")
    with pytest.raises(Unsayable):
        from_stripe(99, "all")


def test_every_currency_that_we_can_sell_in_survives_both_ways() -> None:
    for currency in list_currencies():
        if get_currency_precision(currency) <= digits(currency):
            amount = Money(12_340, currency)
            assert from_stripe(to_stripe(amount), currency) == amount
