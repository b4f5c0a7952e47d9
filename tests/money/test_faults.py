"""Faults in the middle of a capture or a refund: the database goes, two ask at once, more is asked than is left."""

from collections.abc import Iterator

import pytest
from sqlalchemy import text

from groupbuys.model import ToPay
from groupbuys.refunding import done_by_hand, take_back
from payments import finding
from payments.account import Kind
from payments.model import Step
from sandbox.stripe import acts
from sandbox.world.stripe import IntentState
from scheduler.money import LEASE
from tests.groupbuys.group import buys, raised, steps
from tests.groupbuys.ledger import audited
from tests.money.audit import Audit
from tests.money.exchange import Exchange
from tests.money.mail import charge_of
from tests.races.crowd import at_once, processes
from tests.stories import Town

_GONE = {
    "sqlite": (
        (
            "CREATE TRIGGER gone BEFORE UPDATE ON payment WHEN NEW.state = 'captured' "
            "BEGIN SELECT RAISE(ABORT, 'disk I/O error'); END"
        ),
        "SELECT 1",
    ),
    "postgresql": (
        (
            "CREATE FUNCTION leave() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END'"
        ),
        (
            "CREATE TRIGGER gone BEFORE UPDATE ON payment FOR EACH ROW "
            "WHEN (NEW.state = 'captured') EXECUTE FUNCTION leave()"
        ),
    ),
}
_BACK = {"sqlite": "DROP TRIGGER gone", "postgresql": "DROP TRIGGER gone ON payment"}


@pytest.fixture
def exchange(database_url: str) -> Iterator[Exchange]:
    """A shop that is paid on Stripe's page."""
    with Town(database_url) as town:
        made = Exchange(town, (Kind.STRIPE,))
        yield made
        made.close()


def bought(exchange: Exchange) -> int:
    """Mei bought something alone, and paid for it on the page; the number of her order."""
    town = exchange.town
    due = buys(town, town.person())
    assert isinstance(due, ToPay)
    assert exchange.pays_page(due.token, due.amount)
    letter = next(one for one in exchange.mail.waiting if charge_of(one))
    exchange.at_once(letter, 5)
    (order,) = audited(town).orders
    assert order.state == "placed"
    return int(order.id)


def test_a_database_that_goes_in_the_middle_of_a_capture_captures_once(exchange: Exchange) -> None:
    """Promises 19 and 21: the provider has done it, and our commit never comes; another worker finds it done."""
    bought(exchange)
    town = exchange.town
    (intent,) = exchange.world.stripe.intents.values()
    for number in (0, 1):
        town.run(lambda tx: tx.write(text(_GONE[tx.dialect][number])))  # noqa: B023  run at once
    exchange.works_off(5)
    assert intent.state is IntentState.TAKEN, "their side is done"
    assert audited(town).money() == {"held": 2000}, "and ours does not know"
    town.run(lambda tx: tx.write(text(_BACK[tx.dialect])))
    town.wind(hours=1, seconds=LEASE.total_seconds())
    exchange.works_off(5)
    assert audited(town).money() == {"captured": 2000}
    captures = [key for key, charge in exchange.weather[Kind.STRIPE].asked if charge == intent.id]
    assert captures == ["capture-1"], "it was looked at, and not asked for again"
    assert Audit(exchange, audited(town), set()).complaints() == []


def test_two_refunds_of_one_payment_at_the_same_instant_are_one(exchange: Exchange) -> None:
    """Promise 19: ten people press, in several processes."""
    order = bought(exchange)
    town = exchange.town
    exchange.works_off(5)
    with processes(town) as databases:
        at_once(databases, [lambda tx: take_back(tx, order)] * 10)
    assert [step[1:] for step in steps(town, "refund")] == [(2000, "refund-1")]
    exchange.works_off(5)
    (intent,) = exchange.world.stripe.intents.values()
    assert (intent.left, len(intent.refunds)) == (0, 1)
    assert Audit(exchange, audited(town), set()).complaints() == []


def test_a_refund_of_more_than_is_left_there_moves_nothing_and_waits_in_sight(
    exchange: Exchange,
) -> None:
    """Promise 19: the shop gave some of it back in Stripe's own pages. The others' refunds go through."""
    order = bought(exchange)
    town = exchange.town
    exchange.works_off(5)
    (intent,) = exchange.world.stripe.intents.values()
    acts.refund(exchange.world, intent, 500, {})
    town.run(lambda tx: take_back(tx, order))
    exchange.works_off(5)
    assert intent.left == 1500
    (stuck,) = town.run(finding.stuck)
    assert "greater" in stuck.why
    assert "money_stuck" in raised(town)
    done = town.run(lambda tx: done_by_hand(tx, stuck.id, "the rest in their pages", "me"))
    assert isinstance(done, Step)
    assert audited(town).money() == {"refunded": 2000}
