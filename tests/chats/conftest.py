"""What stories about group chats may ask for."""

from collections.abc import Iterator

import pytest

from tests.chats.room import Room
from tests.stories import Terms, Town


@pytest.fixture
def room(database_url: str) -> Iterator[Room]:
    """Give a group chat, and a shop that takes the money through a provider."""
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        yield Room(town)


@pytest.fixture
def counter(database_url: str) -> Iterator[Room]:
    """Give a group chat, and a shop that is paid at pickup; its tea comes in three kinds."""
    kinds = ("Blue, L", "Blue, M", "Red, L")
    with Town(database_url, Terms(minimum=3, capacity=120, provider="", variants=kinds)) as town:
        yield Room(town)


@pytest.fixture
def simple(database_url: str) -> Iterator[Room]:
    """Give a group chat, and a shop that is paid at pickup and whose tea comes in one kind."""
    with Town(database_url, Terms(minimum=3, capacity=60, provider="")) as town:
        yield Room(town)
