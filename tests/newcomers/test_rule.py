"""Groups for newcomers: who joins must be new to the shop, at the click and when the money arrives (promise 34)."""

import pytest
from sqlalchemy import update

from catalog.keeping import staff
from catalog.keeping.roles import Role
from groupbuys import finding
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.leaving import leave
from groupbuys.model import (
    GivenBack,
    GroupState,
    Ordered,
    OrderState,
    Reason,
    Refused,
    Seated,
    SeatState,
    ToPay,
)
from groupbuys.newcomers import is_new
from groupbuys.paying import take_back
from groupbuys.tables import purchase
from tests.groupbuys.group import buys, group, joins, opened, seat_states, starts, steps
from tests.groupbuys.late import late, moves, payable, unplaced
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town

RULE = Terms(newcomers=True)
NO = Refused(Reason.NOT_NEW)


def bought(town: Town, person: int) -> None:
    """Somebody has bought one alone, and paid."""
    assert isinstance(town.pay(buys(town, person), person), Ordered)


def new(town: Town, person: int) -> bool:
    """Whether they are new to the shop."""
    return town.run(lambda tx: is_new(tx, person, town.shop_id))


def everybody(town: Town) -> None:
    """The merchant drops the rule."""
    town.run(lambda tx: town.new_terms(tx, Terms()))


def test_who_has_ordered_joins_no_group_for_newcomers_but_leads_one(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        bought(town, mei)
        bought(town, ana)
        first = opened(town, mei).group
        assert first.newcomers
        assert joins(town, ana, first.id) == NO
        town.seated(joins(town, bo, first.id), bo)
        assert isinstance(starts(town, ana), ToPay)
        assert [person for person, _ in seat_states(town)] == [mei, bo, ana]
        audited(town)


def test_who_bought_between_click_and_payment_is_refused_and_paid_back(database_url: str) -> None:
    """Promise 34: the messenger is told no; where the money was taken all the same, it goes back (promise 7)."""
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        first = opened(town, mei).group
        wish = joins(town, bo, first.id)
        assert payable(town, wish, bo) is None
        bought(town, bo)
        assert payable(town, wish, bo) == NO
        assert joins(town, bo, first.id) == NO, "nor is the invoice sent again"
        back = town.pay(wish, bo)
        assert isinstance(back, GivenBack)
        assert back.why is Reason.NOT_NEW
        assert steps(town, "refund")[0][:2] == (bo, 1600)
        assert group(town, first.id).taken == 1, "the place is free again"
        again = town.again()
        assert isinstance(again, GivenBack)
        assert again.why is Reason.NOT_NEW
        audited(town)


def test_money_that_comes_after_the_hold_ran_out_takes_no_seat_either(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = late(town, bo, opened(town, mei).group.id)
        bought(town, bo)
        back = town.pay(wish, bo)
        assert isinstance(back, GivenBack)
        assert back.why is Reason.NOT_NEW
        audited(town)


def test_money_of_who_is_not_new_may_go_into_a_group_for_everybody(database_url: str) -> None:
    """Promise 7: another open group that takes them, if they agree; one with the rule is not offered."""
    with Town(database_url, RULE) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        wish = joins(town, bo, opened(town, mei).group.id)
        opened(town, ana)
        everybody(town)
        open_to_all = opened(town, cy).group
        bought(town, bo)
        late_money = unplaced(town.pay(wish, bo))
        assert [one.id for one in late_money.elsewhere] == [open_to_all.id]
        assert late_money.why is Reason.NOT_NEW
        assert unplaced(town.again()).why is Reason.NOT_NEW
        assert isinstance(moves(town, bo, late_money.seat.id, open_to_all.id), Seated)
        audited(town)


def test_late_money_moves_into_no_other_group_for_newcomers(database_url: str) -> None:
    """Still refused where somebody presses an old button for it."""
    with Town(database_url, RULE) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        wish = joins(town, bo, opened(town, mei).group.id)
        ruled = opened(town, ana).group
        everybody(town)
        opened(town, cy)
        bought(town, bo)
        seat = unplaced(town.pay(wish, bo)).seat
        assert moves(town, bo, seat.id, ruled.id) == NO
        assert isinstance(town.run(lambda tx: take_back(tx, bo, seat.id)), GivenBack)
        audited(town)


def test_of_two_groups_at_once_the_first_that_is_paid_counts(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        first, second = opened(town, mei).group, opened(town, ana).group
        one, other = joins(town, bo, first.id), joins(town, bo, second.id)
        town.seated(other, bo)
        back = town.pay(one, bo)
        assert isinstance(back, GivenBack)
        assert back.why is Reason.NOT_NEW
        assert (group(town, first.id).taken, group(town, second.id).paid) == (1, 2)
        audited(town)


def test_at_a_pickup_shop_the_click_itself_counts(database_url: str) -> None:
    with Town(database_url, Terms(newcomers=True, provider="")) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        first = starts(town, mei)
        second = starts(town, ana)
        assert isinstance(first, Seated)
        assert isinstance(second, Seated)
        assert isinstance(joins(town, bo, first.group.id), Seated)
        assert joins(town, bo, second.group.id) == NO
        town.run(lambda tx: leave(tx, bo, first.group.id))
        assert isinstance(joins(town, bo, second.group.id), Seated), "who left has bought nothing"
        audited(town)


def test_who_was_in_a_failed_group_is_still_new(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        town.seated(joins(town, bo, opened(town, mei).group.id), bo)
        assert not new(town, bo)
        town.wind(hours=25)
        assert [one.state for one in town.run(close_due)] == [GroupState.FAILED]
        assert new(town, bo)
        town.seated(joins(town, bo, opened(town, mei).group.id), bo)


@pytest.mark.parametrize("state", [*OrderState])
def test_an_order_counts_once_it_was_placed_whatever_became_of_it(
    database_url: str, state: OrderState
) -> None:
    with Town(database_url) as town:
        (bo,) = town.people("Bo")
        wish = buys(town, bo)
        assert new(town, bo), "an unpaid one does not"
        town.pay(wish, bo)
        town.run(lambda tx: tx.write(update(purchase).values(state=state.value)))
        assert not new(town, bo)
        assert town.run(lambda tx: is_new(tx, bo, town.shop_id + 1)), "nor does another shop's"


def test_a_hold_that_ran_out_leaves_somebody_new(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        first = opened(town, mei).group
        joins(town, bo, first.id)
        town.wind(minutes=16)
        town.run(expire_due)
        assert new(town, bo)
        town.seated(joins(town, bo, first.id), bo)


def test_who_works_in_the_shop_fills_no_group_of_newcomers(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, kim = town.people("Mei", "Kim")
        first = opened(town, mei).group
        town.run(lambda tx: staff.engage(tx, town.shop_id, kim, Role.PACKER))
        assert joins(town, kim, first.id) == NO


def test_a_group_keeps_the_rule_that_it_was_opened_with(database_url: str) -> None:
    """Promise 4, both ways."""
    with Town(database_url, RULE) as town:
        mei, ana, bo = town.people("Mei", "Ana", "Bo")
        ruled = opened(town, mei).group
        everybody(town)
        free = opened(town, ana).group
        bought(town, bo)
        assert joins(town, bo, ruled.id) == NO
        assert isinstance(joins(town, bo, free.id), ToPay)
        town.run(lambda tx: town.new_terms(tx, RULE))
        assert not group(town, free.id).newcomers


def test_a_leader_who_left_comes_back_as_a_member_like_any_other(database_url: str) -> None:
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        bought(town, mei)
        first = opened(town, mei).group
        town.seated(joins(town, bo, first.id), bo)
        town.run(lambda tx: leave(tx, mei, first.id))
        assert group(town, first.id).leader_id == bo
        assert joins(town, mei, first.id) == NO


def test_a_second_notice_of_one_payment_does_not_count_against_itself(database_url: str) -> None:
    """Promise 18: their own paid seat in this very group is no other purchase."""
    with Town(database_url, RULE) as town:
        mei, bo = town.people("Mei", "Bo")
        first = opened(town, mei).group
        seated = town.seated(joins(town, bo, first.id), bo)
        town.again()
        found = town.run(lambda tx: finding.seat_of(tx, first.id, bo))
        assert found is not None
        assert found.state is SeatState.PAID
        assert seated.seat.id == found.id
