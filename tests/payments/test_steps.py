"""Money steps: each refund is asked for once, under its own key, until it is done (promises 19, 20, 21)."""

from datetime import timedelta

from sqlalchemy import select

from groupbuys import history
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.model import Ordered, ToPay
from payments import finding, stepping
from payments.model import PaymentState, StepKind, StepState
from payments.owing import owe_captures, owe_refunds
from payments.tables import money_step
from tests.groupbuys.group import buys, filled, joins, opened, owed, starts, steps
from tests.groupbuys.ledger import audited
from tests.payments.till import LEASE, claims, does, works_off
from tests.stories import Terms, Town


def failed(town: Town, *names: str) -> list[int]:
    """A group buy of these people that failed; their numbers."""
    people = town.people(*names)
    filled(town, *people)
    town.wind(hours=24)
    town.run(close_due)
    return people


def test_each_payment_has_one_refund_under_its_own_key(database_url: str) -> None:
    """Promise 19, however often it is owed."""
    with Town(database_url) as town:
        people = failed(town, "Mei", "Bo")
        owed_steps = steps(town, "refund")
        assert sorted(step[0] for step in owed_steps) == people
        assert len({step[2] for step in owed_steps}) == 2
        numbers = [step.payment_id for step in claims(town)]
        town.run(lambda tx: owe_refunds(tx, numbers, "once more"))
        town.run(lambda tx: owe_captures(tx, numbers, "too late"))
        assert steps(town, "refund") == owed_steps
        assert steps(town, "capture") == []
        audited(town)


def test_whoever_is_refunded_hears_of_it_once(database_url: str) -> None:
    """Promise 20."""
    with Town(database_url) as town:
        people = failed(town, "Mei", "Bo")
        under_way = claims(town)
        assert [does(town, step) for step in under_way] == [True, True]
        assert [does(town, step) for step in under_way] == [False, False]
        assert owed(town, "failed") == people
        assert owed(town, "refunded") == [], "one message says both"
        assert audited(town).money() == {"refunded": 3200}


def test_a_step_is_with_one_worker_until_its_lease_runs_out(database_url: str) -> None:
    """Promise 19: a worker that died loses what it had, and the key stays the same."""
    with Town(database_url) as town:
        failed(town, "Mei", "Bo")
        (first,) = claims(town, most=1)
        (second,) = claims(town)
        assert claims(town) == ()
        assert first.key != second.key
        town.wind(seconds=LEASE.total_seconds())
        again = {step.payment_id: step for step in claims(town)}
        assert again[first.payment_id].key == first.key
        assert again[first.payment_id].attempts == 2


def test_a_refund_that_keeps_failing_waits_in_sight_while_the_others_go_through(
    database_url: str,
) -> None:
    """Promise 19: stuck after a day, or at once if the provider says no; tried on all the same."""
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, bo, ana = failed(town, "Mei", "Bo", "Ana")
        by_person = {step.person_id: step for step in claims(town)}
        later, no = by_person[mei], by_person[bo]
        soon = town.now + timedelta(minutes=5)
        town.run(lambda tx: stepping.again(tx, later, soon, "no answer", rejected=False))
        state = town.run(lambda tx: stepping.again(tx, no, soon, "no such charge", rejected=True))
        assert state is StepState.STUCK
        assert does(town, by_person[ana])
        stuck = town.run(lambda tx: finding.money_of(tx, no.payment_id))
        assert stuck is not None
        assert (stuck.state, stuck.refund_stuck) == (PaymentState.REFUNDING, True)
        assert claims(town) == ()
        town.wind(minutes=5)
        assert {step.person_id for step in claims(town)} == {mei, bo}
        town.wind(hours=24)
        state = town.run(lambda tx: stepping.again(tx, later, town.now, "still", rejected=False))
        assert state is StepState.STUCK
        works_off(town)
        assert audited(town).money() == {"refunded": 4800}


def test_the_sums_of_the_books_balance_at_every_step(database_url: str) -> None:
    """Promise 21."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:

        def books() -> dict[PaymentState, int]:
            return {state: total.minor for state, _, total in town.run(finding.sums)}

        people = town.people("Mei", "Bo", "Ana")
        filled(town, *people[:2])
        opened(town, people[2])
        assert books() == {PaymentState.HELD: 4800}
        town.wind(hours=24)
        town.run(close_due)
        assert books() == {PaymentState.HELD: 3200, PaymentState.REFUNDING: 1600}
        (first, *rest) = claims(town)
        does(town, first)
        assert sum(books().values()) == 4800
        for step in rest:
            does(town, step)
        assert books() == {PaymentState.CAPTURED: 3200, PaymentState.REFUNDED: 1600}
        audited(town)


def lines(town: Town, person: int, offset: int = 0) -> tuple[history.OrderLine, ...]:
    """A page of `My orders`, two lines long."""
    return town.run(lambda tx: history.orders(tx, person, offset, 2))


def test_ones_orders_tell_where_the_money_is_at_any_time(database_url: str) -> None:
    """Promise 20: not paid yet, held, on its way back since when, back."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei = town.person("Mei")
        wish = starts(town, mei)
        (held,) = lines(town, mei)
        assert (held.what, held.state, held.number, held.money) == ("s", "held", None, None)
        seated = town.seated(wish, mei)
        (paid,) = lines(town, mei)
        assert paid.money is not None
        assert (paid.state, paid.money.state) == ("paid", PaymentState.HELD)
        town.wind(hours=24)
        town.run(close_due)
        (back,) = lines(town, mei)
        assert back.money is not None
        assert (back.money.state, back.money.refund_asked_at) == (PaymentState.REFUNDING, town.now)
        town.wind(minutes=3)
        works_off(town)
        (done,) = lines(town, mei)
        assert done.money is not None
        assert (done.state, done.money.state) == ("refunded", PaymentState.REFUNDED)
        assert done.money.refund_done_at == town.now
        assert (done.total.minor, done.group_buy_id) == (1600, seated.group.id)


def test_ones_orders_are_ones_own(database_url: str) -> None:
    """Promise 20: another's line looks like one that does not exist."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, eve = town.people("Mei", "Bo", "Eve")
        filled(town, mei, bo)
        (line,) = lines(town, mei)
        assert (line.what, line.state) == ("o", "placed")
        assert line.number is not None
        assert town.run(lambda tx: history.order(tx, mei, "o", line.id)) == line
        assert town.run(lambda tx: history.order(tx, eve, "o", line.id)) is None
        assert lines(town, eve) == ()


def test_ones_orders_come_in_pages_the_newest_first(database_url: str) -> None:
    with Town(database_url) as town:
        bo = town.person()
        for _ in range(3):
            assert isinstance(town.pay(buys(town, bo), bo), Ordered)
            town.wind(minutes=1)
        pages = [[line.id for line in lines(town, bo, at)] for at in (0, 2, 4)]
        assert pages == [[3, 2], [1], []]
        assert town.run(lambda tx: history.count_orders(tx, bo)) == 3


def test_what_was_let_go_unpaid_is_no_order(database_url: str) -> None:
    with Town(database_url) as town:
        mei, bo = town.people("Mei", "Bo")
        wish = joins(town, bo, opened(town, mei).group.id)
        assert isinstance(wish, ToPay)
        town.wind(minutes=16)
        town.run(expire_due)
        assert town.run(lambda tx: history.orders(tx, bo)) == ()


def test_a_step_of_another_kind_does_not_touch_seats(database_url: str) -> None:
    """A capture that is done says nothing about a seat."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        filled(town, *town.people("Mei", "Bo"))
        for step in claims(town):
            assert step.kind is StepKind.CAPTURE
            assert does(town, step)
        rows = town.run(lambda tx: tx.all(select(money_step.c.state, money_step.c.done_at)))
        assert {(row.state, row.done_at) for row in rows} == {("done", town.now)}
        audited(town)
