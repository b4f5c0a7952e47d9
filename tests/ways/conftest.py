"""What stories about ways to pay may ask for."""

from collections.abc import Iterator

import pytest

from tests.stories import Town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """Give a town with one shop, once on each kind of database."""
    with Town(database_url) as made:
        yield made
