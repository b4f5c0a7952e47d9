"""What the stories of the catalogue may ask for."""

from collections.abc import Iterator

import pytest

from tests.catalog.market import Market


@pytest.fixture
def market(database_url: str) -> Iterator[Market]:
    """Give an empty market, once on each kind of database."""
    with Market(database_url) as empty:
        yield empty


@pytest.fixture
def shelf(market: Market) -> Market:
    """Give a market with one shop of three products, each with a deal."""
    report = market.bring()
    assert (report.added, report.faults) == (3, ())
    return market


@pytest.fixture
def sqlite_shelf(sqlite_url: str) -> Iterator[Market]:
    """Give the same on SQLite alone, for stories that are told many times over."""
    with Market(sqlite_url) as market:
        market.bring()
        yield market
