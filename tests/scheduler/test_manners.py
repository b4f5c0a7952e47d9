"""Every kind of news, one after the other: what quiet hours hold back, and what a mute ends (promises 26 and 27)."""

from collections.abc import Iterator

import pytest

from flows.news.manners import MANNERS, Switch
from people import wishes
from tests.scheduler.test_quiet import MORNING, Evening
from tests.stories import Terms, Town


@pytest.fixture
def evening(database_url: str) -> Iterator[Evening]:
    with Town(database_url, Terms()) as town:
        story = Evening(town)
        town.run(lambda tx: wishes.set_zone(tx, story.mei, "Europe/Berlin"))
        yield story


async def test_in_quiet_hours_every_kind_waits_that_is_not_about_money_or_a_close(
    evening: Evening,
) -> None:
    """Promise 26."""
    for kind in MANNERS:
        evening.owe(kind)
    waits = {kind for kind, manner in MANNERS.items() if manner.waits}
    assert set(await evening.pay()) == MANNERS.keys() - waits
    evening.town.now = MORNING
    assert set(await evening.pay()) == MANNERS.keys()


@pytest.mark.parametrize("what", ["all", "this group"])
async def test_a_mute_ends_every_kind_that_says_so_and_no_other(
    evening: Evening, what: str
) -> None:
    """Promise 27: said once, and it counts for whatever comes."""
    about = 0 if what == "all" else evening.group
    evening.town.run(lambda tx: wishes.mute(tx, evening.mei, about, off=True))
    evening.town.now = MORNING
    for kind in MANNERS:
        evening.owe(kind)
    switches = {Switch.GROUP, Switch.REMINDERS} if what == "all" else {Switch.GROUP}
    ended = {kind for kind, manner in MANNERS.items() if manner.switch in switches}
    assert set(await evening.pay()) == MANNERS.keys() - ended
    evening.town.run(lambda tx: wishes.mute(tx, evening.mei, about, off=False))
    for kind in MANNERS:
        evening.owe(kind, "again")
    assert set(await evening.pay()) == MANNERS.keys()


async def test_a_mute_of_one_group_is_none_of_another(evening: Evening) -> None:
    """Promise 27."""
    evening.town.run(lambda tx: wishes.mute(tx, evening.mei, evening.group + 1, off=True))
    evening.town.now = MORNING
    for kind in MANNERS:
        evening.owe(kind)
    assert set(await evening.pay()) == MANNERS.keys()
