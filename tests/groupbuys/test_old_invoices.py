"""Invoices that were overtaken: by a newer seat, by another payment, or by their own notice (promises 7, 9, 18)."""

from dataclasses import replace

from groupbuys.closing import close_due
from groupbuys.model import (
    AlreadyIn,
    GivenBack,
    GroupState,
    NotOurs,
    Reason,
    Refused,
    Seated,
    ToPay,
)
from payments.taking import Arrival
from tests.groupbuys.group import (
    group,
    joins,
    opened,
    owed,
    raised,
    seat_states,
    starts,
    steps,
)
from tests.groupbuys.late import late, payable
from tests.groupbuys.ledger import audited
from tests.payments.till import claims, does, works_off
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
        assert payable(town, new, bo) == Refused(Reason.ALREADY_PAID)
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


def forged(town: Town, by: int) -> Arrival:
    """A notice of money, as much as a place costs, for an invoice that is in no books."""
    wish = starts(town, by)
    assert isinstance(wish, ToPay)
    return replace(town.arrival(wish, by), token="forged")


def test_money_for_an_invoice_that_nobody_knows_goes_back_once(database_url: str) -> None:
    """Promises 7, 17 and 19: that very charge, whole, under a key of its own; the operator hears of it."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        opened(town, mei)
        arrival = forged(town, bo)
        for _ in range(2):
            assert town.take(arrival) == NotOurs(Reason.GONE, arrival.amount)
        assert raised(town) == ["unknown payment"]
        ((who, minor, key),) = steps(town, "refund")
        assert (who, minor) == (bo, arrival.amount.minor)
        audited(town)
        town.wind(minutes=15)
        (step,) = works_off(town)
        assert (step.provider, step.charge, step.key) == ("sandbox", arrival.charge, key)
        assert owed(town, "refunded") == [bo]
        assert town.take(arrival) == NotOurs(Reason.GONE, arrival.amount)
        assert len(steps(town, "refund")) == 1
        assert audited(town).money() == {"held": 1600, "refunded": 1600}


def test_money_for_no_invoice_of_a_shop_without_a_provider_waits_in_sight(
    database_url: str,
) -> None:
    """Promise 19: nobody here can give it back, so the operator has to."""
    with Town(database_url) as town:
        arrival = replace(forged(town, town.person()), provider="")
        town.take(arrival)
        town.wind(minutes=15)
        (step,) = claims(town)
        assert (step.provider, step.charge) == ("", arrival.charge)


def test_a_charge_that_pays_for_a_seat_stays_there_whatever_invoice_it_is_named_with(
    database_url: str,
) -> None:
    """Promises 17 and 18."""
    with Town(database_url) as town:
        mei = town.person()
        opened(town, mei)
        assert town.last is not None
        assert isinstance(town.take(town.last, token="forged"), AlreadyIn)
        assert steps(town, "refund") == []
        assert audited(town).money() == {"held": 1600}


def test_a_notice_that_overtook_its_own_invoice_takes_its_seat_when_it_comes_again(
    database_url: str,
) -> None:
    """Promise 18: within a quarter of an hour the money is taken for its seat, and does not go back."""
    with Town(database_url) as town:
        bo = town.person()
        wish = starts(town, bo)
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        assert isinstance(town.take(arrival, token="not yet"), NotOurs)
        town.wind(minutes=14)
        assert claims(town) == ()
        assert isinstance(town.take(arrival), Seated)
        town.wind(minutes=1)
        assert claims(town) == ()
        assert audited(town).money() == {"held": 1600}


def test_money_that_is_going_back_takes_no_seat_any_more(database_url: str) -> None:
    """Promises 18 and 19: once the provider was asked, it is not asked to undo it."""
    with Town(database_url) as town:
        bo = town.person()
        wish = starts(town, bo)
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        town.take(arrival, token="not yet")
        town.wind(minutes=15)
        (step,) = claims(town)
        assert town.take(arrival) == NotOurs(Reason.GONE, arrival.amount)
        audited(town)
        assert does(town, step)
        assert town.take(arrival) == NotOurs(Reason.GONE, arrival.amount)
        assert seat_states(town) == [(bo, "held")]
        assert audited(town).money() == {"refunded": 1600}
