"""Races with real concurrent transactions: nothing is sold twice, however many press at the same moment."""

from copy import copy
from datetime import datetime
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import Select, bindparam, select, update

from groupbuys import books, facts
from groupbuys import joining as service
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.joining import join
from groupbuys.leaving import leave
from groupbuys.model import GroupBuy, GroupState, Reason, Refused, ToPay, Unplaced
from groupbuys.opening import start
from groupbuys.paying import move, take
from groupbuys.rules import may_enter
from groupbuys.tables import group_buy
from people.meeting import Greeting, meet
from people.tables import person as people
from tests.groupbuys.group import buys, filled, group, joins, opened, starts, steps
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, kinds, processes
from tests.stories import BOT, Terms, Town


def joining(town: Town, person: int, group_id: int, quantity: int = 1) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: join(tx, person, group_id, variant, quantity)


def starting(town: Town, person: int) -> Work:
    variant = town.variant_ids[0]
    return lambda tx: start(tx, person, town.deal_id, variant, 1)


def leaving(person: int, group_id: int) -> Work:
    return lambda tx: leave(tx, person, group_id)


def paying(town: Town, wish: ToPay, person: int, charge: str = "") -> Work:
    arrival = town.arrival(wish, person, charge=charge)
    return lambda tx: take(tx, arrival)


@pytest.mark.parametrize("several", [1, 2])
def test_a_crowd_on_one_group_never_oversells_it(database_url: str, several: int) -> None:
    """Promises 2, 9 and 12: everybody presses twice, and pays as soon as they may."""
    variants = ("S", "L")[:several]
    with Town(database_url, Terms(minimum=20, capacity=20, stock=60, variants=variants)) as town:
        leader, *crowd = town.people(*["Bo"] * 80)
        seated = opened(town, leader)
        with processes(town) as databases:
            pressed = at_once(
                databases,
                [joining(town, one, seated.group.id, 1 + one % 2) for one in crowd for _ in (1, 2)],
            )
            invoices = {
                wish.id: (wish, crowd[place // 2])
                for place, wish in enumerate(pressed)
                if isinstance(wish, ToPay)
            }
            assert len(invoices) == 19
            assert set(kinds(pressed)) == {"ToPay", "Refused"}
            assert {no.reason for no in pressed if isinstance(no, Refused)} == {Reason.FULL}
            paid = at_once(databases, [paying(town, wish, one) for wish, one in invoices.values()])
        assert kinds(paid) == {"Seated": 19}
        assert sum(one.group.state is GroupState.SUCCEEDED for one in paid) == 1
        assert group(town, seated.group.id).state is GroupState.SUCCEEDED
        assert len(steps(town, "capture")) == 20
        audited(town)


def test_who_pays_at_pickup_in_a_crowd_gets_a_seat_or_none(database_url: str) -> None:
    """Promises 2 and 9: joining and closing in one turn each."""
    with Town(database_url, Terms(minimum=10, capacity=10, stock=10, provider="")) as town:
        leader, *crowd = town.people(*["Bo"] * 60)
        starts(town, leader)
        with processes(town) as databases:
            results = at_once(databases, [joining(town, one, 1) for one in crowd])
        assert kinds(results) == {"Seated": 9, "Refused": 50}
        assert audited(town).groups[1].state == "succeeded"


def test_one_person_on_many_devices_stays_within_the_limit(database_url: str) -> None:
    """Promise 13: several groups at once, and a purchase alone."""
    with Town(database_url, Terms(limit=2)) as town:
        *leaders, bo = town.people(*["Mei"] * 8, "Bo")
        groups = [opened(town, leader).group.id for leader in leaders]
        with processes(town) as databases:
            results = at_once(databases, [joining(town, bo, number) for number in groups])
            reasons = [no.reason for no in results if isinstance(no, Refused)]
            assert kinds(results) == {"ToPay": 2, "Refused": 6}
            assert set(reasons) == {Reason.OVER_LIMIT}
        assert buys(town, bo) == Refused(Reason.OVER_LIMIT, 0)
        audited(town)


def test_one_person_on_many_devices_has_at_most_three_unpaid_holds(database_url: str) -> None:
    """Promise 6, and one group for many presses on `Start` (9)."""
    with Town(database_url) as town:
        *leaders, bo = town.people(*["Mei"] * 8, "Bo")
        groups = [opened(town, leader).group.id for leader in leaders]
        with processes(town) as databases:
            begun = at_once(databases, [starting(town, bo)] * 8)
            assert len({wish.id for wish in begun}) == 1
            results = at_once(databases, [joining(town, bo, number) for number in groups])
        assert kinds(results) == {"ToPay": 2, "Refused": 6}
        audited(town)


def test_the_last_stock_goes_to_as_many_groups_as_it_is_enough_for(database_url: str) -> None:
    """Promise 12."""
    with Town(database_url, Terms(stock=16)) as town:
        crowd = town.people(*["Bo"] * 40)
        with processes(town) as databases:
            results = at_once(
                databases,
                [starting(town, one) for one in crowd],
            )
        assert kinds(results) == {"ToPay": 5, "Refused": 35}
        ledger = audited(town)
        assert ledger.free[town.product_id] == 1


def test_one_notice_that_comes_from_all_sides_is_one_payment(database_url: str) -> None:
    """Promise 18."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = joins(town, bo, opened(town, mei).group.id)
        assert isinstance(wish, ToPay)
        with processes(town) as databases:
            results = at_once(databases, [paying(town, wish, bo, "c-1") for _ in range(12)])
            assert kinds(results) == {"Seated": 1, "AlreadyIn": 11}
            others = at_once(databases, [paying(town, wish, bo, f"c-{n}") for n in range(2, 8)])
        assert kinds(others) == {"GivenBack": 6}
        assert len(steps(town, "refund")) == 6
        assert audited(town).money() == {"held": 3200, "refunding": 9600}


def test_leaving_paying_joining_and_closing_at_once_end_in_true_books(database_url: str) -> None:
    """Promises 2, 3, 7 and 8: around the very deadline, from all sides."""
    with Town(database_url, Terms(minimum=3, capacity=5, stock=60)) as town:
        works: list[Work] = []
        for _ in range(6):
            *early, late, more = town.people(*["Mei"] * 5)
            number = filled(town, *early).group.id
            wish = joins(town, late, number, quantity=2)
            assert isinstance(wish, ToPay)
            works += [
                leaving(early[0], number),
                paying(town, wish, late),
                joining(town, more, number),
                leaving(early[1], number),
                close_due,
                expire_due,
            ]
            town.wind(seconds=1)
        town.wind(hours=24, seconds=-3)  # three of the six are over
        with processes(town) as databases:
            at_once(databases, works)
            audited(town)
            town.wind(hours=24)
            at_once(databases, [close_due, expire_due, close_due, expire_due])
        town.run(close_due)  # what somebody else had in hand is passed over, until the next tick
        ledger = audited(town)
        assert not {row.state for row in ledger.groups.values()} & {"opening", "forming"}
        assert not {one.state for one in ledger.seats} & {"held", "paid"}


def test_two_closers_close_each_group_once(database_url: str) -> None:
    """Promises 3, 19 and 23."""
    with Town(database_url, Terms(minimum=2, capacity=3, stock=150)) as town:
        pairs = [town.people("Mei", "Bo") for _ in range(12)]
        for leader, other in pairs:
            seated = opened(town, leader)
            if leader % 4 == 1:
                town.seated(joins(town, other, seated.group.id), other)
        town.wind(hours=25)
        with processes(town) as databases:
            closed = at_once(databases, [lambda tx: close_due(tx, 5) for _ in range(12)])
        found = [one.group_buy_id for some in closed for one in some]
        assert sorted(found) == list(range(1, 13))
        ledger = audited(town)
        assert {row.state for row in ledger.groups.values()} == {"succeeded", "failed"}
        assert len(steps(town, "refund")) == 6


def test_a_deal_that_is_called_off_while_groups_open_leaves_none_of_them(
    database_url: str,
) -> None:
    """Promise 14."""
    with Town(database_url, Terms(stock=200)) as town:
        crowd = town.people(*["Bo"] * 24)
        deal = town.deal_id
        works: list[Work] = [starting(town, one) for one in crowd]
        works.insert(9, lambda tx: cancel_deal(tx, deal, "sorry"))
        with processes(town) as databases:
            results = at_once(databases, works)
        assert "Refused" in kinds(results)
        states = {row.state for row in audited(town).groups.values()}
        assert states <= {"cancelled"}


def test_late_money_from_many_finds_as_many_seats_as_there_are(database_url: str) -> None:
    """Promise 7: ten holds ran out, four seats are free; the rest moves or goes back."""
    with Town(database_url, Terms(minimum=5, capacity=5, stock=30)) as town:
        mei, ana, *crowd = town.people("Mei", "Ana", *["Bo"] * 10)
        first = opened(town, mei).group.id
        wishes: list[tuple[ToPay, int]] = []
        for one in crowd:
            wish = joins(town, one, first)
            assert isinstance(wish, ToPay)
            wishes.append((wish, one))
            town.wind(minutes=16)
            town.run(expire_due)
        second = opened(town, ana).group.id
        with processes(town) as databases:
            results = at_once(databases, [paying(town, wish, one) for wish, one in wishes])
            waiting = [one for one in results if isinstance(one, Unplaced)]
            assert kinds(results) == {"Seated": 4, "Unplaced": 6}
            moved = at_once(
                databases,
                [
                    partial(
                        move, person_id=one.seat.person_id, seat_id=one.seat.id, group_buy_id=second
                    )
                    for one in waiting
                ],
            )
        assert kinds(moved) == {"Seated": 4, "Refused": 2}
        assert group(town, second).state is GroupState.SUCCEEDED
        audited(town)


def test_somebody_new_who_writes_twice_at_once_is_one_person(database_url: str) -> None:
    greeting = Greeting("telegram", 77, "Mei", None, "en", BOT, 77)
    with Town(database_url) as town:
        with processes(town) as databases:
            met = at_once(databases, [lambda tx: meet(tx, greeting) for _ in range(12)])
        assert len({one.id for one in met}) == 1
        rows = town.run(lambda tx: tx.all(select(people).where(people.c.external_id == 77)))
        assert len(rows) == 1


def test_without_lock_and_guard_two_who_join_at_once_share_the_last_seat(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the very join of the stories above, its row lock and version guard taken off, oversells."""
    monkeypatch.setattr(facts, "_TO_JOIN", unlocked(facts._TO_JOIN))  # noqa: SLF001
    monkeypatch.setattr(books, "_COUNT", UNGUARDED)
    both = Barrier(2, timeout=30)

    def once_both_have_looked(group: GroupBuy, now: datetime) -> Refused | None:
        both.wait()
        return may_enter(group, now)

    monkeypatch.setattr(service, "may_enter", once_both_have_looked)
    with Town(postgres_url, Terms(minimum=2, capacity=2)) as town:
        leader, *crowd = town.people("Mei", "Bo", "Ana")
        group_id = opened(town, leader).group.id
        with processes(town) as databases:
            pressed = at_once(databases, [joining(town, one, group_id) for one in crowd])
        assert kinds(pressed) == {"ToPay": 2}, "two invoices for one seat"
        assert group(town, group_id).taken == 2, "and the count lost one of them"


UNGUARDED = (
    update(group_buy)
    .where(group_buy.c.id == bindparam("id_"), bindparam("version_") > 0)
    .values(taken=bindparam("new_taken"), paid=bindparam("new_paid"))
)


def unlocked(question: Select[Any]) -> Select[Any]:
    """The same question without FOR UPDATE."""
    same = copy(question)
    same._for_update_arg = None  # noqa: SLF001
    return same
