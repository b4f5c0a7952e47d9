"""What stories about copies may ask for."""

from collections.abc import Iterator

import pytest

from tests.scheduler.fair import Fair
from tests.stories import Terms, Town


@pytest.fixture
def fair(database_url: str) -> Iterator[Fair]:
    """Give a group buy of up to fifty with two cards, and whoever keeps them current."""
    with Town(database_url, Terms(minimum=2, capacity=50)) as town:
        yield Fair(town)
