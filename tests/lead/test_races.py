"""Merging races joins, payments, leaving and the clock with real transactions: nothing is counted twice or lost."""

from functools import partial

import pytest

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.joining import join
from groupbuys.leading import merging, passing
from groupbuys.leading.merging import Merged, Offer
from groupbuys.leading.passing import Offer as LeadOffer
from groupbuys.leaving import leave
from groupbuys.model import GroupState, ToPay
from groupbuys.paying import take
from tests.groupbuys.group import filled, group, joins
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, kinds, processes
from tests.stories import Terms, Town


def asked(town: Town, leader: int, group_id: int, other_id: int) -> int:
    """The number of the question."""
    made = town.run(lambda tx: merging.offer(tx, leader, group_id, other_id))
    assert isinstance(made, Offer), made
    return made.id


def accepting(person: int, offer_id: int) -> Work:
    return partial(merging.accept, person_id=person, offer_id=offer_id)


def paying(town: Town, wish: ToPay, person: int) -> Work:
    arrival = town.arrival(wish, person)
    return lambda tx: take(tx, arrival)


def joining(town: Town, person: int, group_id: int) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: join(tx, person, group_id, variant, 1)


@pytest.mark.parametrize("several", [1, 2])
def test_merging_while_a_crowd_joins_pays_and_leaves_both(database_url: str, several: int) -> None:
    """Promises 7, 9, 12 and 21."""
    terms = Terms(minimum=30, capacity=40, stock=400, variants=("S", "L")[:several])
    with Town(database_url, terms) as town:
        mei, ana, *crowd = town.people(*["Bo"] * 30)
        first = filled(town, mei, *crowd[:6]).group.id
        second = filled(town, ana, *crowd[4:10]).group.id
        holds = [(joins(town, one, second), one) for one in crowd[10:20]]
        offer = asked(town, mei, first, second)
        works: list[Work] = [
            paying(town, wish, one) for wish, one in holds if isinstance(wish, ToPay)
        ]
        works.insert(3, accepting(ana, offer))
        works.insert(5, accepting(ana, offer))
        works += [joining(town, one, second if one % 2 else first) for one in crowd[20:]]
        works += [partial(leave, person_id=one, group_buy_id=second) for one in crowd[5:8]]
        works += [expire_due, close_due]
        with processes(town) as databases:
            results = at_once(databases, works)
        assert kinds(results)["Merged"] == 1
        assert kinds(results)["Seated"] == 10, "every payment finds the group that goes on"
        assert group(town, second).state is GroupState.MERGED
        audited(town)


def test_two_leaders_who_ask_each_other_merge_once(database_url: str) -> None:
    """Both say yes at once: groups are locked in the order of their numbers, and one of them is too late."""
    with Town(database_url, Terms(minimum=6, capacity=8, stock=80)) as town:
        mei, ana, bo, cy = town.people("Mei", "Ana", "Bo", "Cy")
        first, second = filled(town, mei, bo).group.id, filled(town, ana, cy).group.id
        there, back = asked(town, mei, first, second), asked(town, ana, second, first)
        with processes(town) as databases:
            results = at_once(databases, [accepting(ana, there), accepting(mei, back)] * 3)
        assert sum(isinstance(one, Merged) for one in results) == 1
        states = {group(town, number).state for number in (first, second)}
        assert states == {GroupState.MERGED, GroupState.FORMING}
        audited(town)


def test_merging_races_the_clock(database_url: str) -> None:
    with Town(database_url, Terms(minimum=6, capacity=8, stock=80)) as town:
        mei, ana, bo, cy = town.people("Mei", "Ana", "Bo", "Cy")
        first, second = filled(town, mei, bo).group.id, filled(town, ana, cy).group.id
        offer = asked(town, mei, first, second)
        town.wind(hours=24)
        with processes(town) as databases:
            at_once(databases, [accepting(ana, offer), close_due, accepting(ana, offer), close_due])
        town.run(close_due)  # a close passes over what is locked just then; the next tick does it
        assert {group(town, one).state for one in (first, second)} == {GroupState.FAILED}
        audited(town)


def test_a_lead_that_is_taken_while_the_leader_leaves_has_one_leader(database_url: str) -> None:
    """Promise 8."""
    with Town(database_url, Terms(minimum=6, capacity=8)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        number = filled(town, mei, bo, ana).group.id
        offer = town.run(lambda tx: passing.offer(tx, mei, number, ana))
        assert isinstance(offer, LeadOffer)
        with processes(town) as databases:
            at_once(
                databases,
                [
                    partial(leave, person_id=mei, group_buy_id=number),
                    partial(passing.accept, person_id=ana, offer_id=offer.id),
                    partial(passing.accept, person_id=ana, offer_id=offer.id),
                ],
            )
        assert group(town, number).leader_id in {bo, ana}
        audited(town)
