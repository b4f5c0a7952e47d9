"""Turns that touch the same stock, packets and funds lock them in one order: PostgreSQL never has to end one of them.

Each turn has a transaction of its own here: turns that share a commit may still meet in a circle (decision 0035).
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from sqlalchemy import text

from groupbuys.closing import close_due
from groupbuys.coupons import funds, giving
from groupbuys.coupons.ending import end_packets
from groupbuys.fulfilment import orders
from groupbuys.model import GivenBack
from groupbuys.refunding import take_back
from storage.database import Database
from tests.coupons.ground import gives, has, packet_of, purse, sets_up
from tests.groupbuys.group import filled, group, joins, opened
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once
from tests.stories import Terms, Town

_DEADLOCKS = text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
_TWO = Terms(minimum=2, capacity=2, stock=200, variants=("S", "L"))


def deadlocks_in(town: Town, works: Sequence[Work]) -> tuple[int, list[object]]:
    """Hand all in at once, each in its own transaction; how many circles the database saw, and what came of them."""
    before = int(town.run(lambda tx: tx.value(_DEADLOCKS)))
    databases = [Database(town.url, lambda: town.now, writers=6, batch=1) for _ in range(2)]
    try:
        answers = at_once(databases, works)
    finally:
        for database in databases:  # as a connection ends, what it saw is counted
            database.close()
    return int(town.run(lambda tx: tx.value(_DEADLOCKS))) - before, answers


def order_of(town: Town, person: int, group_id: int) -> int:
    """The order that somebody's seat became."""
    found = town.run(lambda tx: orders.of_seat(tx, seat_of(town, person, group_id)))
    assert found is not None
    return found.id


def seat_of(town: Town, person: int, group_id: int) -> int:
    wanted = text("SELECT id FROM seat WHERE person_id = :who AND group_buy_id = :there")
    return int(town.run(lambda tx: tx.value(wanted, {"who": person, "there": group_id})))


def test_orders_are_taken_back_while_packets_of_the_same_fund_run_out(postgres_url: str) -> None:
    """Each order had used a coupon, and brought a packet whose time is up: two ways to one fund."""
    with Town(postgres_url, _TWO) as town:
        sets_up(town, size=2, budget=90_000)
        bought = []
        for _ in range(10):
            mei, bo, ana, cy = town.people("Mei", "Bo", "Ana", "Cy")
            has(town, ana, packet_of(town, mei, bo))
            theirs = filled(town, ana, cy).group.id
            bought.append(order_of(town, ana, theirs))
        gives(town)
        town.wind(days=8)
        ending = [partial(end_packets, limit=5)] * 4
        back = [partial(take_back, order_id=one) for one in bought]
        circles, answers = deadlocks_in(town, [*back[:5], *ending, *back[5:]])
        assert circles == 0
        assert sum(isinstance(one, GivenBack) for one in answers) == 10
        assert purse(town)[1] == 0
        audited(town)


def test_packets_are_given_of_several_funds_by_several_ticks(postgres_url: str) -> None:
    with Town(postgres_url, _TWO) as town:
        sets_up(town, budget=90_000)
        own = sets_up(town, budget=90_000, deal_id=town.deal_id)
        for number in range(24):  # the fund of the deal, that of the shop, and the other way round
            is_on = number % 4 in {0, 3}
            town.run(lambda tx, is_on=is_on: funds.change(tx, replace(own, is_on=is_on)))  # type: ignore[misc]  # a default for the loop's value
            filled(town, *town.people("Mei", "Bo"))
        works = [partial(giving.give_due, limit=2)] * 12
        circles, _ = deadlocks_in(town, works)
        assert circles == 0
        assert len(gives(town)) == 24
        assert purse(town) == (24 * 900, 0)


def test_groups_close_both_ways_while_orders_of_the_same_goods_are_taken_back(
    postgres_url: str,
) -> None:
    """One that succeeds frees units of the product alone, one that fails those of a variant."""
    with Town(postgres_url, replace(_TWO, capacity=3)) as town:
        sets_up(town, size=5, budget=90_000)
        bought = [filled(town, *town.people("Mei", "Bo", "Ana")) for _ in range(10)]
        returned = [order_of(town, one.seat.person_id, one.group.id) for one in bought]
        due = []
        for _ in range(5):
            mei, bo, ana = town.people("Mei", "Bo", "Ana")
            due.append(filled(town, mei, bo).group.id)
            town.wind(seconds=1)
            failing = opened(town, ana, quantity=2).group.id
            joins(town, bo, failing, quantity=2)
            town.wind(seconds=1)
        town.wind(hours=24)
        closing = [partial(close_due, limit=2)] * 5
        back = [partial(take_back, order_id=one) for one in returned]
        circles, _ = deadlocks_in(town, [*back[:5], *closing, *back[5:]])
        assert circles == 0
        town.run(close_due)
        assert {group(town, one).state.value for one in due} == {"succeeded"}
        audited(town)
