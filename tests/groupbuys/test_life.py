"""The life of a group buy, from the leader's press to its end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import AlreadyIn, GroupState, Reason, Refused, Seated, SeatState, ToPay
from groupbuys.tables import purchase, seat
from tests.groupbuys.group import filled, group, joins, opened, owed, starts, steps, stock
from tests.stories import Terms, Town


def test_a_group_opens_for_others_when_its_leader_has_paid(database_url: str) -> None:
    """Promise 1."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = starts(town, mei)
        assert isinstance(wish, ToPay)
        assert wish.amount.minor == 1600
        assert joins(town, bo, wish.group_buy_id) == Refused(Reason.STILL_OPENING)
        assert town.seated(wish, mei).group.state is GroupState.FORMING
        assert isinstance(joins(town, bo, wish.group_buy_id), ToPay)


def test_the_last_paid_seat_closes_the_group_and_everyone_hears_it(database_url: str) -> None:
    """Promises 1, 2, 28."""
    with Town(database_url) as town:
        people = town.people("Mei", "Bo", "Ana")
        last = filled(town, *people)
        assert last.group.state is GroupState.SUCCEEDED
        assert last.seat.state is SeatState.CONFIRMED
        assert owed(town, "succeeded") == sorted(people)
        assert [step[0] for step in steps(town, "capture")] == people
        orders = town.run(lambda tx: tx.all(select(purchase)))
        assert sorted(order.person_id for order in orders) == sorted(people)
        assert {order.price * order.quantity for order in orders} == {1600}


def test_a_group_that_misses_somebody_at_its_deadline_pays_everyone_back(database_url: str) -> None:
    """Promises 2, 3, 19, 28."""
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = filled(town, mei, bo)
        held = joins(town, ana, seated.group.id)
        assert isinstance(held, ToPay)
        town.wind(hours=23, minutes=59)
        assert town.run(close_due) == ()
        town.wind(minutes=1, seconds=3)
        (closed,) = town.run(close_due)
        assert (closed.state, closed.late) == (GroupState.FAILED, timedelta(seconds=3))
        assert owed(town, "failed") == [mei, bo]
        assert [step[:2] for step in steps(town, "refund")] == [(mei, 1600), (bo, 1600)]
        states = {row.person_id: row.state for row in town.run(lambda tx: tx.all(select(seat)))}
        assert states == {mei: "refunding", bo: "refunding", ana: "released"}
        assert town.run(close_due) == ()


def test_enough_for_the_minimum_at_the_deadline_is_a_success(database_url: str) -> None:
    """Promise 3: minimum below capacity."""
    with Town(database_url, Terms(minimum=2, capacity=5, stock=9)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = filled(town, mei, bo)
        assert seated.group.state is GroupState.FORMING
        assert stock(town)[0] == 4
        town.wind(hours=24)
        (closed,) = town.run(close_due)
        assert closed.state is GroupState.SUCCEEDED
        assert owed(town, "succeeded") == [mei, bo]
        assert stock(town)[0] == 7


def test_a_group_closes_when_its_deal_ends_if_that_is_earlier(database_url: str) -> None:
    """Promise 2."""
    with Town(database_url, Terms(ends_after=timedelta(hours=5))) as town:
        mei, bo = town.people("Mei", "Bo")
        town.wind(hours=1)
        seated = opened(town, mei)
        assert seated.group.closes_at == town.now + timedelta(hours=4)
        town.wind(hours=4)
        assert joins(town, bo, seated.group.id) == Refused(Reason.CLOSED)
        assert starts(town, bo) == Refused(Reason.DEAL_NOT_LIVE)


def test_an_open_group_keeps_the_terms_it_was_opened_with(database_url: str) -> None:
    """Promise 4."""
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        edited = Terms(minimum=5, capacity=5, price=1900, window=timedelta(hours=1))
        town.run(lambda tx: town.new_terms(tx, edited))
        wish = joins(town, bo, seated.group.id)
        assert isinstance(wish, ToPay)
        assert wish.amount.minor == 1600
        town.seated(wish, bo)
        last = town.seated(joins(town, ana, seated.group.id), ana)
        assert last.group.state is GroupState.SUCCEEDED
        other = starts(town, bo)
        assert isinstance(other, ToPay)
        assert other.amount.minor == 1900


def test_a_hold_that_runs_out_gives_seat_and_stock_back_once(database_url: str) -> None:
    """Promise 6."""
    with Town(database_url, Terms(stock=10, variants=("S", "L"))) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        assert stock(town) == (17, [9, 10])
        joins(town, bo, seated.group.id, variant_number=1, quantity=2)
        assert stock(town) == (16, [9, 8])
        assert group(town, seated.group.id).taken == 2
        town.wind(minutes=15)
        assert town.run(expire_due) == 1
        assert town.run(expire_due) == 0
        assert stock(town) == (17, [9, 10])
        assert group(town, seated.group.id).taken == 1


def test_a_leader_who_does_not_pay_leaves_nothing_behind(database_url: str) -> None:
    """Promise 6."""
    with Town(database_url, Terms(stock=5)) as town:
        wish = starts(town, town.person())
        assert isinstance(wish, ToPay)
        assert stock(town)[0] == 2
        town.wind(minutes=16)
        town.run(expire_due)
        assert stock(town)[0] == 5
        assert group(town, wish.group_buy_id).state is GroupState.CANCELLED


def test_no_group_is_opened_that_could_not_be_delivered(database_url: str) -> None:
    """Promise 12."""
    with Town(database_url, Terms(stock=5)) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)
        assert starts(town, bo) == Refused(Reason.SOLD_OUT)
        assert stock(town)[0] == 2


def test_one_person_has_one_seat_however_often_they_press(database_url: str) -> None:
    """Promise 9."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        first, again = starts(town, mei), starts(town, mei)
        assert isinstance(first, ToPay)
        assert isinstance(again, ToPay)
        assert first.token == again.token
        seated = town.seated(first, mei)
        assert isinstance(joins(town, mei, seated.group.id), AlreadyIn)
        one, two = joins(town, bo, seated.group.id), joins(town, bo, seated.group.id)
        assert isinstance(one, ToPay)
        assert isinstance(two, ToPay)
        assert one.id == two.id
        assert not two.fresh
        assert group(town, seated.group.id).taken == 2


def test_changing_the_wish_before_paying_replaces_the_held_seat(database_url: str) -> None:
    """Promise 9, 11."""
    with Town(database_url, Terms(stock=9, variants=("S", "L"))) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        joins(town, bo, seated.group.id)
        other = joins(town, bo, seated.group.id, variant_number=1, quantity=3)
        assert isinstance(other, ToPay)
        assert other.amount.minor == 4800
        assert stock(town) == (13, [8, 6])
        assert group(town, seated.group.id).taken == 2


def test_at_most_three_unpaid_holds(database_url: str) -> None:
    """Promise 6."""
    with Town(database_url) as town:
        leaders = town.people("A", "B", "C", "D")
        bo = town.person("Bo")
        groups = [opened(town, leader).group.id for leader in leaders]
        for group_id in groups[:3]:
            assert isinstance(joins(town, bo, group_id), ToPay)
        assert joins(town, bo, groups[3]) == Refused(Reason.TOO_MANY_HOLDS, 3)
        town.wind(minutes=16)
        assert isinstance(joins(town, bo, groups[3]), ToPay)


@pytest.mark.parametrize(("quantity", "reason"), [(0, "bad_quantity"), (-1, "bad_quantity")])
def test_quantities_that_make_no_sense_are_refused(
    sqlite_url: str, quantity: int, reason: str
) -> None:
    """Promise 36."""
    with Town(sqlite_url) as town:
        refused = starts(town, town.person(), quantity=quantity)
        assert isinstance(refused, Refused)
        assert refused.reason == reason


def test_limits_count_what_is_live_or_paid_and_never_what_failed(database_url: str) -> None:
    """Promise 13."""
    with Town(database_url, Terms(limit=3)) as town:
        mei, bo = town.people("Mei", "Bo")
        first = opened(town, mei, quantity=2)
        assert starts(town, mei, quantity=2) == Refused(Reason.OVER_LIMIT, 1)
        assert joins(town, bo, first.group.id, quantity=4) == Refused(Reason.OVER_LIMIT, 3)
        town.wind(hours=25)
        town.run(close_due)
        assert isinstance(starts(town, mei, quantity=3), ToPay)


def test_paid_at_pickup_needs_no_invoice(database_url: str) -> None:
    """Where no provider is configured a seat is paid at pickup."""
    with Town(database_url, Terms(provider="")) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        first = starts(town, mei)
        assert isinstance(first, Seated)
        assert isinstance(joins(town, bo, first.group.id), Seated)
        last = joins(town, ana, first.group.id)
        assert isinstance(last, Seated)
        assert last.group.state is GroupState.SUCCEEDED
        assert steps(town, "capture") == []
