"""Promise 22: what a leader gets is written down when the group has succeeded, for who leads then, and not before."""

import pytest

from catalog.leader_reward import LeaderReward
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.leaving import leave
from groupbuys.model import Seated
from people import guests, meeting
from storage.transaction import Transaction
from tests.groupbuys.group import group, joins, opened, starts
from tests.groupbuys.ledger import audited
from tests.lead.test_merging import merged
from tests.rewards.ground import FIVE, FREE, TENTH, gives, has, lines, states, succeeds, terms
from tests.stories import Terms, Town


@pytest.mark.parametrize(("reward", "minor"), [(TENTH, 320), (FREE, 1600), (FIVE, 500)])
def test_a_group_that_succeeds_brings_its_leader_a_reward_that_is_frozen(
    database_url: str, reward: LeaderReward, minor: int
) -> None:
    """A share is of what the others paid: two times 16.00."""
    with Town(database_url, terms(reward)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        assert has(town, mei) == (0, minor)
        assert lines(town, mei) == [("earned", minor, 0)]
        assert (has(town, bo), has(town, ana)) == ((0, 0), (0, 0))
        audited(town)


def test_a_free_seat_is_one_unit_of_the_leaders_own_order(database_url: str) -> None:
    """However many they bought; with a smaller group than that it is not more than the others paid."""
    with Town(database_url, terms(FREE, minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        town.seated(starts(town, mei, quantity=3), mei)
        town.seated(joins(town, bo, 1), bo)
        assert has(town, mei) == (0, 1600)


def test_a_group_without_a_reward_brings_nothing(database_url: str) -> None:
    """There is no row of anything."""
    with Town(database_url, terms(None)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        assert states(town) == []


def test_a_group_that_fails_or_is_called_off_brings_nothing(database_url: str) -> None:
    """Created when the group succeeded, not before."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        town.seated(joins(town, bo, opened(town, mei).group.id), bo)
        town.wind(hours=25)
        town.run(close_due)
        town.seated(joins(town, bo, opened(town, ana).group.id), bo)
        town.run(lambda tx: cancel_deal(tx, town.deal_id, "No more tea"))
        assert states(town) == []


def test_a_deal_that_is_called_off_later_leaves_the_reward_of_a_group_that_succeeded(
    database_url: str,
) -> None:
    """Its orders stay, and so does what its leader got for them."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        town.run(lambda tx: cancel_deal(tx, town.deal_id, "No more tea"))
        assert has(town, mei) == (0, 320)


def test_whoever_leads_at_the_end_is_rewarded(database_url: str) -> None:
    """Mei opened it and left; Bo led it to success (promise 8)."""
    with Town(database_url, terms(FREE)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        number = opened(town, mei).group.id
        town.seated(joins(town, bo, number), bo)
        town.run(lambda tx: leave(tx, mei, number))
        for person in (ana, cy):
            town.seated(joins(town, person, number), person)
        assert (has(town, mei), has(town, bo)) == ((0, 0), (0, 1600))
        audited(town)


def test_two_groups_that_went_on_as_one_reward_its_leader_alone(database_url: str) -> None:
    """And the share counts everybody who is in it then."""
    with Town(database_url, terms(TENTH, minimum=4, capacity=4)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        first = town.seated(joins(town, bo, opened(town, mei).group.id), bo).group.id
        second = town.seated(joins(town, cy, opened(town, ana).group.id), cy).group.id
        merged(town, (mei, first), (ana, second))
        assert group(town, first).state == "succeeded"
        assert states(town) == [(mei, "frozen", 480)]
        audited(town)


def test_a_group_keeps_the_reward_that_it_was_opened_with(database_url: str) -> None:
    """Promise 4: whatever the merchant promises later, or no more."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        first = opened(town, mei).group.id
        town.run(lambda tx: town.new_terms(tx, terms(None)))
        second = opened(town, bo).group.id
        town.run(lambda tx: town.new_terms(tx, terms(FIVE)))
        for number, people in ((first, (bo, ana)), (second, (mei, ana))):
            for person in people:
                town.seated(joins(town, person, number), person)
        assert states(town) == [(mei, "frozen", 320)]


def test_thousands_that_close_at_once_are_rewarded_each_by_its_own_terms(
    database_url: str,
) -> None:
    """Some with, some without; one leader of two groups has two rewards and one credit."""
    with Town(database_url, terms(TENTH, minimum=2, capacity=5)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        numbers = []
        for leader, reward in ((mei, TENTH), (bo, None), (mei, FIVE), (ana, FREE)):
            town.run(lambda tx: town.new_terms(tx, terms(reward, minimum=2, capacity=5)))  # noqa: B023  run at once
            numbers.append(opened(town, leader).group.id)
        for number in numbers:
            other = town.person("Dee")
            town.seated(joins(town, other, number), other)
        town.wind(hours=25)
        town.run(close_due)
        assert states(town) == [(mei, "frozen", 160), (mei, "frozen", 500), (ana, "frozen", 1600)]
        assert (has(town, mei), has(town, ana), has(town, bo)) == ((0, 660), (0, 1600), (0, 0))
        audited(town)


def test_what_is_paid_at_pickup_counts_as_soon_as_it_is_ordered(database_url: str) -> None:
    """Though it only thaws for what was fetched (see test_thawing)."""
    with Town(database_url, Terms(**{**vars(terms(TENTH)), "provider": ""})) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        assert isinstance(starts(town, mei), Seated)
        joins(town, bo, 1)
        joins(town, ana, 1)
        assert has(town, mei) == (0, 320)
        audited(town)


def test_what_a_leader_pays_for_others_earns_them_nothing(database_url: str) -> None:
    """A circle of one: friends who are not here are paid for by their host."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)

        def named(tx: Transaction) -> int:
            host = meeting.by_id(tx, mei)
            assert host is not None
            found = guests.name(tx, host, "Lin")
            assert found is not None
            return found.person_id

        lin = town.run(named)
        wish = joins(town, lin, 1)
        town.seated(wish, lin)
        town.seated(joins(town, bo, 1), bo)
        assert has(town, mei) == (0, 160)


@pytest.mark.parametrize("reward", [FREE, FIVE])
def test_no_leader_gets_more_than_the_others_have_really_paid(
    database_url: str, reward: LeaderReward
) -> None:
    """Bo pays 1.00 in money and the rest with credit: that is no money that came in."""
    with Town(database_url, terms(reward, minimum=2, capacity=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        gives(town, bo, 1500)
        town.seated(joins(town, bo, opened(town, mei).group.id), bo)
        assert has(town, mei) == (0, 100)
        audited(town)
