"""What stories about round-ups may ask for."""

from collections.abc import Iterator

import pytest

from tests.roundup.market import Market
from tests.stories import Terms, Town


@pytest.fixture
def market(database_url: str) -> Iterator[Market]:
    """Give a shop in Berlin with one deal, two channels, and no round-up yet."""
    with Town(database_url, Terms(minimum=3, capacity=50, stock=100)) as town:
        yield Market(town)
