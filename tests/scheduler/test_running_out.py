"""Stories of cards whose holds run out while a group buy is still forming."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from groupbuys.leaving import leave
from groupbuys.model import GivenBack, GroupState
from payments import asking, holds
from payments.model import PaymentState
from payments.port import Later
from payments.registry import Among
from payments.tables import money_step, payment
from scheduler.money import Till
from scheduler.tick import Tick
from tests.groupbuys.group import filled, group, joins, opened
from tests.groupbuys.ledger import audited
from tests.scheduler.test_money import ScriptedProvider
from tests.stories import Terms, Town

STRIPE = "stripe-7"


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town(database_url, Terms(window=timedelta(days=10), provider=STRIPE)) as made:
        yield made


async def pay(town: Town, provider: ScriptedProvider) -> None:
    """Work off what is due."""
    till = Till(town.database, Among({STRIPE: provider}))
    while await till.pay():
        await till.crew.all_back()


def states(town: Town) -> list[str]:
    """Of all payments, in the order in which they were asked for."""
    return [row.state for row in town.run(lambda tx: tx.all(select(payment).order_by("id")))]


def owed(town: Town) -> list[tuple[str, str]]:
    """Kind and reason of all money steps, in their order."""
    return [
        (row.kind, row.reason)
        for row in town.run(lambda tx: tx.all(select(money_step).order_by("id")))
    ]


async def test_money_is_taken_a_day_before_its_hold_runs_out_and_comes_back_if_the_group_fails(
    town: Town,
) -> None:
    """Promises 3, 19, 21."""
    provider, tick = ScriptedProvider(STRIPE), Tick(town.database)
    seated = opened(town, town.person())
    town.wind(days=5, hours=23, minutes=59)
    await tick.tick()
    assert owed(town) == []
    town.wind(minutes=1)
    await tick.tick()
    await tick.tick()
    assert owed(town) == [("capture", "hold ends")]
    await pay(town, provider)
    assert states(town) == [PaymentState.CAPTURED]
    assert group(town, seated.group.id).state is GroupState.FORMING
    audited(town)
    town.wind(days=5)
    await tick.tick()
    await pay(town, provider)
    assert group(town, seated.group.id).state is GroupState.FAILED
    assert states(town) == [PaymentState.REFUNDED]
    assert owed(town) == [("capture", "hold ends"), ("refund", "failed")]
    assert audited(town).money() == {"refunded": 1600}


async def test_who_paid_later_is_captured_later(town: Town) -> None:
    tick = Tick(town.database)
    mei, bo = town.people("Mei", "Bo")
    group_id = opened(town, mei).group.id
    town.wind(days=2)
    town.seated(joins(town, bo, group_id), bo)
    town.wind(days=4)
    await tick.tick()
    assert len(owed(town)) == 1
    town.wind(days=2)
    await tick.tick()
    assert len(owed(town)) == 2


async def test_a_group_that_closes_in_time_is_waited_for(database_url: str) -> None:
    with Town(database_url, Terms(window=timedelta(days=6, hours=12), provider=STRIPE)) as town:
        provider, tick = ScriptedProvider(STRIPE), Tick(town.database)
        opened(town, town.person())
        town.wind(days=6, hours=11, minutes=59)
        await tick.tick()
        await tick.tick()
        assert owed(town) == []
        town.wind(minutes=1)
        await tick.tick()
        await pay(town, provider)
        assert owed(town) == [("refund", "failed")]
        assert states(town) == [PaymentState.REFUNDED]


async def test_a_group_that_succeeds_while_the_early_capture_is_still_owed_has_one_capture(
    town: Town,
) -> None:
    """Stripe is away just then: the close owes what is owed already, and breaks nothing (promise 23)."""
    provider, tick = ScriptedProvider(STRIPE), Tick(town.database)
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    seated = opened(town, mei)
    town.wind(days=6)
    await tick.tick()
    charge = town.run(lambda tx: tx.all(select(payment)))[0].charge
    provider.always[charge] = Later("no answer")
    await pay(town, provider)
    for person in (bo, ana):
        town.seated(joins(town, person, seated.group.id), person)
    assert group(town, seated.group.id).state is GroupState.SUCCEEDED
    provider.always.clear()
    town.wind(hours=2)
    await pay(town, provider)
    assert [kind for kind, _ in owed(town)] == ["capture"] * 3
    assert states(town) == [PaymentState.CAPTURED] * 3
    assert audited(town).money() == {"captured": 4800}


async def test_who_left_or_was_paid_back_is_looked_at_no_more(town: Town) -> None:
    tick = Tick(town.database)
    mei, bo = town.people("Mei", "Bo")
    group_id = opened(town, mei).group.id
    town.seated(joins(town, bo, group_id), bo)
    assert isinstance(town.run(lambda tx: leave(tx, bo, group_id)), GivenBack)
    town.wind(days=6)
    assert await tick.tick() >= 2
    assert sorted(kind for kind, _ in owed(town)) == ["capture", "refund"]
    town.wind(days=3)
    await tick.tick()
    assert len(owed(town)) == 2


async def test_a_bank_that_holds_for_longer_or_shorter_is_believed(town: Town) -> None:
    tick = Tick(town.database)
    opened(town, town.person())
    taken = town.run(lambda tx: asking.by_id(tx, 1))
    assert taken is not None
    assert taken.taken_at is not None
    out = taken.taken_at + timedelta(days=3)
    assert town.run(lambda tx: holds.hold_until(tx, taken, out))
    town.wind(days=2)
    await tick.tick()
    assert owed(town) == [("capture", "hold ends")]
    await pay(town, ScriptedProvider(STRIPE))
    assert not town.run(lambda tx: holds.hold_until(tx, taken, out)), "it is held no more"


async def test_holds_that_do_not_run_out_are_never_looked_at(database_url: str) -> None:
    with Town(database_url, Terms(window=timedelta(days=30))) as town:
        opened(town, town.person())
        town.wind(days=29)
        await Tick(town.database).tick()
        assert owed(town) == []


async def test_two_workers_at_once_owe_each_capture_once(town: Town) -> None:
    people = town.people("Mei", "Bo")
    filled(town, *people)
    town.wind(days=6)
    await asyncio.gather(*(Tick(town.database).tick() for _ in range(2)))
    assert len(owed(town)) == 2
