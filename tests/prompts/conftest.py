"""What stories about messages that ask to pay may ask for."""

from collections.abc import Iterator

import pytest

from tests.chats.room import Room
from tests.stories import Terms, Town


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    """Give a group chat, and a shop that takes the money through a provider."""
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        yield Room(town)
