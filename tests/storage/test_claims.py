"""A lease is the proof of ownership: what whoever lost it may still say about its row."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import claiming
from storage.claiming import Owed
from storage.outbox import Lane, Notice, owe
from storage.tables import outbox
from tests.stories import Town

LEASE = timedelta(minutes=1)


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A town where one piece of news is owed."""
    with Town(database_url) as made:
        mei = made.person()
        made.run(lambda tx: owe(tx, Notice("joined", 1, mei)))
        yield made


def claimed(town: Town) -> Owed:
    """Whoever comes next takes it."""
    [owed] = town.run(lambda tx: claiming.claim(tx, Lane.NEWS, 8, LEASE))
    return owed


def state(town: Town) -> str:
    return str(town.run(lambda tx: tx.value(select(outbox.c.state))))


def test_who_was_merely_slow_says_what_became_of_it_until_another_has_claimed_it(
    town: Town,
) -> None:
    slow = claimed(town)
    town.wind(minutes=2)
    assert town.run(claiming.take_over) == 1
    assert town.run(lambda tx: claiming.begin(tx, slow, LEASE)) is None
    town.run(lambda tx: claiming.give_back(tx, [slow], tx.now + 5 * LEASE))
    assert state(town) == "owed"
    assert town.run(lambda tx: claiming.settle(tx, slow, "sent"))
    assert state(town) == "sent"


def test_what_another_has_claimed_is_theirs_alone(town: Town) -> None:
    slow = claimed(town)
    town.wind(minutes=2)
    town.run(claiming.take_over)
    theirs = claimed(town)
    assert not town.run(lambda tx: claiming.settle(tx, slow, "unknown"))
    assert state(town) == "leased"
    assert town.run(lambda tx: claiming.settle(tx, theirs, "sent"))
