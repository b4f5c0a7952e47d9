"""A town whose deal has two seats, so that a leader and one friend make a group succeed."""

from collections.abc import Iterator

import pytest

from tests.scheduler.fair import Fair
from tests.stories import Terms, Town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A shop, one deal for two at 16.00 instead of 20.00, and nobody in it yet."""
    with Town(database_url, Terms(minimum=2, capacity=2, stock=60, variants=("S", "L"))) as town:
        yield town


@pytest.fixture
def fair(database_url: str) -> Iterator[Fair]:
    """Give a group buy of up to fifty with two cards, and whoever keeps all cards current."""
    with Town(database_url, Terms(minimum=2, capacity=50)) as town:
        yield Fair(town)
