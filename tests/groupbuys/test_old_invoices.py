"""Invoices that were overtaken: by a newer seat, by another payment, or by their own notice (promises 7, 9, 18)."""

from sqlalchemy import select

from groupbuys.closing import close_due
from groupbuys.model import (
    GivenBack,
    GroupState,
    NotOurs,
    Reason,
    Refused,
    Seated,
    ToPay,
)
from storage.tables import alarm
from tests.groupbuys.group import (
    group,
    joins,
    opened,
    seat_states,
    starts,
    steps,
)
from tests.groupbuys.late import late, payable
from tests.groupbuys.ledger import audited
from tests.stories import Terms, Town


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
