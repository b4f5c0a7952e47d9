"""Promise 22: with a refund, what a leader got for the order goes back: once, however the steps come, never below 0."""

import pytest

from catalog.leader_reward import LeaderReward
from groupbuys.claims import deciding
from groupbuys.claims.model import Taken, Wrong
from groupbuys.claims.opening import open_claim
from groupbuys.refunding import take_back
from tests.groupbuys.group import buys, joins, starts
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.rewards.ground import (
    FIVE,
    FREE,
    TENTH,
    euros,
    has,
    lines,
    order_of,
    returns,
    states,
    succeeds,
    terms,
    thaws,
)
from tests.stories import Town


def part(town: Town, person: int, minor: int) -> None:
    """Some of the money of somebody's order goes back."""
    number = order_of(town, person)
    claimed = town.run(lambda tx: open_claim(tx, person, number, Wrong.DAMAGED, "Torn", ()))
    assert isinstance(claimed, Taken), claimed
    ruled = town.run(lambda tx: deciding.for_buyer(tx, claimed.claim.id, "So", euros(minor)))
    assert isinstance(ruled, Taken), ruled


def test_a_share_falls_with_every_order_that_goes_back(database_url: str) -> None:
    """Not with the leader's own, which was not counted."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        returns(town, mei)
        assert has(town, mei) == (0, 320)
        returns(town, bo)
        assert has(town, mei) == (0, 160)
        returns(town, ana)
        assert has(town, mei) == (0, 0)
        assert states(town) == [(mei, "gone", 0)]
        assert lines(town, mei) == [
            ("earned", 320, 0),
            ("returned", -160, 0),
            ("returned", -160, 0),
        ]
        audited(town)


def test_an_order_that_is_taken_back_twice_takes_once(database_url: str) -> None:
    """The second step finds nothing to do, nor does the provider's yes take anything."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        returns(town, bo)
        number = order_of(town, bo)
        town.run(lambda tx: take_back(tx, number))
        works_off(town)
        assert has(town, mei) == (0, 160)


def test_a_free_seat_falls_with_the_leaders_own_order_only(database_url: str) -> None:
    """The others' returns cost the leader nothing, as long as they paid for more than that."""
    with Town(database_url, terms(FREE)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        returns(town, bo)
        assert has(town, mei) == (0, 1600)
        returns(town, mei)
        assert has(town, mei) == (0, 0)
        assert states(town) == [(mei, "gone", 0)]


def test_a_fixed_amount_falls_whole_once_fewer_than_the_minimum_stand(database_url: str) -> None:
    """Four bought, three are needed: the first return costs nothing, the second one all."""
    with Town(database_url, terms(FIVE, capacity=4)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        succeeds(town, mei, bo, ana, cy)
        returns(town, bo)
        assert has(town, mei) == (0, 500)
        returns(town, ana)
        assert has(town, mei) == (0, 0)


def test_some_of_the_money_of_an_order_takes_its_share(database_url: str) -> None:
    """A tenth of 4.00 is 0.40."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        works_off(town)
        thaws(town, mei, bo, ana)
        part(town, bo, 400)
        assert has(town, mei) == (280, 0)
        assert lines(town, mei)[-1] == ("part", -40, 0)
        returns(town, bo)
        assert has(town, mei) == (160, 0)


@pytest.mark.parametrize("reward", [TENTH, FREE, FIVE])
def test_what_was_spent_already_is_written_down_as_short(
    database_url: str, reward: LeaderReward
) -> None:
    """Only as much as is left may be taken, never below zero."""
    with Town(database_url, terms(reward)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        earned = has(town, mei)[1]
        thaws(town, mei, bo, ana)
        assert has(town, mei) == (earned, 0)
        town.pay(buys(town, mei), mei)
        spent = earned - has(town, mei)[0]
        assert spent == min(earned, 1900)
        for person in (mei, bo, ana):
            returns(town, person)
        assert has(town, mei) == (0, 0)
        taken = sum(short for why, _, short in lines(town, mei) if why == "returned")
        assert taken == spent
        assert states(town) == [(mei, "thawed", 0)]


def test_a_price_with_credit_is_what_the_others_really_paid(database_url: str) -> None:
    """Whose credit lowers their own purchase pays less for the leader's share."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        thaws(town, mei, bo, ana)
        town.seated(starts(town, bo), bo)
        town.seated(joins(town, mei, 2), mei)
        town.seated(joins(town, ana, 2), ana)
        assert has(town, bo) == (0, 160 + 128)
        audited(town)
