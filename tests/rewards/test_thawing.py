"""A reward is frozen until nobody brings anything back any more, and thaws once, however many workers look."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy import select

from groupbuys.claims.deciding import paid_back
from groupbuys.claims.model import Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.claims.rules import RETURN, TRAVEL
from groupbuys.due import Due
from groupbuys.fulfilment import fulfilling
from groupbuys.refunding import take_back
from groupbuys.rewards.reward_tables import reward
from groupbuys.rewards.thawing import due_to_thaw, is_due, thaw_due, thaw_one
from tests.groupbuys.group import joins, owed, starts
from tests.races.crowd import Work, at_once, processes
from tests.rewards.ground import (
    FIVE,
    TENTH,
    hands_out,
    has,
    lines,
    order_of,
    passes,
    returns,
    states,
    succeeds,
    terms,
)
from tests.stories import Town


@pytest.fixture
def led(database_url: str) -> Iterator[Town]:
    """Mei, Bo and Ana filled a group that brought Mei 3.20."""
    with Town(database_url, terms(TENTH)) as town:
        succeeds(town, *town.people("Mei", "Bo", "Ana"))
        yield town


def sure(town: Town) -> tuple[datetime | None, bool]:
    """When the reward is looked at next, and whether it thaws then."""
    row = town.run(lambda tx: tx.first(select(reward)))
    return row and row.look_at, bool(row and row.is_sure)


def test_it_thaws_a_week_after_the_last_order_was_received(led: Town) -> None:
    """Mei is told once, and the credit is hers."""
    town, (mei, bo, ana) = led, (1, 2, 3)
    town.wind(days=2)
    hands_out(town, mei, bo)
    town.wind(days=3)
    hands_out(town, ana)
    last = town.now
    assert passes(town, days=2) == 1
    assert has(town, mei) == (0, 320)
    assert sure(town) == (last + RETURN, True)
    assert passes(town, days=4, hours=23) == 0
    assert passes(town, hours=1) == 1
    assert has(town, mei) == (320, 0)
    assert passes(town, days=400) == 0
    assert has(town, mei) == (320, 0)
    assert lines(town, mei) == [("earned", 320, 0), ("thawed", 320, 0)]
    assert owed(town, "reward_thawed") == [mei]


def test_what_is_on_its_way_is_given_time_to_arrive(led: Town) -> None:
    """Five days to travel and a week to think."""
    town = led
    for person in (1, 2, 3):
        number = order_of(town, person)
        town.run(lambda tx: fulfilling.ship(tx, town.shop_id, number))  # noqa: B023  run at once
    passes(town, days=7)
    assert sure(town) == (town.now + TRAVEL, True)
    passes(town, days=5)
    assert has(town, 1) == (320, 0)


def test_what_is_never_sent_holds_it_up_for_two_months_at_most(led: Town) -> None:
    """What was paid counts, whether the shop sends it or not; if it goes back later, so does its share."""
    town = led
    for _ in range(52):
        passes(town, days=1)
    assert has(town, 1) == (0, 320)
    for _ in range(8):
        passes(town, days=1)
    assert has(town, 1) == (320, 0)
    returns(town, 2)
    assert has(town, 1) == (160, 0)


def test_an_open_claim_holds_it_up(led: Town) -> None:
    """Until it is over: then its share has gone back, or it stays."""
    town = led
    hands_out(town, 1, 2, 3)
    town.wind(days=6, hours=12)
    number = order_of(town, 2)
    opened = town.run(lambda tx: open_claim(tx, 2, number, Wrong.CHANGED, "", ()))
    assert isinstance(opened, Taken)
    passes(town, hours=12)
    assert has(town, 1) == (0, 320)
    assert not sure(town)[1]
    returns(town, 2)
    town.run(lambda tx: paid_back(tx, number))
    passes(town, days=1)
    assert has(town, 1) == (160, 0)


def test_what_is_paid_at_pickup_and_never_fetched_does_not_count_in_the_end(
    database_url: str,
) -> None:
    """Nobody paid for it: a circle of accounts would be rewarded for nothing."""
    with Town(database_url, terms(TENTH, provider="")) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        starts(town, mei)
        joins(town, bo, 1)
        joins(town, ana, 1)
        hands_out(town, mei, bo)
        passes(town, days=8)
        passes(town, days=52)
        assert has(town, mei) == (160, 0)
        assert lines(town, mei) == [("earned", 320, 0), ("unclaimed", -160, 0), ("thawed", 160, 0)]


def test_a_fixed_amount_of_a_group_that_nobody_fetched_never_thaws(database_url: str) -> None:
    """It is gone, and nobody is told that it is theirs."""
    with Town(database_url, terms(FIVE, provider="")) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        starts(town, mei)
        joins(town, bo, 1)
        joins(town, ana, 1)
        hands_out(town, mei)
        passes(town, days=60)
        assert states(town) == [(mei, "gone", 0)]
        assert has(town, mei) == (0, 0)
        assert owed(town, "reward_thawed") == []


def test_eight_ticks_of_two_processes_thaw_it_once(led: Town) -> None:
    """Real transactions at the same instant."""
    town = led
    hands_out(town, 1, 2, 3)
    town.wind(days=7)
    with processes(town) as databases:
        at_once(databases, [partial(thaw_due, limit=5)] * 8)
    assert has(town, 1) == (320, 0)
    assert owed(town, "reward_thawed") == [1]


def test_a_return_and_the_thaw_at_the_same_instant_leave_what_is_due(led: Town) -> None:
    """Whichever comes first."""
    town = led
    hands_out(town, 1, 2, 3)
    town.wind(days=7)
    works: list[Work] = [partial(thaw_due, limit=5), partial(take_back, order_id=order_of(town, 2))]
    with processes(town) as databases:
        at_once(databases, works * 3)
    town.run(lambda tx: thaw_due(tx, 5))
    assert has(town, 1) == (160, 0)


def test_one_that_breaks_can_be_passed_over_and_done_alone(led: Town) -> None:
    """As the tick does it."""
    town = led
    hands_out(town, 1, 2, 3)
    assert not town.run(is_due)
    town.wind(days=7)
    assert town.run(is_due)
    assert town.run(lambda tx: due_to_thaw(tx, 9)) == [Due("reward", 1)]
    assert town.run(lambda tx: thaw_due(tx, 9, [Due("reward", 1)])) == 0
    assert town.run(lambda tx: thaw_one(tx, Due("reward", 1))) == 1
    assert has(town, 1) == (320, 0)
