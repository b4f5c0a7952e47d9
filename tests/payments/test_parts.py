"""Some of a payment goes back while the rest stays: never more than is left, each part once (19, 21)."""

from sqlalchemy import select

from catalog.money import Money
from groupbuys import history
from groupbuys.model import GivenBack, Ordered
from groupbuys.refunding import take_back
from payments import finding
from payments.model import PaymentState, StepKind
from payments.parts import owe_part, parts_of
from payments.registry import Among
from payments.tables import payment
from scheduler.money import Till
from tests.groupbuys.group import buys, owed
from tests.groupbuys.ledger import audited
from tests.payments.till import claims, does, works_off
from tests.races.crowd import Work, at_once, processes
from tests.stories import Town


def eur(minor: int) -> Money:
    return Money(minor, "EUR")


def part(payment_id: int, minor: int, key: str) -> Work:
    """Ask for a part."""
    return lambda tx: owe_part(tx, payment_id, eur(minor), key, "claim")


def bought(town: Town) -> tuple[int, int]:
    """Somebody bought alone, for 20.00: the numbers of the order and of the payment."""
    mei = town.person()
    placed = town.pay(buys(town, mei), mei)
    assert isinstance(placed, Ordered)
    assert placed.order.payment_id is not None
    return placed.order.id, placed.order.payment_id


def test_parts_and_the_rest_come_to_what_was_paid(database_url: str) -> None:
    with Town(database_url) as town:
        order_id, money = bought(town)
        works_off(town)
        assert town.run(part(money, 500, "a")) is True
        assert town.run(part(money, 300, "b")) is True
        assert town.run(part(money, 1200, "c")) is False, "that would leave nothing"
        assert town.run(part(money, 0, "d")) is False
        assert town.run(part(money, -5, "e")) is False
        assert town.run(lambda tx: owe_part(tx, money, Money(5, "USD"), "f", "claim")) is False
        audited(town)
        back = town.run(lambda tx: take_back(tx, order_id))
        assert isinstance(back, GivenBack)
        assert back.amount == eur(1200)
        assert town.run(part(money, 1, "g")) is False, "all of it goes back already"
        assert [(step.kind, step.amount.minor) for step in works_off(town)] == [
            (StepKind.PART, 500),
            (StepKind.PART, 300),
            (StepKind.REFUND, 1200),
        ]
        assert {state: sum_.minor for state, _, sum_ in town.run(finding.sums)} == {
            PaymentState.REFUNDED: 2000
        }
        assert len(owed(town, "part_refunded")) == 2
        audited(town)


def test_the_sums_say_where_each_part_is(database_url: str) -> None:
    """Promise 21."""
    with Town(database_url) as town:
        _, money = bought(town)
        works_off(town)
        town.run(part(money, 500, "a"))

        def sums() -> dict[PaymentState, int]:
            return {state: total.minor for state, _, total in town.run(finding.sums)}

        assert sums() == {PaymentState.CAPTURED: 1500, PaymentState.REFUNDING: 500}
        works_off(town)
        assert sums() == {PaymentState.CAPTURED: 1500, PaymentState.REFUNDED: 500}


def test_a_buyer_sees_each_part(database_url: str) -> None:
    """Promise 20."""
    with Town(database_url) as town:
        order_id, money = bought(town)
        works_off(town)
        town.run(part(money, 500, "a"))
        (one,) = town.run(lambda tx: parts_of(tx, money))
        assert (one.amount, one.asked_at, one.done_at) == (eur(500), town.now, None)
        line = town.run(lambda tx: history.order(tx, 1, "o", order_id))
        assert line is not None
        assert line.parts == (one,)
        assert line.money is not None
        assert (line.money.amount, line.money.left) == (eur(2000), eur(1500))


def test_parts_that_are_asked_for_at_once_never_come_to_more(database_url: str) -> None:
    """Promises 19 and 21: twenty at the same instant, and a refund of all that is left among them."""
    with Town(database_url) as town:
        order_id, money = bought(town)
        works_off(town)
        with processes(town) as databases:
            works = [part(money, 300, f"part-{number}") for number in range(20)]
            results = at_once(databases, [*works[:10], lambda tx: take_back(tx, order_id), *works])
        (row,) = town.run(lambda tx: tx.all(select(payment)))
        assert row.back == 300 * sum(one is True for one in results) <= 1800
        works_off(town)
        assert sum(sum_.minor for _, _, sum_ in town.run(finding.sums)) == 2000
        audited(town)


def test_a_part_waits_until_its_payment_is_captured(database_url: str) -> None:
    """A provider would let go of all that it only holds."""
    with Town(database_url) as town:
        _, money = bought(town)
        town.run(part(money, 500, "a"))
        capture, waiting = claims(town)
        assert (capture.kind, capture.waits, waiting.waits) == (StepKind.CAPTURE, False, True)
        assert does(town, capture)
        town.wind(minutes=3)
        (again,) = claims(town)
        assert (again.kind, again.waits, again.attempts) == (StepKind.PART, False, 2)


async def test_the_till_asks_no_provider_for_a_part_that_waits(sqlite_url: str) -> None:
    with Town(sqlite_url) as town:
        _, money = bought(town)
        town.run(part(money, 500, "a"))
        capture, _ = claims(town)
        assert does(town, capture) is True
        town.run(lambda tx: tx.write(payment.update().values(state="held")))
        town.made_up = True
        town.wind(minutes=3)
        till = Till(town.database, Among({}))
        assert await till.pay() == 1
        await till.stop()
        (one,) = town.run(lambda tx: parts_of(tx, money))
        assert (one.done_at, one.stuck) == (None, False), "without a provider it would be stuck"
