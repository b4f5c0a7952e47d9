"""Price ladders in catalogue files: brought in, brought in again, and refused (promises 35, 37)."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from catalog.ladder.steps import ladder
from catalog.tables import variant
from tests.catalog.market import Market


@pytest.fixture
def market(database_url: str) -> Iterator[Market]:
    """A shop that is filled from files."""
    with Market(database_url) as made:
        yield made


FILE = """
[[products]]
handle = "tea"
title = "Tea"
price = "{solo}"
deal = {{ minimum = 3, capacity = 10, {offer} }}
"""
PRICED = 'price = "20.00", ladder = { 5 = "18.00", 10 = "15.00" }'
SHARED = 'off = "20%", ladder = { 5 = "25%", 10 = "40%" }'


def brings(market: Market, offer: str, solo: str = "30.00") -> tuple[int, int, int]:
    """Bring the file in: how many were added, changed, and left as they were."""
    report = market.bring(FILE.format(offer=offer, solo=solo).encode(), rule=None)
    assert report.faults == (), report.faults
    return report.added, report.changed, report.unchanged


def of_market(market: Market) -> list[tuple[int, int]]:
    """The ladder of its one live deal."""
    page = market.page("Tea")
    assert page.deal is not None
    terms_id = page.deal.terms_id
    found = market.run(lambda tx: ladder(tx, terms_id))
    return [(one.people, price.minor) for one in found for price in one.prices.values()]


def test_a_file_brings_a_ladder_and_the_same_file_again_changes_nothing(market: Market) -> None:
    """Promise 37."""
    for offer in (PRICED, SHARED):
        assert sum(brings(market, offer)[:2]) == 1
        assert brings(market, offer) == (0, 0, 1)
    assert of_market(market) == [(5, 2250), (10, 1800)]
    assert brings(market, SHARED.replace("40%", "41%")) == (0, 1, 0)
    assert of_market(market) == [(5, 2250), (10, 1770)]


def test_a_ladder_follows_prices_that_change_and_loses_steps_that_are_no_cheaper(
    market: Market,
) -> None:
    """A file without terms: percentages follow the price; of named prices those stay that still go down."""
    plain = '[[products]]\nhandle = "tea"\ntitle = "Tea"\nprice = "{solo}"\n'
    brings(market, SHARED)
    market.bring(plain.format(solo="20.00").encode(), rule=None)
    assert of_market(market) == [(5, 1500), (10, 1200)]
    brings(market, PRICED, solo="30.01")
    market.bring(plain.format(solo="17.00").encode(), rule=None)
    assert of_market(market) == [(10, 1500)]
    assert market.run(lambda tx: tx.value(select(variant.c.price))) == 1700


@pytest.mark.parametrize(
    ("offer", "right"),
    [
        ('price = "20.00", ladder = { 5 = "21.00" }', "each step must be cheaper"),
        ('price = "20.00", ladder = { 3 = "18.00" }', "more people than the 3"),
        ('price = "20.00", ladder = { 11 = "18.00" }', "for 10 people at most"),
        ('price = "20.00", ladder = { five = "18.00" }', "a table of people and prices"),
        ('price = "20.00", ladder = {}', "a table of people and prices"),
        ('price = "20.00", ladder = "18.00"', "a table of people and prices"),
        ('price = "20.00", ladder = { 5 = "0" }', "a price in EUR above zero"),
        ('off = "20%", ladder = { 5 = "20%" }', "each step must be cheaper"),
        ('off = "20%", ladder = { 5 = "120%" }', "a percentage above 0 and below 100"),
    ],
)
def test_a_file_with_a_ladder_that_makes_no_sense_is_told_what_would_be_right(
    market: Market, offer: str, right: str
) -> None:
    """Promises 35, 37."""
    report = market.bring(FILE.format(offer=offer, solo="30.00").encode(), rule=None)
    (fault,) = report.faults
    assert fault.column.startswith("deal.ladder")
    assert right in fault.expected
    assert report.added == 0
