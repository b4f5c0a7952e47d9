"""Ladders under load: many that close at once, and people who pay as a group closes."""

from dataclasses import replace
from functools import partial

from groupbuys import paying
from groupbuys.closing import close_due
from groupbuys.model import GroupState, Seated, ToPay
from payments.ledger import Places
from tests.groupbuys.group import filled, group, joins
from tests.groupbuys.ledger import audited
from tests.groupbuys.test_plans import Explaining, explained
from tests.ladder.climbing import LADDER, crowd, places, prices
from tests.payments.till import works_off
from tests.races.crowd import Work, at_once, processes
from tests.stories import Town


def test_who_pays_as_the_group_closes_is_in_or_not_and_all_who_are_in_pay_the_same(
    postgres_url: str,
) -> None:
    """Promises 5 and 7: twelve who pay for the last places, the third and fourth of five, at once."""
    with Town(postgres_url, replace(LADDER, capacity=8)) as town:
        first = filled(town, *town.people("Mei", "Bo"))
        late = [town.person() for _ in range(6)]
        notices = [town.arrival(wanted(joins(town, one, first.group.id)), one) for one in late]
        works: list[Work] = [partial(paying.take, arrival=one) for one in notices]
        with processes(town) as databases:
            results = at_once(databases, works)
        assert {type(one) for one in results} == {Seated}
        assert group(town, first.group.id).state is GroupState.SUCCEEDED
        assert prices(town) == [(1200, 1200)] * 8
        audited(town)
        works_off(town)
        assert places(town) == Places(12800, held=0, kept=9600, refunding=0, back=3200)


def test_money_that_comes_as_the_close_does_never_changes_what_was_settled(
    postgres_url: str,
) -> None:
    """Promises 5 and 7: it came past the deadline, so it goes back, whichever turn is first."""
    with Town(postgres_url, LADDER) as town:
        first = filled(town, *town.people("Mei", "Bo"))
        town.wind(hours=23, minutes=59)
        late = [town.person() for _ in range(2)]
        notices = [town.arrival(wanted(joins(town, one, first.group.id)), one) for one in late]
        town.wind(minutes=1)
        works: list[Work] = [partial(paying.take, arrival=one) for one in notices]
        with processes(town) as databases:
            at_once(databases, [works[0], close_due, works[1]])
        town.run(close_due)
        assert prices(town) == [(1600, 1600)] * 2
        audited(town)


def test_ladders_close_in_as_many_statements_however_many_there_are(sqlite_url: str) -> None:
    """Promise 23: nothing is asked or written group by group."""
    with Town(sqlite_url, LADDER) as town:
        counted = [closing_of(town, groups) for groups in (2, 20)]
        assert counted[0].statements == counted[1].statements
        assert counted[1].walks() == []
        assert prices(town) == [(1500, 1500)] * 66


def test_a_close_without_a_ladder_asks_nothing_about_one(sqlite_url: str) -> None:
    """With one it is six statements more: its steps, seats, payments, their sums, the ledger, and the captures."""
    with Town(sqlite_url, LADDER) as town:
        with_one = closing_of(town, 2)
        town.run(lambda tx: town.new_terms(tx, replace(LADDER, steps={})))
        without = closing_of(town, 2)
        assert not any("terms_step" in sql for _, sql in without.plans)
        assert with_one.statements - without.statements == 6


def closing_of(town: Town, groups: int) -> Explaining:
    """So many groups of three close at once."""
    for _ in range(groups):
        crowd(town, 3)
    town.wind(hours=24)
    return explained(town, close_due)


def wanted(wish: object) -> ToPay:
    """An invoice."""
    assert isinstance(wish, ToPay)
    return wish
