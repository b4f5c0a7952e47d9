"""What told somebody that it is their turn offers to pay no more once that is past."""

from collections.abc import Callable

import pytest

from flows.news.notices import compose
from groupbuys.leaving import give_up
from scheduler.showing import Showing
from tests.flows.limits import visible
from tests.scheduler.office import Office
from tests.stories import BOT, Terms, Town
from tests.waiting.bench import full, leaves, ticks, waits


def runs_out(town: Town, _: int) -> None:
    town.wind(minutes=16)


def gives_up(town: Town, person: int) -> None:
    town.run(lambda tx: give_up(tx, person, "s", 3))


def goes_over(town: Town, _: int) -> None:
    """Everybody who has paid leaves."""
    leaves(town, 1, 1)


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (runs_out, "It was not paid in time"),
        (gives_up, "It is given up"),
        (goes_over, "The group has ended"),
    ],
)
async def test_the_message_is_put_right_however_the_place_ends(
    database_url: str, ends: Callable[[Town, int], None], said: str
) -> None:
    with Town(database_url, Terms(minimum=2, capacity=2)) as town:
        mei, bo, cy = town.people("Mei", "Bo", "Cy")
        there, _ = full(town, mei, bo)
        waits(town, cy, there.id)
        leaves(town, bo, there.id)
        ticks(town)
        office = Office(town, compose)
        await office.pay()
        [kept] = office.sender.texts(office.chat(cy))
        assert "it is your turn" in kept
        showing = Showing(town.database, {BOT: office.new_mouth()}, lambda _tx, _group, _who: None)
        await show(town, showing)
        assert office.sender.edits == []
        ends(town, cy)
        ticks(town)
        await show(town, showing)
        [edit] = office.sender.edits
        assert edit.chat == office.chat(cy)
        assert said in visible(edit.text)


async def show(town: Town, showing: Showing) -> None:
    """Whoever keeps messages current comes by for half a minute."""
    for _ in range(10):
        await showing.pay()
        await showing.crew.all_back()
        town.wind(seconds=3)
