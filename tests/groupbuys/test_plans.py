"""No question on a hot path grows with the orders of a deal: each finds its rows through an index."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from groupbuys import finding, history, leaving, paying, refunding, running_out
from groupbuys.belongings import belongings
from groupbuys.channels import freshness
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.invites import invite_token
from groupbuys.invites import opened as open_invite
from groupbuys.joining import join
from groupbuys.model import GivenBack, ToPay
from groupbuys.newcomers import is_new
from groupbuys.opening import start
from groupbuys.reminders import remind_due
from groupbuys.tables import purchase
from groupbuys.waiting import line, promoting
from payments.model import StepKind
from payments.stepping import claim
from storage import claiming
from storage.transaction import Transaction
from tests.groupbuys.group import buys, filled, joins, opened, starts
from tests.payments.till import LEASE, claims
from tests.stories import Terms, Town

GROWING = (
    "seat|group_buy|purchase|payment|money_step|person|reach|invite|invitation|card|outbox|guest"
)
_WALK = re.compile(rf"^SCAN ({GROWING})\b")
_SORT = "USE TEMP B-TREE FOR ORDER BY"


class Explaining:
    """The driver's connection, that asks for the plan of each statement before it runs it, with the same values."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver
        self.statements = 0
        self.rowcount = 0
        self.plans: list[tuple[str, str]] = []

    def execute(self, sql: str, values: Any = ()) -> Any:
        """Explain, and execute."""
        self.statements += 1
        for row in self.driver.execute(f"EXPLAIN QUERY PLAN {sql}", values).fetchall():
            self.plans.append((row[3], sql))
        return self.driver.execute(sql, values)

    def executemany(self, sql: str, values: Any) -> Any:
        """Many rows at once; those are inserts, or updates by key."""
        self.statements += 1
        done = self.driver.executemany(sql, values)
        self.rowcount = done.rowcount
        return done

    def walks(self) -> list[tuple[str, str]]:
        """Statements that look at every row of a table that grows."""
        return [plan for plan in self.plans if _WALK.match(plan[0])]

    def sorts(self) -> list[str]:
        """Statements that sort what they found."""
        return [sql for plan, sql in self.plans if plan.startswith(_SORT)]


def explained(town: Town, work: Callable[[Transaction], object]) -> Explaining:
    """Run a turn, and keep the plans of what it asked."""

    def turn(tx: Transaction) -> Explaining:
        explaining = Explaining(tx._cursor.connection)  # noqa: SLF001  the one place where every statement comes by
        tx._cursor, tx._run = explaining, explaining.execute  # noqa: SLF001  as above
        work(tx)
        return explaining

    return town.run(turn)


@pytest.fixture
def town(sqlite_url: str) -> Town:
    """A shop where a bit of everything has happened."""
    town = Town(sqlite_url, Terms(minimum=3, capacity=4, variants=("S", "L"), stock=100))
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    filled(town, mei, bo)
    opened(town, ana)
    buys(town, bo)
    return town


def members(tx: Transaction) -> object:
    """Everybody in the first group."""
    group = finding.group(tx, 1)
    assert group is not None
    return finding.members(tx, group)


READS: dict[str, Callable[[Transaction], object]] = {
    "belongings": lambda tx: belongings(tx, 2, 1),
    "members": members,
    "seat of": lambda tx: finding.seat_of(tx, 1, 2),
    "nearest open": lambda tx: finding.nearest_open(tx, 1, 3),
    "open groups of a deal": lambda tx: finding.open_groups(tx, 1, 1),
    "open groups of a shop": lambda tx: finding.open_groups(tx, 1),
    "count open of a deal": lambda tx: finding.count_open(tx, 1, 1),
    "mine": lambda tx: finding.mine(tx, 2),
    "history": lambda tx: (history.orders(tx, 2), history.count_orders(tx, 2)),
    "one order": lambda tx: history.order(tx, 2, "s", 2),
    "lines of mine": lambda tx: line.lines_of(tx, 2),
    "newness": lambda tx: is_new(tx, 2, 1),
    "invite": lambda tx: open_invite(tx, invite_token(tx, 1, 1), 3),
}


@pytest.mark.parametrize("name", READS)
def test_what_people_look_at_is_found_by_index(town: Town, name: str) -> None:
    explaining = explained(town, READS[name])
    assert explaining.statements
    assert explaining.walks() == []
    town.database.close()


DUE: dict[str, Callable[[Transaction], object]] = {
    "closing": close_due,
    "holds": expire_due,
    "reminders": remind_due,
    "money steps": lambda tx: claim(tx, LEASE, 16),
}


@pytest.mark.parametrize("name", DUE)
def test_what_is_due_is_found_in_order_without_sorting(town: Town, name: str) -> None:
    """Promise 23: ten thousand at once must not be sorted anew for each five hundred."""
    town.wind(hours=23, minutes=50)
    if name != "reminders":
        town.wind(hours=1)
        town.run(close_due if name == "money steps" else lambda _: None)
    explaining = explained(town, DUE[name])
    assert explaining.walks() == []
    assert "ORDER BY" in explaining.plans[0][1]
    assert explaining.plans[0][1] not in explaining.sorts()
    town.database.close()


LOOKS: dict[str, tuple[Callable[[Transaction], object], set[str]]] = {
    "stale": (claiming.is_stale, {"ix_outbox_stale"}),
    "waiting": (promoting.is_due, {"ix_group_buy_waiting"}),
    "holds running out": (running_out.is_due, {"ix_payment_look"}),
    "posts": (freshness.is_due, {"ix_post_watched", "ix_post_owed", "ix_post_behind"}),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_every_tick_looks_for_has_an_index_of_its_own(town: Town, name: str) -> None:
    """However much waits in the outbox, and however many posts stand in channels since years."""
    look, indexes = LOOKS[name]
    explaining = explained(town, look)
    for sql in {sql for _, sql in explaining.plans}:
        first = next(plan for plan, said in explaining.plans if said == sql)
        assert any(index in first for index in indexes), first
    town.database.close()


def test_a_join_and_its_payment_are_a_handful_of_statements_each(sqlite_url: str) -> None:
    """What a festival multiplies: each statement more is felt."""
    with Town(sqlite_url) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        group_id = opened(town, mei).group.id
        chosen = town.variant_ids[0]
        joined = explained(town, lambda tx: join(tx, bo, group_id, chosen, 1))
        assert joined.walks() == []
        assert joined.statements == 6
        wish = joins(town, bo, group_id)
        assert isinstance(wish, ToPay)
        arrival = town.arrival(wish, bo)
        paid = explained(town, lambda tx: paying.take(tx, arrival))
        assert paid.walks() == []
        assert paid.statements <= 11
        last = joins(town, ana, group_id)
        assert isinstance(last, ToPay)
        arrival = town.arrival(last, ana)
        closed = explained(town, lambda tx: paying.take(tx, arrival))
        assert closed.walks() == []
        assert closed.statements <= 17


def test_the_order_of_a_refund_is_found_by_one_index(town: Town) -> None:
    """Asked for "the buyer's, or that of a seat" at once, PostgreSQL walks through every order there is."""
    town.seated(joins(town, 3, 1), 3)
    alone = buys(town, 3)
    assert isinstance(alone, ToPay)
    town.pay(alone, 3)
    town.wind(hours=24)
    town.run(close_due)
    claims(town)
    placed = town.run(lambda tx: tx.all(select(purchase).where(purchase.c.state == "placed")))
    sole = next(row.id for row in placed if row.seat_id is None)
    shared = next(row.id for row in placed if row.seat_id is not None)
    for order_id, index in ((sole, "ix_purchase_person"), (shared, "seat_id")):
        given = town.run(lambda tx: refunding.take_back(tx, order_id))  # noqa: B023  run at once
        assert isinstance(given, GivenBack), given
        (step,) = (one for one in claims(town) if one.kind is StepKind.REFUND)
        explaining = explained(town, lambda tx: refunding.step_done(tx, step))  # noqa: B023  as above
        assert explaining.walks() == []
        (plan,) = (plan for plan, sql in explaining.plans if sql.startswith("UPDATE purchase"))
        assert index in plan
    town.database.close()


def test_what_people_do_is_found_by_index(town: Town) -> None:
    """Starting, leaving, late money, returning."""
    wish = starts(town, 2)
    assert isinstance(wish, ToPay)
    arrival = town.arrival(wish, 2)
    town.wind(minutes=20)
    works: list[Callable[[Transaction], object]] = [
        expire_due,
        lambda tx: paying.check(tx, 2, wish.token, wish.amount),
        lambda tx: paying.take(tx, arrival),
        lambda tx: start(tx, 3, town.deal_id, town.variant_ids[1], 2),
        lambda tx: leaving.leave(tx, 1, 1),
        lambda tx: refunding.take_back(tx, 1),
    ]
    for work in works:
        assert explained(town, work).walks() == []
    town.database.close()
