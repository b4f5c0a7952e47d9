"""Late money whose seat is gone goes where its person says, or back (promise 7)."""

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
)
from groupbuys.paying import take_back
from tests.groupbuys.group import (
    buys,
    joins,
    opened,
    owed,
    seat_states,
    steps,
    stock,
)
from tests.groupbuys.late import late, moves, unplaced, waits_for_a_choice
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def test_money_for_a_seat_that_was_taken_meanwhile_goes_to_another_group_if_one_agrees(
    database_url: str,
) -> None:
    with Town(database_url, Terms(stock=20)) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        first = opened(town, mei).group.id
        wish = late(town, bo, first, quantity=2)
        town.seated(joins(town, ana, first), ana)
        assert town.seated(joins(town, cy, first), cy).group.state is GroupState.SUCCEEDED
        other = opened(town, dee).group
        waiting = unplaced(town.pay(wish, bo))
        assert [one.id for one in waiting.elsewhere] == [other.id]
        assert waiting.until == town.now + timedelta(minutes=15)
        audited(town)
        seated = moves(town, bo, waiting.seat.id, other.id)
        assert isinstance(seated, Seated)
        assert (seated.group.id, seated.group.paid, seated.seat.quantity) == (other.id, 2, 2)
        assert steps(town, "refund") == []
        audited(town)
        assert moves(town, bo, waiting.seat.id, other.id) == Refused(Reason.TOO_LATE)
        assert town.run(lambda tx: take_back(tx, bo, waiting.seat.id)) == Refused(Reason.TOO_LATE)


def test_late_money_does_not_move_where_its_units_are_not_to_be_had(database_url: str) -> None:
    """Promises 7 and 12."""
    with Town(database_url, Terms(minimum=2, capacity=2, stock=5)) as town:
        mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
        first = opened(town, mei).group.id
        wish = late(town, bo, first, quantity=2)
        other = opened(town, cy).group.id
        town.seated(joins(town, ana, first), ana)
        assert isinstance(town.pay(buys(town, ana), ana), Ordered)
        waiting = unplaced(town.pay(wish, bo))
        assert moves(town, bo, waiting.seat.id, other) == Refused(Reason.SOLD_OUT)
        assert stock(town)[0] == 0
        audited(town)


def test_late_money_goes_back_if_its_person_says_so(database_url: str) -> None:
    with Town(database_url) as town:
        bo, seat_id = waits_for_a_choice(town)
        back = town.run(lambda tx: take_back(tx, bo, seat_id))
        assert isinstance(back, GivenBack)
        assert back.amount is not None
        assert back.amount.minor == 1600
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        assert town.run(lambda tx: take_back(tx, bo, seat_id)) == Refused(Reason.TOO_LATE)
        town.wind(minutes=16)
        town.run(expire_due)
        assert len(steps(town, "refund")) == 1
        audited(town)


def test_late_money_goes_back_if_nobody_says_anything_and_they_are_told(database_url: str) -> None:
    with Town(database_url) as town:
        bo, _ = waits_for_a_choice(town)
        town.wind(minutes=14)
        town.run(expire_due)
        assert steps(town, "refund") == []
        town.wind(minutes=1)
        town.run(expire_due)
        town.run(expire_due)
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        assert owed(town, "refunding") == [bo]
        audited(town)


def test_nobody_decides_over_the_late_money_of_others(database_url: str) -> None:
    with Town(database_url) as town:
        bo, seat_id = waits_for_a_choice(town)
        stranger = town.person("Eve")
        other = opened(town, stranger).group.id
        assert moves(town, stranger, seat_id, other) == Refused(Reason.NOT_YOURS)
        no = town.run(lambda tx: take_back(tx, stranger, seat_id))
        assert no == Refused(Reason.NOT_YOURS)
        assert seat_states(town)[1] == (bo, "unplaced")


def test_late_money_moves_only_at_the_price_that_was_paid(database_url: str) -> None:
    """Promises 4 and 7: a group that opened at another price is no choice."""
    with Town(database_url) as town:
        mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
        first = opened(town, mei).group.id
        wish = late(town, bo, first)
        for person in (ana, cy):
            town.seated(joins(town, person, first), person)
        town.run(lambda tx: town.new_terms(tx, Terms(price=1700)))
        opened(town, dee)
        assert isinstance(town.pay(wish, bo), GivenBack)
        audited(town)


def test_money_after_the_deadline_may_still_go_to_a_younger_group(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        town.wind(hours=23, minutes=50)
        younger = opened(town, ana).group.id
        wish = joins(town, bo, seated.group.id)
        town.wind(minutes=11)
        waiting = unplaced(town.pay(wish, bo))
        assert isinstance(moves(town, bo, waiting.seat.id, younger), Seated)
        town.run(close_due)
        audited(town)


def test_what_came_before_is_answered_with_what_has_become_of_it(database_url: str) -> None:
    """Promise 18: the messenger may tell of a payment as often as it likes, and whenever."""
    with Town(database_url) as town:
        bo, _ = waits_for_a_choice(town)
        again = unplaced(town.again())
        assert again.seat.state is SeatState.UNPLACED
        assert len(again.elsewhere) == 1
        town.run(lambda tx: take_back(tx, bo, again.seat.id))
        assert isinstance(town.again(), GivenBack)
        audited(town)
