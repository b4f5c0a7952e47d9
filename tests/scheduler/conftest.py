"""What the scheduler's stories may ask for."""

from collections.abc import Iterator

import pytest

from tests.scheduler.office import Office
from tests.stories import Town


@pytest.fixture
def office(database_url: str) -> Iterator[Office]:
    """Give a shop with an outbox to be paid."""
    with Town(database_url) as town:
        yield Office(town)
