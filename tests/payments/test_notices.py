"""Notices of money: twice, out of order, forged or wrong, they end in one seat and raise what is odd (17, 18)."""

import pytest

from catalog.money import Money
from groupbuys.closing import close_due
from groupbuys.model import (
    AlreadyIn,
    GivenBack,
    NotOurs,
    Ordered,
    Reason,
    Refused,
    Seated,
    SeatState,
    ToPay,
)
from groupbuys.paying import ask_again, check
from groupbuys.refunding import take_back
from tests.groupbuys.group import (
    buys,
    filled,
    group,
    joins,
    opened,
    raised,
    seat_states,
    starts,
    steps,
)
from tests.groupbuys.ledger import audited
from tests.payments.till import works_off
from tests.stories import Terms, Town


def test_a_notice_that_comes_twice_ends_in_one_seat(database_url: str) -> None:
    """Promise 18."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        seated = opened(town, mei)
        wish = joins(town, bo, seated.group.id)
        assert isinstance(town.pay(wish, bo, charge="c-1"), Seated)
        for _ in range(3):
            known = town.pay(wish, bo, charge="c-1")
            assert isinstance(known, AlreadyIn)
            assert known.seat.state is SeatState.PAID
        assert group(town, seated.group.id).paid == 2
        assert audited(town).money() == {"held": 3200}


def test_a_notice_that_comes_again_after_everything_is_over_changes_nothing(
    database_url: str,
) -> None:
    """Promise 18: after the success it is in, after the failure it went back."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        filled(town, mei, bo)
        confirmed = town.again()
        assert isinstance(confirmed, AlreadyIn)
        assert confirmed.seat.state is SeatState.CONFIRMED
        opened(town, ana)
        town.wind(hours=24)
        town.run(close_due)
        assert isinstance(town.again(), GivenBack)
        works_off(town)
        assert isinstance(town.again(), GivenBack)
        assert len(steps(town, "refund")) == 1
        audited(town)


def test_a_notice_of_a_solo_purchase_that_comes_again_is_answered_by_its_state(
    database_url: str,
) -> None:
    """Promise 18."""
    with Town(database_url) as town:
        bo = town.person()
        bought = town.pay(buys(town, bo), bo)
        assert isinstance(bought, Ordered)
        again = town.again()
        assert isinstance(again, Ordered)
        assert again.order.id == bought.order.id
        assert [step[0] for step in steps(town, "capture")] == [bo]
        town.run(lambda tx: take_back(tx, bought.order.id))
        assert isinstance(town.again(), GivenBack)
        audited(town)


def test_an_invoice_that_is_paid_twice_is_paid_back_once(database_url: str) -> None:
    """Promise 18: two charges of one invoice are two sums of money."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = joins(town, bo, opened(town, mei).group.id)
        assert isinstance(town.pay(wish, bo, charge="c-1"), Seated)
        assert isinstance(town.pay(wish, bo, charge="c-2"), GivenBack)
        assert isinstance(town.pay(wish, bo, charge="c-2"), GivenBack)
        assert seat_states(town) == [(mei, "paid"), (bo, "paid")]
        assert [step[:2] for step in steps(town, "refund")] == [(bo, 1600)]
        ledger = audited(town)
        assert ledger.money() == {"held": 3200, "refunding": 1600}


def test_payments_that_come_out_of_order_each_find_their_own_seat(database_url: str) -> None:
    """Promise 18."""
    with Town(database_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        seated = opened(town, mei)
        first, second = joins(town, bo, seated.group.id), joins(town, ana, seated.group.id)
        assert town.seated(second, ana).seat.person_id == ana
        assert town.seated(first, bo).seat.person_id == bo
        audited(town)


@pytest.mark.parametrize("paid", [Money(1, "EUR"), Money(1601, "EUR"), Money(1600, "USD")])
def test_an_amount_that_was_not_asked_for_buys_nothing(database_url: str, paid: Money) -> None:
    """Promise 17: it is refused before, goes back after, and the operator hears of it."""
    with Town(database_url) as town:
        mei = town.person()
        wish = starts(town, mei)
        assert isinstance(wish, ToPay)
        no = town.run(lambda tx: check(tx, mei, wish.token, paid))
        assert no == Refused(Reason.WRONG_AMOUNT)
        for _ in range(2):
            odd = town.pay(wish, mei, amount=paid, charge="odd")
            assert odd == NotOurs(Reason.WRONG_AMOUNT, paid)
        assert raised(town) == ["odd payment"]
        assert [step[:2] for step in steps(town, "refund")] == [(mei, paid.minor)]
        assert seat_states(town) == [(mei, "held")]
        audited(town)
        assert isinstance(town.pay(wish, mei), Seated)


def test_an_invoice_is_paid_by_the_one_who_was_asked(database_url: str) -> None:
    """Promise 17: somebody else's money goes back to them, and takes nobody's seat."""
    with Town(database_url) as town:
        mei, eve = town.people("Mei", "Eve")
        wish = starts(town, mei)
        assert isinstance(wish, ToPay)
        no = town.run(lambda tx: check(tx, eve, wish.token, wish.amount))
        assert no == Refused(Reason.NOT_YOURS)
        assert town.pay(wish, eve) == NotOurs(Reason.WRONG_AMOUNT, wish.amount)
        assert [step[0] for step in steps(town, "refund")] == [eve]
        assert raised(town) == ["odd payment"]
        audited(town)


def test_the_messenger_is_told_before_it_takes_money_that_we_would_not_keep(
    database_url: str,
) -> None:
    """Promises 7 and 17."""
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish, solo = starts(town, mei), buys(town, bo)
        assert isinstance(wish, ToPay)
        assert isinstance(solo, ToPay)

        def asked(token: str, person: int, amount: Money = wish.amount) -> Refused | None:
            return town.run(lambda tx: check(tx, person, token, amount))

        assert asked(wish.token, mei) is None
        assert asked(solo.token, bo, solo.amount) is None
        assert asked("forged", mei) == Refused(Reason.GONE)
        town.pay(wish, mei)
        town.pay(solo, bo)
        assert asked(wish.token, mei) == Refused(Reason.ALREADY_PAID)
        assert asked(solo.token, bo, solo.amount) == Refused(Reason.ALREADY_PAID)


def test_an_invoice_is_asked_for_again_under_its_own_token(database_url: str) -> None:
    """Promise 6: its fifteen minutes go on; what is paid, over or another's is not asked for."""
    with Town(database_url) as town:
        mei, bo, eve = town.people("Mei", "Bo", "Eve")
        wish, solo = joins(town, bo, opened(town, mei).group.id), buys(town, bo)
        for held in (wish, solo):
            assert isinstance(held, ToPay)
            town.wind(minutes=5)

            def again(person: int, held: ToPay = held) -> ToPay | Refused:
                return town.run(lambda tx: ask_again(tx, person, held.what, held.id))

            renewed = again(bo)
            assert isinstance(renewed, ToPay)
            asked = (held.token, held.amount, held.until)
            assert (renewed.token, renewed.amount, renewed.until) == asked
            assert again(eve) == Refused(Reason.NOT_YOURS)
            town.pay(held, bo)
            assert again(bo) == Refused(Reason.ALREADY_PAID)
        audited(town)
