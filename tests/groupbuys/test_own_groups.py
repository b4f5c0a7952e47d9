"""My groups: what somebody is in or had paid for; what they let go unpaid is not theirs (promises 6 and 8)."""

from groupbuys import finding
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.leaving import leave
from groupbuys.model import GivenBack, Seated, SeatState, ToPay, Unplaced
from tests.groupbuys.group import joins, opened, starts
from tests.groupbuys.late import let_run_out, waits_for_a_choice
from tests.payments.till import works_off
from tests.stories import Terms, Town


def own(town: Town, person: int) -> list[tuple[int, SeatState]]:
    """Their list: each group buy, and what became of their seat."""
    found = town.run(lambda tx: finding.mine(tx, person))
    assert town.run(lambda tx: finding.count_mine(tx, person)) == len(found)
    return [(group.id, seat.state) for group, seat in found]


def test_a_place_is_listed_while_it_is_kept_and_no_more_once_it_is_let_go_unpaid(
    database_url: str,
) -> None:
    """Promise 6: given up, or run out; and one's own group that one never paid."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = opened(town, mei).group.id
        for end in (
            lambda: town.run(lambda tx: leave(tx, bo, group_id)),
            lambda: let_run_out(town),
        ):
            joins(town, bo, group_id)
            assert own(town, bo) == [(group_id, SeatState.HELD)]
            end()
            assert own(town, bo) == []
        wish = starts(town, bo)
        assert isinstance(wish, ToPay)
        assert own(town, bo) == [(wish.group_buy_id, SeatState.HELD)]
        let_run_out(town)
        assert own(town, bo) == []
        assert own(town, mei) == [(group_id, SeatState.PAID)]


def test_a_place_that_was_not_paid_when_its_group_closed_is_not_listed(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = opened(town, mei).group.id
        town.wind(hours=23, minutes=50)
        joins(town, bo, group_id)
        town.wind(minutes=10)
        town.run(close_due)
        assert own(town, bo) == []
        assert own(town, mei) == [(group_id, SeatState.REFUNDING)]


def test_what_was_paid_and_left_stays_as_history(database_url: str) -> None:
    """Promise 20: even where its person kept a place there once more, and let that go unpaid."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        group_id = opened(town, mei).group.id
        town.seated(joins(town, bo, group_id), bo)
        assert isinstance(town.run(lambda tx: leave(tx, bo, group_id)), GivenBack)
        assert own(town, bo) == [(group_id, SeatState.REFUNDING)]
        joins(town, bo, group_id)
        assert own(town, bo) == [(group_id, SeatState.HELD)]
        let_run_out(town)
        works_off(town)
        assert own(town, bo) == [(group_id, SeatState.REFUNDED)]


def test_a_place_to_be_paid_at_pickup_stays_as_history_when_it_is_left(database_url: str) -> None:
    with Town(database_url, Terms(provider="")) as town:
        mei, bo = town.people("Mei", "Bo")
        started = starts(town, mei)
        assert isinstance(started, Seated)
        group_id = started.group.id
        joins(town, bo, group_id)
        town.run(lambda tx: leave(tx, bo, group_id))
        assert own(town, bo) == [(group_id, SeatState.RELEASED)]


def test_late_money_is_listed_with_the_group_that_it_was_meant_for(database_url: str) -> None:
    """Promise 7."""
    with Town(database_url) as town:
        bo, _ = waits_for_a_choice(town)
        assert isinstance(town.again(), Unplaced)
        assert own(town, bo) == [(1, SeatState.UNPLACED)]
        town.wind(minutes=15)
        town.run(expire_due)
        assert own(town, bo) == [(1, SeatState.REFUNDING)]
