"""The two stories that the demo is for, through the page in a real browser, by what people see and press."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, ViewportSize

from sandbox.world.charges import ChargeState
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.pane import Pane
from tests.page.conftest import NARROW, WIDE, chromium, desk_at
from tests.page.street import Desk

__all__ = ["chromium"]


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


@asynccontextmanager
async def panes(
    quarter: Quarter, chromium: Browser, size: ViewportSize, *names: str
) -> AsyncIterator[tuple[Desk, list[Pane]]]:
    """The page with everybody's pane."""
    people = [phone.person for phone in quarter.phones(*names)]
    async with desk_at(chromium, quarter.address, size) as desk:
        yield desk, [Pane(desk, person) for person in people]


async def opens_a_group(leader: Pane) -> None:
    """Walk from Start to the tea, open a group and pay; the first card is declined."""
    await leader.start()
    await leader.press("Browse")
    await leader.press_like("^Tea")
    await leader.press("Oolong tea")
    await leader.press("Start a group")
    await leader.is_declined("€16.00")
    await leader.pays("€16.00")
    await leader.reads("1 of 3", "2 more people needed")


async def joins(friend: Pane, leader: Pane) -> None:
    """Follow the leader's link, join in one press, pay."""
    await leader.invites(friend)
    await friend.joins_by_the_card_of(leader)
    await friend.reads(f"{leader.person.name} invites you to buy together.")
    await friend.press("Join")
    await friend.pays("€16.00")


async def take_pictures(desk: Desk, folder: Path) -> None:
    """The page as it stands now, on a desk and on a phone; nothing may stick out of the window."""
    for name, size in (("wide", WIDE), ("narrow", NARROW)):
        await desk.page.set_viewport_size(size)
        await desk.page.screenshot(path=folder / f"{name}.png")
        width = await desk.page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"]
    await desk.page.set_viewport_size(WIDE)


async def test_three_friends_fill_a_group_by_link_and_are_all_told(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """Promises 1, 2, 9, 10, 28."""
    async with panes(house, chromium, WIDE, "Mei", "Bo", "Ana") as (desk, (mei, bo, ana)):
        await opens_a_group(mei)
        await joins(bo, mei)
        await mei.reads("2 of 3", "1 more person needed")
        await take_pictures(desk, tmp_path)
        await joins(ana, mei)
        for pane in (mei, bo, ana):
            await pane.reads("3 of 3", "It is complete")
            await pane.reads("3 people get the group price", "€16.00 is paid.", "Your order:")
            await pane.press("See the order")
            await pane.reads("Oolong tea", "the shop is getting it ready")
        await take_pictures(desk, tmp_path)
    assert [charge.state for charge in house.world.provider] == [ChargeState.CAPTURED] * 3


async def test_a_group_that_fails_is_refunded_and_everybody_told(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """Promises 3, 19, 20, 28."""
    async with panes(house, chromium, WIDE, "Mei", "Bo") as (desk, (mei, bo)):
        await opens_a_group(mei)
        await bo.start()
        await bo.press("Open groups")
        await bo.press_like("^Oolong tea")
        await bo.press("Join")
        await bo.pays("€16.00")
        await mei.reads("2 of 3")
        await desk.page.get_by_role("button", name="Wind the clock one day forward").click()
        for pane in (mei, bo):
            await pane.reads("did not find enough people in time: 1 was missing")
            await pane.reads("€16.00 went back to you")
            await pane.types("/orders")
            await pane.reads("My orders", "Oolong tea: paid back")
            await pane.press_like("^Oolong tea · €16.00")
            await pane.reads("went back on", "10 working days")
        await take_pictures(desk, tmp_path)
    assert [charge.state for charge in house.world.provider] == [ChargeState.VOIDED] * 2
