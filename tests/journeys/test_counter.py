"""At the counter, in a real browser: a code is shown, scanned off the screen, ticked off, and its buyer hears of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from catalog.keeping import staff
from catalog.keeping.roles import Role
from catalog.keeping.shopkeeping import Handover, hand_over
from flows.languages import ours
from people.meeting import Greeting, meet
from sandbox.world.people import Person
from storage.transaction import Transaction
from tests.counter.scanner import opened, scanned
from tests.journeys.conftest import Quarter, a_quarter
from tests.journeys.pane import PATIENCE, Pane
from tests.journeys.test_page import chromium, panes, take_pictures
from tests.page.conftest import WIDE

__all__ = ["chromium"]


@pytest.fixture
async def house(sqlite_url: str, library: str) -> AsyncIterator[Quarter]:
    """A quarter on SQLite, under each library, whose panes open with the shop."""
    async with a_quarter(sqlite_url, library) as made:
        made.world.front = made.bot.id
        yield made


def hires(house: Quarter, packer: Person) -> None:
    """Somebody packs for the corner shop, where everything is fetched."""
    told = (packer.id, packer.name, packer.username, ours(packer.language_code), house.bot.id)

    def turn(tx: Transaction) -> None:
        staff.engage(tx, 1, meet(tx, Greeting("telegram", *told, packer.id)).id, Role.PACKER)
        hand_over(tx, 1, Handover.PICKUP)

    house.house.books.run_now(turn)


async def shows_the_code(buyer: Pane) -> str:
    """The buyer's phone shows the code, large; gives what a camera reads off it."""
    photo = buyer.here.get_by_role("button", name="Photo: Show this at the counter")
    await photo.click(timeout=PATIENCE)
    viewer = buyer.desk.page.locator(".viewer img")
    await expect(viewer).to_be_visible()
    link = scanned(opened(await viewer.screenshot()))
    await viewer.click()
    return link


async def opens_link(packer: Pane, link: str, elsewhere: str) -> None:
    """A phone that read a link off a picture opens it: here by way of a message with it."""
    await packer.opens(elsewhere)
    await packer.types(link)
    await packer.here.locator("[data-message]").last.get_by_role("link").click()
    await packer.start()


async def test_a_code_is_scanned_ticked_off_and_its_buyer_hears(
    house: Quarter, chromium: Browser, tmp_path: Path
) -> None:
    """What a stranger sees who scans it: nothing."""
    async with panes(house, chromium, WIDE, "Bo", "Pat", "Zoe") as (desk, (bo, pat, zoe)):
        for pane in (bo, pat, zoe):
            await pane.start()
        hires(house, pat.person)
        await bo.press("Browse")
        await bo.press_like("^Tea")
        await bo.press("Oolong tea")
        await bo.press("Buy alone")
        await bo.pays("€20.00")
        await bo.press("See the order")
        await bo.press("Show this at the counter")
        link = await shows_the_code(bo)
        assert link.startswith("https://t.me/corner_bot?start=take-")
        await take_pictures(desk, tmp_path)
        number = link.rpartition("-")[2]
        await opens_link(zoe, link, "Pat")
        await expect(zoe.here.locator(".key", has_text="Hand out")).to_have_count(0)
        await opens_link(pat, link, "Zoe")
        await pat.reads(number, "Buyer: Bo")
        await pat.press("Hand out")
        await pat.reads(f"Order {number} is handed out")
        await bo.reads(number, "Your order is handed out", "tell the shop")
        await pat.press("Not handed out: undo")
        await bo.reads(number, "it still waits for you")
        await take_pictures(desk, tmp_path)
