"""From /shop to a live deal in the merchant's channel, and a subscriber who buys it there: in a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, expect

from sandbox.acts import rooms
from sandbox.world.chats import Kind
from tests.bot.pictures import png
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.pane import Pane
from tests.journeys.test_channels import opens_a_shop
from tests.journeys.test_page import chromium, panes, take_pictures
from tests.page.conftest import WIDE

__all__ = ["chromium"]

OIL = "Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00"
TEA = "Green tea 100 g, 8 alone, 6 for two, 30 tins, until Sunday 20:00"


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


async def adds_a_channel(mei: Pane) -> None:
    """With the messenger's own button, as an administrator of a channel that is new."""
    await mei.press("Channels")
    await mei.press("Add a channel")
    await mei.here.get_by_role("button", name="Choose a channel").click()
    await mei.here.get_by_role("button", name="New channel").click()
    await mei.here.get_by_label("Name").fill("Olive deals")
    await mei.here.get_by_role("button", name="Create channel").click()
    await mei.reads("I can post into Olive deals now")


async def sends(mei: Pane, words: str) -> None:
    """A photo with a caption: one message."""
    picture = FilePayload(name="oil.png", mimeType="image/png", buffer=png(64, 48))
    await mei.here.locator('input[type="file"]').set_input_files(picture)
    await mei.types(words)


async def test_from_opening_a_shop_to_a_deal_in_the_channel_that_subscribers_join(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """Three messages (/shop, a name, a photo with a caption) and six buttons; each further deal is one message."""
    async with panes(house, chromium, WIDE, "Mei", "Bo") as (desk, (mei, bo)):
        await opens_a_shop(mei)
        await adds_a_channel(mei)
        channel = next(one for one in house.world.chats if one.kind is Kind.CHANNEL)
        rooms.join(house.world, bo.person.id, channel.id)
        await sends(mei, OIL)
        await mei.reads("Group price: €9.00", "Olive deals")
        await take_pictures(desk, tmp_path)
        await mei.press("Publish")
        await mei.reads("It is live")
        chat = house.world.chats.find_private(mei.person.id, house.bot.id)
        assert chat is not None
        typed = [one for one in house.world.messages.of(chat.key) if one.owner_id == mei.person.id]
        assert len(typed) <= 8
        await bo.opens("Olive deals")
        await bo.reads("Olive oil 1 l", "€9.00")
        await take_pictures(desk, tmp_path)
        await bo.here.get_by_role("button", name="Start a group").click()
        await bo.start()
        await bo.reads("Olive oil 1 l", "In a group of 3: €9.00")
        await bo.press("Start a group")
        await bo.pays("€9.00")
        await bo.reads("1 of 3", "2 more people needed")
        await mei.opens("Olive deals")
        await mei.reads("Olive oil 1 l", "1 of 3")
        await expect(mei.here.get_by_role("button", name="Join a group")).to_be_visible()
        await take_pictures(desk, tmp_path)
