"""Races of keepers who move stock against shoppers who open groups: nothing is promised twice."""

from catalog import restocking
from catalog.restocking import OnlyFree, TooFew
from groupbuys.model import Reason, Refused, ToPay
from groupbuys.opening import start
from groupbuys.setting_aside import set_aside
from tests.groupbuys.group import stock
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.stories import Terms, Town


def opening(town: Town, person: int) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: start(tx, person, town.deal_id, variant, 1)


def adding(town: Town, units: int) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: restocking.add(tx, town.shop_id, variant, units)


def counting(town: Town, there: int) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: restocking.count(tx, town.shop_id, variant, there, set_aside)


def test_units_that_come_in_while_groups_open_are_each_promised_once(database_url: str) -> None:
    """Promise 12: 30 units and 60 more are 30 groups of three, however they mix; the last find nothing."""
    with Town(database_url, Terms(stock=30)) as town:
        people = town.people(*(f"P{number}" for number in range(40)))
        works = [opening(town, one) for one in people]
        for place in range(20):
            works.insert(place * 3, adding(town, 3))
        with processes(town) as databases:
            results = at_once(databases, works)
            results += at_once(databases, [opening(town, one) for one in town.people(*"abcdefgh")])
        opened = sum(isinstance(one, ToPay) for one in results)
        assert opened == 30
        assert Refused(Reason.SOLD_OUT) in results
        assert stock(town) == (0, [0])
        audited(town, {town.variant_ids[0]: 90})


def test_a_count_never_takes_what_a_group_was_just_promised(database_url: str) -> None:
    """Promise 12: whoever comes first; what is said to be there is never less than what is held."""
    with Town(database_url, Terms(stock=60)) as town:
        people = town.people(*(f"P{number}" for number in range(16)))
        works = [work for one in people for work in (opening(town, one), counting(town, 24))]
        with processes(town) as databases:
            results = at_once(databases, works)
        opened = sum(isinstance(one, ToPay) for one in results)
        free, _ = stock(town)
        assert free is not None
        assert free >= 0
        if any(isinstance(one, int) for one in results):
            assert opened * 3 + free == 24
            audited(town, {town.variant_ids[0]: 24})
        else:
            assert TooFew(opened * 3) in results


def test_units_that_go_while_groups_open_leave_nobody_without(database_url: str) -> None:
    with Town(database_url, Terms(stock=30)) as town:
        people = town.people(*(f"P{number}" for number in range(12)))
        works = [work for one in people for work in (opening(town, one), adding(town, -3))]
        with processes(town) as databases:
            results = at_once(databases, works)
        gone = 3 * sum(isinstance(one, int) for one in results)
        assert any(isinstance(one, OnlyFree | Refused) for one in results)
        assert stock(town) == (0, [0])
        audited(town, {town.variant_ids[0]: 30 - gone})
