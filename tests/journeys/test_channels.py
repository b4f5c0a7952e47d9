"""A merchant's channel, through the page in a real browser: picked with the native button, lost, let in again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from sandbox.acts import rooms
from sandbox.world.chats import Kind
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.pane import Pane
from tests.journeys.test_page import chromium, panes, take_pictures
from tests.page.conftest import WIDE

__all__ = ["chromium"]


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


async def opens_a_shop(mei: Pane) -> None:
    """Three messages."""
    await mei.start()
    await mei.types("/shop")
    await mei.reads("What is your shop called?")
    await mei.types("Olive corner")
    await mei.press("Open the shop")
    await mei.reads("Your shop is open")


async def test_a_channel_is_picked_lost_and_let_in_again(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """Promise 31, with the channel thrown out of by its own owner."""
    async with panes(house, chromium, WIDE, "Mei") as (desk, (mei,)):
        await opens_a_shop(mei)
        await mei.press("Channels")
        await mei.press("Add a channel")
        await mei.here.get_by_role("button", name="Choose a channel").click()
        await mei.here.get_by_role("button", name="New channel").click()
        await mei.here.get_by_label("Name").fill("Olives <b>")
        await mei.here.get_by_role("button", name="Create channel").click()
        await mei.reads("I can post into Olives <b> now")
        await expect(mei.here.get_by_role("button", name="Choose a channel")).to_have_count(0)
        await take_pictures(desk, tmp_path)
        olives = next(one for one in house.world.chats if one.kind is Kind.CHANNEL)
        rooms.throw_out(house.world, mei.person.id, olives.id, house.bot.id)
        await mei.reads("I cannot post into Olives <b> any more", "Olive corner")
        await take_pictures(desk, tmp_path)
        rooms.add_bot(house.world, mei.person.id, olives.id, house.bot.id)
        await mei.press("Channels")
        await mei.reads("📣 Olives <b>")
