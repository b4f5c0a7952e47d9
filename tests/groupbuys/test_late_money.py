"""Money that comes late takes its seat if it is still free, and else goes back (promise 7)."""

from datetime import timedelta

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import (
    GivenBack,
    GroupState,
    Ordered,
    Reason,
    Refused,
    Seated,
    SeatState,
    ToPay,
)
from groupbuys.paying import ask_again
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.late import late, let_run_out, moves, payable, unplaced
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def test_money_past_its_fifteen_minutes_pays_the_seat_that_is_still_kept(
    database_url: str,
) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = joins(town, bo, opened(town, mei).group.id)
        town.wind(minutes=16)
        assert payable(town, wish, bo) is None
        assert town.seated(wish, bo).seat.state is SeatState.PAID
        town.run(expire_due)
        assert seat_states(town) == [(mei, "paid"), (bo, "paid")]
        audited(town)


def test_money_after_the_hold_ran_out_takes_the_seat_that_is_still_free(
    database_url: str,
) -> None:
    """Its stock is taken again too (promises 7, 12)."""
    with Town(database_url, Terms(stock=9, variants=("S", "L"))) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = late(town, bo, opened(town, mei).group.id, quantity=3)
        assert stock(town) == (15, [8, 9])
        assert payable(town, wish, bo) == Refused(Reason.TOO_LATE)
        seated = town.seated(wish, bo)
        assert (seated.group.taken, seated.group.paid) == (2, 2)
        assert stock(town) == (13, [5, 9])
        audited(town)


def test_late_money_gets_no_seat_beyond_the_limit_of_its_deal(database_url: str) -> None:
    """Promises 7 and 13: meanwhile the person bought as much as they may elsewhere."""
    with Town(database_url, Terms(limit=2)) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = late(town, bo, opened(town, mei).group.id, quantity=2)
        opened(town, bo)
        assert isinstance(town.pay(wish, bo), GivenBack)
        assert len(steps(town, "refund")) == 1
        audited(town)


def test_late_money_gets_no_seat_where_its_units_are_sold_meanwhile(database_url: str) -> None:
    with Town(database_url, Terms(stock=5)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        wish = late(town, bo, opened(town, mei).group.id, quantity=3)
        assert isinstance(town.pay(buys(town, ana, quantity=2), ana), Ordered)
        assert isinstance(town.pay(wish, bo), GivenBack)
        audited(town)


def test_money_after_the_deadline_but_before_the_tick_gets_no_seat(database_url: str) -> None:
    """Enough would be paid with it: the deadline counts, not when somebody looked at it."""
    with Town(database_url, Terms(minimum=2, capacity=3)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        town.wind(hours=23, minutes=59)
        wish = joins(town, bo, seated.group.id)
        town.wind(minutes=1)
        assert payable(town, wish, bo) == Refused(Reason.CLOSED)
        assert isinstance(wish, ToPay)
        assert town.run(lambda tx: ask_again(tx, bo, "s", wish.id)) == Refused(Reason.CLOSED)
        assert joins(town, bo, seated.group.id) == Refused(Reason.CLOSED)
        assert isinstance(town.pay(wish, bo), GivenBack)
        audited(town)
        (closed,) = town.run(close_due)
        assert closed.state is GroupState.FAILED
        assert [step[0] for step in steps(town, "refund")] == [bo, mei]
        audited(town)


def test_money_after_the_tick_gets_no_seat(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        town.wind(hours=23, minutes=59)
        wish = joins(town, bo, seated.group.id)
        town.wind(minutes=1)
        town.run(close_due)
        back = town.pay(wish, bo)
        assert isinstance(back, GivenBack)
        assert back.group is not None
        assert back.group.state is GroupState.FAILED
        assert sorted(step[0] for step in steps(town, "refund")) == [mei, bo]
        audited(town)


def test_late_money_of_a_leader_finds_the_group_cancelled(database_url: str) -> None:
    with Town(database_url, Terms(stock=7)) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = starts(town, mei)
        let_run_out(town)
        assert isinstance(town.pay(wish, mei), GivenBack)
        other = starts(town, mei)
        let_run_out(town)
        running = opened(town, bo).group.id
        waiting = unplaced(town.pay(other, mei))
        assert [one.id for one in waiting.elsewhere] == [running]
        assert isinstance(moves(town, mei, waiting.seat.id, running), Seated)
        audited(town)


def test_a_leader_who_pays_after_the_deal_ended_opens_nothing(database_url: str) -> None:
    """A group closes when its deal ends at the latest (promise 2), so it cannot open then."""
    with Town(database_url, Terms(ends_after=timedelta(minutes=10), stock=9)) as town:
        mei = town.person()
        wish = starts(town, mei)
        town.wind(minutes=12)
        assert payable(town, wish, mei) == Refused(Reason.CLOSED)
        assert isinstance(town.pay(wish, mei), GivenBack)
        assert isinstance(wish, ToPay)
        assert group(town, wish.group_buy_id).state is GroupState.CANCELLED
        assert stock(town)[0] == 9
        audited(town)


def test_late_money_for_a_solo_purchase_buys_what_is_still_there(database_url: str) -> None:
    with Town(database_url, Terms(stock=4)) as town:
        bo, ana = town.people("Bo", "Ana")
        first, second = buys(town, bo, quantity=3), buys(town, ana)
        let_run_out(town)
        assert stock(town)[0] == 4
        assert payable(town, first, bo) == Refused(Reason.TOO_LATE)
        assert isinstance(town.pay(first, bo), Ordered)
        assert isinstance(town.pay(buys(town, ana), ana), Ordered)
        assert isinstance(town.pay(second, ana), GivenBack)
        assert [step[:2] for step in steps(town, "refund")] == [(ana, 2000)]
        audited(town)


def test_late_money_for_a_solo_purchase_keeps_to_the_limit(database_url: str) -> None:
    """Promises 7 and 13."""
    with Town(database_url, Terms(limit=2)) as town:
        bo = town.person()
        first = buys(town, bo, quantity=2)
        let_run_out(town)
        assert isinstance(town.pay(buys(town, bo, quantity=2), bo), Ordered)
        assert isinstance(town.pay(first, bo), GivenBack)
        audited(town)


def test_filled_groups_hold_late_money_of_nobody(database_url: str) -> None:
    """A held seat keeps its place until it runs out, so the group is full for others (promise 6)."""
    with Town(database_url) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        seated = filled(town, mei, bo)
        held = joins(town, ana, seated.group.id)
        assert joins(town, cy, seated.group.id) == Refused(Reason.FULL)
        let_run_out(town)
        town.seated(joins(town, cy, seated.group.id), cy)
        assert isinstance(town.pay(held, ana), GivenBack)
        audited(town)
