"""A price ladder is settled once, at the close: everybody pays the step that was reached (promise 5)."""

from dataclasses import replace

import pytest
from sqlalchemy import update

from catalog.money import Money
from groupbuys.closing import close_due
from groupbuys.leaving import leave
from groupbuys.model import GivenBack, GroupState, Seated, ToPay
from groupbuys.running_out import capture_due
from payments import finding
from payments.ledger import Places
from payments.model import PaymentState
from payments.tables import payment
from tests.groupbuys.group import filled, group, joins, opened, starts
from tests.groupbuys.ledger import audited
from tests.ladder.climbing import LADDER, asked, back, closes, crowd, places, prices, told
from tests.payments.till import works_off
from tests.stories import Terms, Town


@pytest.mark.parametrize(
    ("people", "each"),
    [(2, 1600), (3, 1500), (4, 1500), (5, 1200)],
    ids=["two", "three", "four", "five"],
)
def test_everybody_pays_the_step_that_was_reached(
    database_url: str, people: int, each: int
) -> None:
    """Promise 5: below the first step, exactly at one, between two, and with the last seat paid."""
    with Town(database_url, LADDER) as town:
        crowd(town, people)
        if people < 5:
            closes(town)
        assert prices(town) == [(each, each)] * people
        assert asked(town) == [("capture", each, "succeeded")] * people
        assert back(town) == [1600 - each] * people
        taken = 1600 * people
        less = taken - each * people
        assert places(town) == Places(taken, held=taken - less, kept=0, refunding=less, back=0)
        audited(town)
        works_off(town)
        assert places(town) == Places(taken, held=0, kept=each * people, refunding=0, back=less)
        sums = {state: sum_.minor for state, _, sum_ in town.run(finding.sums)}
        expected = {PaymentState.CAPTURED: each * people, PaymentState.REFUNDED: less}
        assert sums == {state: sum_ for state, sum_ in expected.items() if sum_}
        audited(town)


def test_what_is_only_held_is_captured_lower_and_the_rest_let_go(database_url: str) -> None:
    """Promise 21: the ledger says both, in the line of the capture and one beside it."""
    with Town(database_url, LADDER) as town:
        crowd(town, 5)
        assert told(town, 1) == [("authorised", 1600), ("part_asked", 400)]
        works_off(town)
        settled = [("authorised", 1600), ("part_asked", 400), ("captured", 1200), ("voided", 400)]
        assert told(town, 1) == settled
        assert told(town, 5) == settled


def test_whoever_left_before_the_close_does_not_count(database_url: str) -> None:
    with Town(database_url, LADDER) as town:
        people = crowd(town, 3)
        group_id = 1
        assert isinstance(town.run(lambda tx: leave(tx, people[1], group_id)), GivenBack)
        closes(town)
        assert prices(town) == [(1600, 1600)] * 2
        assert asked(town) == [
            ("refund", 1600, "left"),
            ("capture", 1600, "succeeded"),
            ("capture", 1600, "succeeded"),
        ]
        audited(town)


def test_who_has_not_paid_at_the_close_does_not_count(database_url: str) -> None:
    with Town(database_url, LADDER) as town:
        people = crowd(town, 2)
        town.wind(hours=23, minutes=55)
        assert isinstance(joins(town, town.person(), 1), ToPay)
        town.wind(minutes=5)
        town.run(close_due)
        assert prices(town) == [(1600, 1600)] * len(people)
        audited(town)


def test_a_place_paid_after_its_hold_ran_out_counts_like_any_other(database_url: str) -> None:
    """Promises 5 and 7."""
    with Town(database_url, LADDER) as town:
        crowd(town, 2)
        late = town.person()
        wish = joins(town, late, 1)
        town.wind(minutes=20)
        assert isinstance(town.pay(wish, late), Seated)
        closes(town)
        assert prices(town) == [(1500, 1500)] * 3
        audited(town)


def test_the_last_to_pay_hears_at_once_what_it_came_to(database_url: str) -> None:
    with Town(database_url, LADDER) as town:
        people = crowd(town, 4)
        last = town.person()
        seated = town.seated(joins(town, last, 1), last)
        assert seated.group.state is GroupState.SUCCEEDED
        assert seated.seat.price == Money(1200, "EUR")
        assert len(prices(town)) == len(people) + 1


def test_a_group_that_fails_gives_all_back(database_url: str) -> None:
    with Town(database_url, replace(LADDER, minimum=4, steps={5: 1200})) as town:
        crowd(town, 3)
        closes(town)
        assert asked(town) == [("refund", 1600, "failed")] * 3
        works_off(town)
        assert places(town) == Places(4800, held=0, kept=0, refunding=0, back=4800)


def test_what_was_captured_before_the_close_goes_back_in_part(database_url: str) -> None:
    """A hold that would have run out was captured whole (decision 38); or just now, and not yet done."""
    with Town(database_url, LADDER) as town:
        crowd(town, 2)
        town.run(
            lambda tx: tx.write(
                update(payment).where(payment.c.id <= 2).values(look_at=tx.now, runs_out_at=tx.now)
            )
        )
        town.run(capture_due)
        works_off(town)
        third = town.person()
        town.seated(joins(town, third, 1), third)
        town.run(
            lambda tx: tx.write(
                update(payment).where(payment.c.id == 3).values(look_at=tx.now, runs_out_at=tx.now)
            )
        )
        town.run(capture_due)
        closes(town)
        parts = [("part", 100, "ladder")] * 3
        assert asked(town) == [("capture", 1600, "hold ends")] * 3 + parts
        assert prices(town) == [(1500, 1500)] * 3
        audited(town)
        works_off(town)
        works_off(town)
        assert places(town) == Places(4800, held=0, kept=4500, refunding=0, back=300)
        assert told(town, 1) == [
            ("authorised", 1600),
            ("captured", 1600),
            ("part_asked", 100),
            ("part_refunded", 100),
        ]


def test_a_card_that_is_charged_at_once_gets_the_difference_as_a_part(database_url: str) -> None:
    """Nothing is held where the messenger's own invoice takes the money."""
    with Town(database_url, replace(LADDER, provider="telegram-1")) as town:
        crowd(town, 3)
        closes(town)
        assert asked(town) == [("part", 100, "ladder")] * 3
        audited(town)
        works_off(town)
        town.wind(minutes=1)
        works_off(town)
        assert places(town) == Places(4800, held=0, kept=4500, refunding=0, back=300)


def test_at_pickup_the_order_simply_costs_less(database_url: str) -> None:
    with Town(database_url, replace(LADDER, provider="")) as town:
        leader = opened_at_pickup(town)
        for _ in range(2):
            joins(town, town.person(), leader)
        closes(town)
        assert prices(town) == [(1500, 1500)] * 3
        assert asked(town) == []
        audited(town)


def opened_at_pickup(town: Town) -> int:
    """The number of a group whose leader pays when they fetch."""
    wish = starts(town, town.person())
    assert isinstance(wish, Seated)
    return wish.group.id


def test_several_units_of_several_variants_are_each_settled(database_url: str) -> None:
    with Town(database_url, replace(LADDER, variants=("S", "L"))) as town:
        first = opened(town, town.person(), quantity=3)
        for variant, quantity in ((1, 2), (0, 1)):
            one = town.person()
            town.seated(joins(town, one, first.group.id, variant, quantity), one)
        closes(town)
        assert [amount for _, amount, _ in asked(town)] == [4500, 3000, 1500]
        assert back(town) == [300, 200, 100]
        audited(town)


def test_a_group_keeps_the_ladder_that_it_was_opened_with(database_url: str) -> None:
    """Promise 4."""
    with Town(database_url, LADDER) as town:
        crowd(town, 2)
        town.run(lambda tx: town.new_terms(tx, replace(LADDER, steps={3: 100})))
        third = town.person()
        town.seated(joins(town, third, 1), third)
        closes(town)
        assert prices(town) == [(1500, 1500)] * 3
        town.run(lambda tx: town.new_terms(tx, Terms(minimum=2, capacity=5)))
        assert group(town, filled(town, *town.people("A", "B", "C")).group.id).ladder is False
