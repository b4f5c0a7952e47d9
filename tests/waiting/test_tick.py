"""The tick gives free places to those who wait, all that are free, as many as there are."""

from scheduler.tick import Tick
from tests.groupbuys.group import group, seat_states
from tests.stories import Terms, Town
from tests.waiting.bench import full, lined, waits


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
