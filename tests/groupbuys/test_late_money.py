"""Money that comes late always ends somewhere (promise 7)."""

from datetime import timedelta

from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import (
    GivenBack,
    GroupState,
    NotOurs,
    Ordered,
    Reason,
    Refused,
    Seated,
    SeatState,
    Taking,
    ToPay,
    Unplaced,
    Wish,
)
from groupbuys.paying import ask_again, check, move, take_back
from storage.tables import alarm
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    owed,
    seat_states,
    starts,
    steps,
    stock,
)
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


def let_run_out(town: Town) -> None:
    """Sixteen minutes pass, and the tick comes by."""
    town.wind(minutes=16)
    town.run(expire_due)


def late(town: Town, person: int, group_id: int, quantity: int = 1) -> ToPay:
    """Somebody holds a seat, and the hold runs out."""
    wish = joins(town, person, group_id, quantity=quantity)
    assert isinstance(wish, ToPay)
    let_run_out(town)
    return wish


def unplaced(taking: Taking) -> Unplaced:
    assert isinstance(taking, Unplaced), taking
    return taking


def moves(town: Town, person: int, seat_id: int, group_id: int) -> Taking | Refused:
    return town.run(lambda tx: move(tx, person, seat_id, group_id))


def payable(town: Town, wish: Wish, person: int) -> Refused | None:
    """What the messenger is told just before it takes the money."""
    assert isinstance(wish, ToPay)
    return town.run(lambda tx: check(tx, person, wish.token, wish.amount))


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


def waits_for_a_choice(town: Town) -> tuple[int, int]:
    """Bo's money came after his seat was taken, and there is another group; (Bo, his seat)."""
    mei, bo, ana, cy, dee = town.people("Mei", "Bo", "Ana", "Cy", "Dee")
    first = opened(town, mei).group.id
    wish = late(town, bo, first)
    for person in (ana, cy):
        town.seated(joins(town, person, first), person)
    opened(town, dee)
    return bo, unplaced(town.pay(wish, bo)).seat.id


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


def test_an_old_invoice_pays_the_newer_seat_of_its_person(database_url: str) -> None:
    """Promises 7 and 9; the newer invoice is then of no use, and one that is paid too goes back."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        old = late(town, bo, seated.group.id)
        new = joins(town, bo, seated.group.id)
        paid = town.seated(old, bo)
        assert isinstance(new, ToPay)
        assert (paid.seat.id, paid.group.paid) == (new.id, 2)
        audited(town)
        assert payable(town, new, bo) == Refused(Reason.TOO_LATE)
        assert isinstance(town.pay(new, bo), GivenBack)
        assert group(town, seated.group.id).paid == 2
        assert len(steps(town, "refund")) == 1
        audited(town)


def test_a_second_payment_of_a_seat_never_takes_the_first_ones_place(database_url: str) -> None:
    """The same after the group has closed: the confirmed seat keeps its own money."""
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        old = late(town, bo, seated.group.id)
        new = joins(town, bo, seated.group.id)
        town.seated(old, bo)
        town.seated(joins(town, ana, seated.group.id), ana)
        assert isinstance(town.pay(new, bo), GivenBack)
        assert seat_states(town) == [
            (mei, "confirmed"),
            (bo, "released"),
            (bo, "confirmed"),
            (ana, "confirmed"),
        ]
        audited(town)


def test_an_old_invoice_of_another_amount_than_the_newer_seat_goes_back(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        old = late(town, bo, seated.group.id)
        new = joins(town, bo, seated.group.id, quantity=2)
        assert isinstance(town.pay(old, bo), GivenBack)
        assert town.seated(new, bo).seat.quantity == 2
        audited(town)


def test_an_old_invoice_does_not_pay_the_newer_seat_after_the_deadline(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=3)) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        old = late(town, bo, seated.group.id)
        town.wind(hours=23, minutes=40)
        joins(town, bo, seated.group.id)
        town.wind(minutes=4)
        assert isinstance(town.pay(old, bo), GivenBack)
        (closed,) = town.run(close_due)
        assert closed.state is GroupState.FAILED
        audited(town)


def test_late_money_of_somebody_who_sits_there_again_makes_no_second_seat(
    database_url: str,
) -> None:
    """Promise 9."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        old = late(town, bo, seated.group.id)
        town.seated(joins(town, bo, seated.group.id), bo)
        assert isinstance(town.pay(old, bo), GivenBack)
        assert group(town, seated.group.id).paid == 2
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


def test_an_invoice_that_nobody_knows_is_kept_and_raised(database_url: str) -> None:
    """Promise 17."""
    with Town(database_url) as town:
        bo = town.person()
        wish = starts(town, bo)
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        assert isinstance(town.take(arrival, token="forged"), NotOurs)
        assert isinstance(town.take(arrival, token="forged"), NotOurs)
        (raised,) = town.run(lambda tx: tx.all(select(alarm)))
        assert raised.kind == "unknown payment"
        audited(town)


def test_a_notice_that_overtook_its_own_invoice_takes_its_seat_when_it_comes_again(
    database_url: str,
) -> None:
    """Promise 18: the money is then counted once, for the seat."""
    with Town(database_url) as town:
        bo = town.person()
        wish = starts(town, bo)
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        assert isinstance(town.take(arrival, token="not yet"), NotOurs)
        assert isinstance(town.take(arrival), Seated)
        assert audited(town).money()["held"] == 1600


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
