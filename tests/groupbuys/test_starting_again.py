"""Whoever starts a group once more before they have paid changes their choice: one group, one hold (promises 6, 9)."""

import pytest
from sqlalchemy import update

from catalog.tables import shop
from groupbuys.holds import expire_due
from groupbuys.model import HOLD, GivenBack, GroupState, Reason, Refused, Seated, ToPay, Wish
from tests.groupbuys.group import (
    buys,
    group,
    joins,
    opened,
    owed,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.late import payable
from tests.groupbuys.ledger import audited
from tests.groupbuys.supply import Supply
from tests.stories import Terms, Town

TWO = Terms(stock=9, variants=("S", "L"))


def kept(wish: Wish) -> ToPay:
    """A place that waits for its payment."""
    assert isinstance(wish, ToPay), wish
    return wish


@pytest.mark.parametrize(("variant", "quantity"), [(1, 1), (0, 2), (1, 3)])
def test_another_choice_replaces_the_one_that_is_not_paid(
    database_url: str, variant: int, quantity: int
) -> None:
    """Promises 6 and 9: with its stock, and without a minute more."""
    with Town(database_url, TWO) as town:
        mei = town.person()
        first = kept(starts(town, mei))
        town.wind(minutes=4)
        second = kept(starts(town, mei, variant, quantity))
        assert second.group_buy_id == first.group_buy_id
        assert (second.until, second.amount) == (first.until, first.amount * quantity)
        assert second.fresh, "it has an invoice of its own"
        assert seat_states(town) == [(mei, "released"), (mei, "held")]
        each = [9, 9]
        each[variant] -= quantity
        assert stock(town) == (18 - 3 - (quantity - 1), each)
        assert payable(town, first, mei) == Refused(Reason.REPLACED)
        audited(town)
        assert town.seated(second, mei).group.state is GroupState.FORMING
        audited(town)


def test_a_choice_that_is_sold_out_leaves_the_first_one_kept(database_url: str) -> None:
    """Promise 12."""
    with Town(database_url, TWO) as town:
        mei, bo = town.people("Mei", "Bo")
        first = kept(starts(town, mei))
        buys(town, bo, variant_number=1, quantity=8)
        assert starts(town, mei, 1, 2) == Refused(Reason.SOLD_OUT)
        assert starts(town, mei, 0, 9) == Refused(Reason.SOLD_OUT)
        again = kept(starts(town, mei))
        assert (again.id, again.token) == (first.id, first.token)
        audited(town)
        assert town.seated(first, mei).group.state is GroupState.FORMING


def test_a_choice_refused_after_a_lower_count_leaves_the_first_one_with_its_units(
    database_url: str,
) -> None:
    """Promise 12: what is kept stays taken, even where fewer were counted than are kept."""
    with Town(database_url, TWO) as town:
        mei, bo = town.people("Mei", "Bo")
        number = opened(town, mei).group.id
        first = kept(joins(town, bo, number))
        supply = Supply(town)
        supply.bring([1, 9], audited(town))
        audited(town, supply.units)
        assert joins(town, bo, number, 0, 2) == Refused(Reason.SOLD_OUT)
        audited(town, supply.units)
        assert town.seated(first, bo).seat.quantity == 1
        audited(town, supply.units)


def test_changing_ones_choice_back_and_forth_keeps_it_no_longer(database_url: str) -> None:
    """Promise 6."""
    with Town(database_url, TWO) as town:
        mei = town.person()
        first = kept(starts(town, mei))
        for minute in range(14):
            town.wind(minutes=1)
            assert kept(starts(town, mei, 1 - minute % 2)).until == first.until
        town.wind(minutes=1)
        assert kept(starts(town, mei)).until == town.now + HOLD
        audited(town)
        town.wind(minutes=15)
        assert town.run(expire_due) == 1
        assert group(town, first.group_buy_id).state is GroupState.CANCELLED
        assert stock(town) == (18, [9, 9])
        audited(town)


def test_an_invoice_of_the_first_choice_pays_for_the_second_or_goes_back(
    database_url: str,
) -> None:
    """Promise 7: its money arrived although the messenger was told not to take it."""
    with Town(database_url, TWO) as town:
        mei, bo = town.people("Mei", "Bo")
        first = kept(starts(town, mei))
        second = kept(starts(town, mei, 1))
        seated = town.seated(first, mei)
        assert (seated.seat.id, seated.seat.variant_id) == (second.id, town.variant_ids[1])
        first = kept(starts(town, bo))
        second = kept(starts(town, bo, 0, 2))
        assert isinstance(town.pay(first, bo), GivenBack)
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        assert isinstance(town.pay(second, bo), Seated)
        audited(town)


def test_another_choice_counts_once_in_the_limits(database_url: str) -> None:
    """Promises 6 and 13."""
    with Town(database_url, Terms(limit=3, variants=("S", "L"))) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        groups = [opened(town, leader).group.id for leader in (mei, bo)]
        for group_id in groups:
            kept(joins(town, ana, group_id))
        kept(starts(town, ana))
        kept(starts(town, ana, 1))
        assert starts(town, ana, 1, 2) == Refused(Reason.OVER_LIMIT, 1)
        audited(town)


def test_after_an_edit_another_choice_is_made_under_the_terms_that_are_shown(
    database_url: str,
) -> None:
    """Promise 4: the unpaid group keeps its own until then, and is given up instead of joined by a second one."""
    with Town(database_url, TWO) as town:
        mei = town.person()
        first = kept(starts(town, mei))
        edited = Terms(minimum=2, capacity=2, price=1500)
        town.run(lambda tx: town.new_terms(tx, edited))
        assert kept(starts(town, mei)).amount.minor == 1600
        second = kept(starts(town, mei, 1))
        assert second.amount.minor == 1500
        assert group(town, first.group_buy_id).state is GroupState.CANCELLED
        assert owed(town, "cancelled") == []
        assert seat_states(town) == [(mei, "released"), (mei, "held")]
        assert stock(town) == (16, [9, 8])
        audited(town)


def test_a_group_that_is_paid_is_not_changed_by_starting_another(database_url: str) -> None:
    with Town(database_url, TWO) as town:
        mei = town.person()
        paid = opened(town, mei).group
        second = kept(starts(town, mei, 1))
        assert second.group_buy_id != paid.id
        assert group(town, paid.id).state is GroupState.FORMING
        audited(town)


def test_another_choice_opens_at_once_where_one_pays_at_pickup_by_now(database_url: str) -> None:
    """Promise 1: the shop stopped taking money in advance meanwhile."""
    with Town(database_url, TWO) as town:
        mei = town.person()
        first = kept(starts(town, mei))
        town.run(lambda tx: tx.write(update(shop).values(provider="")))
        seated = starts(town, mei, 1)
        assert isinstance(seated, Seated)
        assert (seated.group.id, seated.group.state) == (first.group_buy_id, GroupState.FORMING)
        audited(town)
