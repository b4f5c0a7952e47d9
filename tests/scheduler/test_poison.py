"""Stories of one row that breaks: the tick passes over it, says so, and does everything else in time."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, update

from groupbuys.model import GroupState
from groupbuys.tables import seat
from payments.tables import money_step
from people.tables import person
from scheduler.chores import REST
from scheduler.tick import Tick
from storage.tables import alarm
from tests.groupbuys.group import filled, group, opened, owed, seat_states, starts
from tests.stories import Terms, Town


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    with Town(database_url, Terms(stock=500)) as made:
        yield made


def alarms(town: Town) -> list[tuple[str, int]]:
    """What the operator is told."""
    rows = town.run(lambda tx: tx.all(select(alarm).order_by(alarm.c.id)))
    return [(row.kind, row.subject_id) for row in rows]


def spoil_the_close(town: Town, payment_id: int | None) -> None:
    """Let the books hold a refund under the very key that the close will want for this payment."""
    row = {
        "payment_id": payment_id,
        "kind": "refund",
        "amount": 1,
        "key": f"refund-{payment_id}",
        "reason": "by hand",
        "state": "done",
        "due_at": town.now,
        "created_at": town.now,
        "done_at": town.now,
    }
    town.run(lambda tx: tx.write(insert(money_step), row))


def mend_the_close(town: Town) -> None:
    """Take that refund out again."""
    town.run(lambda tx: tx.write(delete(money_step).where(money_step.c.reason == "by hand")))


async def test_the_oldest_group_that_cannot_be_closed_holds_up_no_other(town: Town) -> None:
    """Promises 3, 23, 32."""
    late: list[timedelta] = []
    tick = Tick(town.database, on_close=late.append)
    mei, bo, ana = town.people("Mei", "Bo", "Ana")
    poisoned = filled(town, mei, bo).group
    town.wind(seconds=1)
    others = [opened(town, who).group for who in (ana, mei)]
    spoil_the_close(town, town.run(lambda tx: tx.value(select(seat.c.payment_id))))
    town.wind(hours=24)
    await tick.tick()
    assert [group(town, other.id).state for other in others] == [GroupState.FAILED] * 2
    assert group(town, poisoned.id).state is GroupState.FORMING
    assert len(late) == 2
    assert alarms(town) == [("tick_close", poisoned.id)]
    assert tick.is_whole


async def test_what_was_passed_over_is_done_as_soon_as_it_can_be(town: Town) -> None:
    """Promise 24."""
    tick = Tick(town.database)
    poisoned = opened(town, town.person()).group
    spoil_the_close(town, town.run(lambda tx: tx.value(select(seat.c.payment_id))))
    town.wind(hours=24)
    await tick.tick()
    mend_the_close(town)
    town.wind(seconds=30)
    await tick.tick()
    assert group(town, poisoned.id).state is GroupState.FORMING
    town.wind(seconds=REST.seconds)
    await tick.tick()
    assert group(town, poisoned.id).state is GroupState.FAILED
    assert len(alarms(town)) == 1


async def test_a_hold_that_cannot_be_ended_holds_up_no_other(town: Town) -> None:
    """Promise 6."""
    mei, bo = town.people("Mei", "Bo")
    starts(town, mei)
    town.run(lambda tx: tx.write(update(seat).values(state="nonsense")))
    starts(town, bo)
    town.wind(minutes=16)
    await Tick(town.database).tick()
    assert seat_states(town) == [(mei, "nonsense"), (bo, "released")]
    assert [kind for kind, _ in alarms(town)] == ["tick_hold"]


async def test_a_reminder_that_cannot_be_worked_out_holds_up_no_other(town: Town) -> None:
    """Promise 25."""
    mei, bo = town.people("Mei", "Bo")
    opened(town, mei)
    opened(town, bo)
    nowhere = update(person).where(person.c.id == mei).values(zone="Nowhere/Land")
    town.run(lambda tx: tx.write(nowhere))
    town.wind(hours=22, minutes=1)
    await Tick(town.database).tick()
    assert owed(town, "reminder") == [bo]
    assert [kind for kind, _ in alarms(town)] == ["tick_reminder"]


async def test_where_everything_breaks_the_operator_hears_of_it_without_an_alarm_for_each(
    town: Town,
) -> None:
    tick = Tick(town.database)
    for who in town.people(*(["Mei"] * 30)):
        opened(town, who)
    payments = [row.payment_id for row in town.run(lambda tx: tx.all(select(seat.c.payment_id)))]
    for payment_id in payments:
        spoil_the_close(town, payment_id)
    town.wind(hours=24)
    for _ in range(6):
        await tick.tick()
        town.wind(seconds=1)
    assert len(alarms(town)) <= 11
    assert {kind for kind, _ in alarms(town)} == {"tick_close"}


async def test_a_tick_that_is_told_to_stop_ends_after_the_turn_that_is_being_taken(
    town: Town,
) -> None:
    def stop() -> None:
        tick.stop()

    tick = Tick(town.database, told=stop)
    starts(town, town.person())
    opened(town, town.person())
    town.wind(hours=25)
    await tick.tick()
    assert [state for _, state in seat_states(town)].count("held") == 1
