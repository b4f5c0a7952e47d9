"""The tick gives free places to those who wait, all that are free, as many as there are."""

from sqlalchemy import select, update

from groupbuys.model import GroupBuy
from groupbuys.tables import group_buy
from groupbuys.waiting.waiting_tables import waiting
from scheduler.tick import Tick
from storage.tables import alarm
from tests.groupbuys.group import group, seat_states
from tests.scheduler.broken import spoil
from tests.scheduler.test_poison import alarms
from tests.stories import Terms, Town
from tests.waiting.bench import full, lined, told, waits


async def test_one_tick_ends_the_holds_and_hands_every_free_place_on(database_url: str) -> None:
    with Town(database_url, Terms(minimum=4, capacity=4)) as town:
        mei, *paying = town.people("Mei", "Bo", "Ana", "Dee")
        crowd = town.people("Cy", "Eve", "Fay", "Gus")
        there, _ = full(town, mei, *paying)
        for person in crowd:
            waits(town, person, there.id)
        tick = Tick(town.database)
        await tick.tick()
        town.wind(minutes=16)
        await tick.tick()
        assert seat_states(town)[-3:] == [(person, "held") for person in crowd[:3]]
        assert lined(town)[-1] == (crowd[3], "waiting", "")
        assert group(town, there.id).waiting == 1
        assert tick.is_whole


def two_lines(town: Town) -> tuple[GroupBuy, GroupBuy, int, int]:
    """Two full groups, the last place of each held, and one person who waits for each."""
    mei, bo, ana, cy, dee, eve = town.people("Mei", "Bo", "Ana", "Cy", "Dee", "Eve")
    first, _ = full(town, mei, bo)
    second, _ = full(town, ana, cy)
    waits(town, dee, first.id)
    waits(town, eve, second.id)
    town.wind(minutes=16)
    return first, second, dee, eve


async def test_a_count_that_drifted_is_put_right_raised_and_keeps_nobody_else_waiting(
    database_url: str,
) -> None:
    """The older group says that one waits, and nobody does."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        first, _, dee, eve = two_lines(town)
        town.run(lambda tx: tx.write(update(waiting).where(waiting.c.id == 1).values(state="left")))
        await Tick(town.database).tick()
        assert (told(town, dee), told(town, eve)) == ([], ["place_kept"])
        assert group(town, first.id).waiting == 0
        raised = town.run(lambda tx: tx.all(select(alarm)))
        assert [(row.kind, row.subject_id) for row in raised] == [("line_count", first.id)]
        assert "1 wait for a place, and 0 do" in raised[0].text


async def test_a_group_whose_place_cannot_be_handed_on_holds_up_no_other(database_url: str) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        first, second, dee, eve = two_lines(town)
        spoil(town, waiting, 1)
        tick = Tick(town.database)
        await tick.tick()
        await tick.tick()
        assert (told(town, dee), told(town, eve)) == ([], ["place_kept"])
        assert alarms(town) == [("tick_waiting", first.id)]
        assert group(town, second.id).waiting == 0


async def test_who_waits_for_what_is_not_there_is_passed_over(database_url: str) -> None:
    """Nobody behind them stands still for it."""
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        first, _, dee, eve = two_lines(town)
        (fay,) = town.people("Fay")
        waits(town, fay, first.id)
        wrong = update(waiting).where(waiting.c.person_id == dee).values(variant_id=10**6)
        town.run(lambda tx: tx.write(wrong))
        tick = Tick(town.database)
        await tick.tick()
        assert told(town, dee) == ["passed_over"]
        assert [told(town, one) for one in (eve, fay)] == [["place_kept"]] * 2
        assert not town.run(
            lambda tx: tx.all(select(group_buy.c.id).where(group_buy.c.waiting > 0))
        )
