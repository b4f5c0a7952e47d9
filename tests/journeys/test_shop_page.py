"""A merchant with a phone: from /shop to a live deal, through the page in a real browser, and a shopper in it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload

from tests.bot.pictures import png
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.test_page import chromium, panes, take_pictures
from tests.page.conftest import WIDE

__all__ = ["chromium"]

OIL = "Olive oil 1 l, 12 alone, 9 for three, 40 bottles, until Sunday 20:00"


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


async def test_five_messages_open_a_shop_and_post_a_deal_that_a_shopper_buys(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """/shop, its name, Open the shop, a photo with a caption, Publish; then the link passed on."""
    async with panes(house, chromium, WIDE, "Mei", "Bo") as (desk, (mei, bo)):
        await mei.start()
        await mei.types("/shop")
        await mei.reads("What is your shop called?")
        await mei.types("Olive corner")
        await mei.reads("Handed over: pickup")
        await mei.press("Open the shop")
        await mei.reads("Your shop is open")
        picture = FilePayload(name="oil.png", mimeType="image/png", buffer=png(64, 48))
        await mei.here.locator('input[type="file"]').set_input_files(picture)
        await mei.types(OIL)
        await mei.reads("Group price: €9.00", "In stock: 40")
        await take_pictures(desk, tmp_path)
        await mei.press("Publish")
        await mei.reads("It is live")
        await take_pictures(desk, tmp_path)
        await mei.passes_on("Share the deal", bo)
        await bo.taps_the_link_of(mei)
        await bo.reads("Olive oil 1 l", "In a group of 3: €9.00")
        await bo.press("Start a group")
        await bo.pays("€9.00")
        await bo.reads("1 of 3", "2 more people needed")
