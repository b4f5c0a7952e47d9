"""Waiting for a place in a full group: first come, first served, by the rules that a join obeys."""

from datetime import timedelta

import pytest

from groupbuys import finding
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.model import GroupState, Reason, Refused, ToPay, Unplaced
from groupbuys.waiting.line import MOST_LINES, Waits, lines_of
from groupbuys.waiting.promoting import is_due
from people import reaching
from tests.groupbuys.group import buys, group, joins, opened, seat_states, stock
from tests.groupbuys.late import let_run_out
from tests.groupbuys.ledger import audited
from tests.stories import BOT, Terms, Town
from tests.waiting.bench import full, leaves, lined, stops, ticks, told, waits

FULL = Refused(Reason.FULL)


def test_whoever_waits_first_gets_the_place_when_a_hold_runs_out(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        assert joins(town, cy, there.id) == FULL
        first, second = waits(town, cy, there.id), waits(town, dee, there.id)
        assert isinstance(first, Waits)
        assert isinstance(second, Waits)
        assert (first.place, second.place, group(town, there.id).waiting) == (1, 2, 2)
        assert ticks(town) == 0
        town.wind(minutes=16)
        assert ticks(town) == 2, "both places were free"
        assert lined(town) == [(cy, "served", ""), (dee, "served", "")]
        assert seat_states(town)[-2:] == [(cy, "held"), (dee, "held")]
        assert (told(town, cy), told(town, dee)) == (["place_kept"], ["place_kept"])
        assert group(town, there.id).waiting == 0


def test_a_place_that_was_not_paid_goes_to_the_next(database_url: str) -> None:
    """Promise 6: their hold is the usual one of 15 minutes."""
    with Town(database_url) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, (_, anas) = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        town.seated(anas, ana)
        leaves(town, bo, there.id)
        assert ticks(town) == 1
        town.wind(minutes=14)
        assert ticks(town) == 0
        town.wind(minutes=2)
        assert ticks(town) == 1
        assert lined(town) == [(cy, "served", ""), (dee, "served", "")]
        assert seat_states(town)[-2:] == [(cy, "released"), (dee, "held")]


def test_a_free_place_belongs_to_the_line_first(database_url: str) -> None:
    """Between the leaving and the tick nobody slips in, by no way; who presses Join is behind those who wait."""
    with Town(database_url) as town:
        mei, bo, ana, cy, dee, eve = town.people("Mei", "Bo", "Ana", "Cy", "Dee", "Eve")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        leaves(town, bo, there.id)
        now = group(town, there.id)
        assert (now.unheld, now.free) == (1, 0)
        assert joins(town, dee, there.id) == FULL
        behind = waits(town, dee, there.id)
        assert isinstance(behind, Waits)
        assert behind.place == 2
        open_now = town.run(lambda tx: finding.open_groups(tx, town.shop_id))
        assert there.id not in [one.id for one in open_now]
        assert not town.run(lambda tx: finding.nearest_open(tx, town.deal_id, eve))
        ticks(town)
        assert seat_states(town)[-1] == (cy, "held")


def test_late_money_does_not_take_the_place_of_who_waits(database_url: str) -> None:
    """Promise 7: the seat is not free any more, so it goes to another open group or back."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, cy, dee = town.people("Mei", "Bo", "Cy", "Dee")
        there, (bos,) = full(town, mei, bo)
        waits(town, cy, there.id)
        let_run_out(town)
        opened(town, dee)
        taking = town.pay(bos, bo)
        assert isinstance(taking, Unplaced)
        assert there.id not in [one.id for one in taking.elsewhere]
        ticks(town)
        assert seat_states(town)[-1] == (cy, "held")


def test_who_paid_is_in_and_the_line_ends_with_the_group(database_url: str) -> None:
    """Promise 10: those who still wait are told once, of the nearest open group."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, cy, dee = town.people("Mei", "Bo", "Cy", "Dee")
        there, (bos,) = full(town, mei, bo)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        town.seated(bos, bo)
        assert group(town, there.id).state is GroupState.SUCCEEDED
        assert lined(town) == [(cy, "over", ""), (dee, "over", "")]
        assert told(town, cy) == ["line_over"]
        assert group(town, there.id).waiting == 0
        assert not town.run(lambda tx: lines_of(tx, cy))
        assert waits(town, cy, there.id) == Refused(Reason.NOT_FORMING)
        audited(town)


@pytest.mark.parametrize("how", ["failed", "called off", "everybody left"])
def test_however_the_group_ends_so_does_the_line(database_url: str, how: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, cy = town.people("Mei", "Bo", "Cy")
        there, _ = full(town, mei, bo)
        waits(town, cy, there.id)
        if how == "failed":
            town.wind(hours=25)
            town.run(close_due)
        elif how == "called off":
            town.run(lambda tx: cancel_deal(tx, town.deal_id, "sorry"))
        else:
            leaves(town, mei, there.id)
        assert lined(town) == [(cy, "over", "")]
        assert told(town, cy) == ["line_over"]
        assert ticks(town) == 0
        audited(town)


def test_one_person_waits_once_in_a_group_and_may_change_what_they_want(database_url: str) -> None:
    with Town(database_url, Terms(variants=("S", "L"), stock=50)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        again = waits(town, cy, there.id, variant=1, quantity=2)
        assert isinstance(again, Waits)
        assert (again.place, again.quantity) == (1, 2)
        assert group(town, there.id).waiting == 2
        leaves(town, bo, there.id)
        (whole, each) = stock(town)
        assert whole is not None
        assert each[1] is not None
        ticks(town)
        assert stock(town) == (whole - 1, [each[0], each[1] - 2])


def test_who_stops_waiting_is_out_of_the_line_and_may_come_back_behind(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        assert stops(town, cy, there.id) is None
        assert stops(town, cy, there.id) == Refused(Reason.NOT_IN)
        back = waits(town, cy, there.id)
        assert isinstance(back, Waits)
        assert back.place == 2
        assert [one.place for one in town.run(lambda tx: lines_of(tx, dee))] == [1]


def test_where_a_place_is_free_waiting_is_joining(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        there = opened(town, mei).group
        assert isinstance(waits(town, bo, there.id), ToPay)
        again = waits(town, bo, there.id)
        assert isinstance(again, ToPay)
        assert not again.fresh, "who is in is given their invoice"


def test_who_cannot_have_the_place_is_passed_over_and_told_why(database_url: str) -> None:
    """Promises 6 and 13: three unpaid holds elsewhere, or the limit reached meanwhile."""
    with Town(database_url, Terms(minimum=2, capacity=2, limit=2)) as town:
        mei, bo, cy, dee, eve = town.people("Mei", "Bo", "Cy", "Dee", "Eve")
        there, _ = full(town, mei, bo)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        waits(town, eve, there.id)
        town.pay(buys(town, cy, quantity=2), cy)
        leaves(town, bo, there.id)
        assert ticks(town) == 2
        assert lined(town)[:2] == [(cy, "passed", "over_limit"), (dee, "served", "")]
        assert told(town, cy) == ["passed_over"]
        assert seat_states(town)[-1] == (dee, "held")


def test_three_unpaid_holds_are_the_most_also_for_who_waits(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2, stock=40)) as town:
        mei, bo, cy, *leaders = town.people("Mei", "Bo", "Cy", "Ana", "Dee", "Eve")
        there, _ = full(town, mei, bo)
        waits(town, cy, there.id)
        for leader in leaders:
            assert isinstance(joins(town, cy, opened(town, leader).group.id), ToPay)
        leaves(town, bo, there.id)
        ticks(town)
        assert lined(town) == [(cy, "passed", "too_many_holds")]


def test_a_variant_that_is_sold_out_by_then_passes_on(database_url: str) -> None:
    """Promise 12."""
    with Town(database_url, Terms(minimum=2, capacity=2, stock=2, variants=("S", "L"))) as town:
        mei, bo, cy, dee = town.people("Mei", "Bo", "Cy", "Dee")
        there, _ = full(town, mei, bo)
        assert stock(town)[1][0] == 0
        waits(town, cy, there.id, quantity=2)
        waits(town, dee, there.id, variant=1)
        leaves(town, bo, there.id)
        assert ticks(town) == 2
        assert lined(town) == [(cy, "passed", "sold_out"), (dee, "served", "")]


def test_who_blocked_the_bot_is_passed_over_and_told_when_they_are_back(database_url: str) -> None:
    """Promise 30."""
    with Town(database_url) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        waits(town, dee, there.id)
        chat = town.run(lambda tx: reaching.where(tx, cy))
        assert chat is not None
        town.run(lambda tx: reaching.unreachable(tx, BOT, chat.chat))
        leaves(town, bo, there.id)
        ticks(town)
        assert lined(town) == [(cy, "passed", "unreached"), (dee, "served", "")]
        assert told(town, cy) == ["passed_over"]


def test_one_person_waits_for_ten_groups_at_most(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        (cy,) = town.people("Cy")
        for number in range(MOST_LINES + 1):
            mei, bo = town.people("Mei", "Bo")
            there, _ = full(town, mei, bo)
            answer = waits(town, cy, there.id)
            if number < MOST_LINES:
                assert isinstance(answer, Waits)
            else:
                assert answer == Refused(Reason.TOO_MANY_LINES, MOST_LINES)


def test_what_would_be_refused_at_the_turn_is_refused_at_the_click(database_url: str) -> None:
    """Promise 34 among them."""
    with Town(database_url, Terms(limit=2, newcomers=True)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        there, _ = full(town, mei, bo, ana)
        assert waits(town, cy, there.id, quantity=3) == Refused(Reason.OVER_LIMIT, 2)
        assert waits(town, cy, there.id, quantity=0) == Refused(Reason.BAD_QUANTITY, 2)
        assert waits(town, cy, there.id + 7) == Refused(Reason.GONE)
        waits(town, dee, there.id)
        town.pay(buys(town, cy), cy)
        assert waits(town, cy, there.id) == Refused(Reason.NOT_NEW)
        town.pay(buys(town, dee), dee)
        leaves(town, bo, there.id)
        ticks(town)
        assert lined(town) == [(dee, "passed", "not_new")]


def test_a_group_whose_time_is_up_promotes_nobody(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        there, _ = full(town, mei, bo, ana)
        waits(town, cy, there.id)
        town.now += timedelta(hours=24)
        assert not town.run(is_due)
        ticks(town)
        assert lined(town) == [(cy, "waiting", "")]
        assert waits(town, cy, there.id) == Refused(Reason.CLOSED)
