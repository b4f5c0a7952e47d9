"""A town in which somebody has credit."""

from collections.abc import Iterator

import pytest

from tests.rewards.ground import gives
from tests.stories import Terms, Town


@pytest.fixture
def rich(database_url: str) -> Iterator[Town]:
    """Mei (1) has 5.00 of credit, her friend (2) has none; groups are of three."""
    with Town(database_url, Terms(stock=90, variants=("S", "L"))) as town:
        mei = town.person("Mei")
        gives(town, mei, 500)
        yield town
