"""A shop's service in figures: from its orders and claims, silent where there are too few."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from catalog.keeping.promising import promise, ship_days, ship_days_at
from catalog.money import Money
from catalog.tables import shop as shops
from flows.screens.service import service
from flows.texts import Texts
from groupbuys.claims import accepting
from groupbuys.claims.clocks import decide_due
from groupbuys.claims.model import Offer, Remedy, Wrong
from groupbuys.fulfilment import fulfilling
from groupbuys.service import Service, service_of
from tests.claims.counter import Counter
from tests.payments.till import works_off
from tests.stories import Town


def figures(town: Town) -> Service:
    return town.run(lambda tx: service_of(tx, town.shop_id))


def sold(at: Counter, count: int, *, after: timedelta = timedelta(days=1)) -> list[int]:
    """So many more people bought, and each parcel went `after` so long."""
    people = [at.town.person(f"Buyer {number}") for number in range(count)]
    orders = [at.buys(person)[0] for person in people]
    works_off(at.town)
    at.town.wind(seconds=after.total_seconds())
    for order in orders:
        at.town.run(lambda tx: fulfilling.ship(tx, at.town.shop_id, order))  # noqa: B023
    return orders


def test_a_new_shop_says_nothing_but_what_it_promises(database_url: str) -> None:
    with Town(database_url) as town:
        Counter(town)
        found = figures(town)
        assert found.is_silent
        assert (found.ship_days, found.complaint_percent, found.late_percent) == (3, None, None)
        said = service(Texts("en"), found)
        assert "Ships within 3 days" in said
        assert "too little yet" in said


def test_complaints_are_of_orders_and_only_those_that_speak_against_the_shop(
    database_url: str,
) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        sold(at, 9)
        assert (figures(town).orders, figures(town).complaint_percent) == (10, 0)
        mind = at.claims(Wrong.CHANGED, "")
        assert figures(town).complaints == 0, "who changed their mind does not complain"
        town.run(lambda tx: accepting.withdraw(tx, at.buyer, mind.id))
        real = at.claims(Wrong.DAMAGED)
        assert (figures(town).complaints, figures(town).complaint_percent) == (1, 10)
        town.run(lambda tx: accepting.withdraw(tx, at.buyer, real.id))
        assert figures(town).complaint_percent == 0
        at.claims(Wrong.DAMAGED)
        assert "Complaints: 10% of 10 orders" in service(Texts("en"), figures(town))
        town.wind(days=91)
        assert figures(town).orders == 0


def test_answers_and_refunds_are_timed_by_the_one_in_the_middle(database_url: str) -> None:
    with Town(database_url) as town:
        at = Counter(town)
        at.ships()
        for hours, wrong in ((1, Wrong.DAMAGED), (5, Wrong.DIFFERENT)):
            claim = at.claims(wrong)
            town.wind(hours=hours)
            at.accepts(at.offers(claim, Offer(Remedy.PART, Money(100, "EUR"))))
            town.wind(minutes=30)
            works_off(town)
        assert figures(town).answer_time is None, "two are too few"
        at.claims(Wrong.MISSING)
        town.wind(hours=48)
        town.run(decide_due)
        works_off(town)
        found = figures(town)
        assert (found.answers, found.answer_time) == (3, timedelta(hours=5))
        assert (found.refunds, found.refund_time) == (3, timedelta(hours=5, minutes=30))
        said = service(Texts("en"), found)
        assert "Answers a claim in 5 hours (median of 3)" in said
        assert "Money back 6 hours after the claim" in said


def test_a_parcel_is_late_by_the_promise_that_was_given_with_its_order(database_url: str) -> None:
    """A longer promise excuses nothing that was ordered before."""
    with Town(database_url) as town:
        at = Counter(town)
        sold(at, 5, after=timedelta(days=4))
        at.town.run(lambda tx: fulfilling.ship(tx, town.shop_id, at.order))
        assert town.run(lambda tx: promise(tx, town.shop_id, 7)) is True
        assert not town.run(lambda tx: promise(tx, town.shop_id, 4)), "no choice"
        assert not town.run(lambda tx: promise(tx, 99, 7)), "no shop"
        sold(at, 6, after=timedelta(days=4))
        found = figures(town)
        assert (found.ship_days, found.sent, found.late, found.late_percent) == (7, 12, 6, 50)
        before = town.now - timedelta(days=5)
        assert town.run(lambda tx: ship_days_at(tx, town.shop_id, before)) == 3
        town.run(lambda tx: promise(tx, town.shop_id, 2))
        town.run(lambda tx: promise(tx, town.shop_id, 5))
        assert town.run(lambda tx: ship_days(tx, town.shop_id)) == 5


@pytest.mark.parametrize(("how", "late"), [("delivery", 1), ("pickup", 0)])
def test_what_was_never_sent_is_late_where_it_was_to_be_sent(
    database_url: str, how: str, late: int
) -> None:
    with Town(database_url) as town:
        Counter(town)
        town.run(lambda tx: tx.write(update(shops).values(handover=how)))
        town.wind(days=3, seconds=-1)
        assert figures(town).late == 0
        town.wind(seconds=2)
        assert figures(town).late == late
