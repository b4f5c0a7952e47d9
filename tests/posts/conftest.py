"""What stories about posts may ask for."""

from collections.abc import Iterator

import pytest

from tests.posts.board import Board
from tests.stories import Terms, Town


@pytest.fixture
def board(database_url: str) -> Iterator[Board]:
    """Give a deal of two to fifty people, with stock for two such groups, and two channels."""
    with Town(database_url, Terms(minimum=3, capacity=50, stock=100)) as town:
        yield Board(town)
