"""The demo itself, open for a story: its page in a real browser, and pages to pay on in tabs of their own."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta

from playwright.async_api import Browser, Page, ViewportSize, expect
from sqlalchemy import select

from catalog.deal_rules import DealDraft, Problem
from catalog.deals import edit_deal
from catalog.offers import DealLine, live_deal
from catalog.tables import product_text
from kaituan import demonstration, house
from kaituan.house import House
from sandbox.clock import Clock
from sandbox.world.world import World
from storage.transaction import Transaction
from tests.journeys.conftest import quick_time
from tests.journeys.pane import PATIENCE, Pane
from tests.page.conftest import desk_at
from tests.page.street import Desk

_KNIFE = select(product_text.c.product_id).where(product_text.c.title == "Chef's knife")
BY_CARD, BY_LINK = "💳 Card, here in the chat", "🌐 Stripe"


@dataclass
class Demo:
    """The world that the demo plays in, its address, where its books are, and its house."""

    world: World
    address: str
    books: str
    house: House

    def puts_up_a_ladder(self) -> None:
        """The knife is 15 % cheaper for two people from now on, and 30 % for three."""
        draft = DealDraft(2, 3, timedelta(hours=24), 1500, steps={3: 3000})

        def turn(tx: Transaction) -> DealLine | Problem:
            live = live_deal(tx, tx.value(_KNIFE))
            assert live is not None
            return edit_deal(tx, live.id, draft)

        changed = self.house.books.run_now(turn)
        assert isinstance(changed, DealLine), changed

    @asynccontextmanager
    async def panes(
        self, chromium: Browser, size: ViewportSize, *names: str, **options: str
    ) -> AsyncIterator[tuple[Desk, list[Pane]]]:
        """The page with the panes of people who are new here and speak English."""
        people = [self.world.people.add(name, language_code="en") for name in names]
        async with desk_at(chromium, self.address, size, **options) as desk:
            shown = ",".join(str(person.id) for person in people)
            await desk.page.goto(f"{self.address}/page/#panes={shown}&active={people[0].id}")
            await desk.page.reload()
            yield desk, [Pane(desk, person) for person in people]


@asynccontextmanager
async def a_demo(url: str) -> AsyncIterator[Demo]:
    """Open the demo on books of its own, with a clock that goes as fast as a story wants."""
    world, stop = World(Clock(quick_time())), asyncio.Event()
    async with demonstration.opened(world, 0, url, log=lambda _: None) as (address, shop):
        keeping = asyncio.create_task(house.keep_open(shop, stop))
        yield Demo(world, address, url, shop)
        stop.set()
        with suppress(asyncio.CancelledError):
            await keeping
    world.clock.stop()


async def starts_a_group(leader: Pane) -> None:
    """Find the knife, and start a group of two."""
    await leader.start()
    await leader.types("knife")
    await leader.press_like("^Chef's knife")
    await leader.press("Start a group")


async def joins(friend: Pane) -> None:
    """See that a group is open, and join it."""
    await friend.start()
    await friend.press("Open groups")
    await friend.press_like("^Chef's knife")
    await friend.press("Join")


async def opens_the_page(payer: Pane, price: str) -> Page:
    """Press the link that pays, and look at the page that it opens in a tab of its own."""
    await payer.reads(f"Pay {price} to make it yours")
    async with payer.desk.page.context.expect_page() as opening:
        await payer.press(f"Pay {price}")
    page = await opening.value
    await expect(page.get_by_role("heading")).to_have_text("Chef's knife", timeout=PATIENCE)
    return page


async def pays_on(page: Page, price: str) -> None:
    """Pay there, and read the thanks of the shop's own page."""
    await page.get_by_role("button", name=f"Pay {price}", exact=True).click()
    await expect(page).to_have_url(re.compile("/pay/[^/]+/done$"))
    await expect(
        page.get_by_text(re.compile("payment is on its way|payment has arrived"))
    ).to_be_visible()


async def sees_money(desk: Desk, *rows: tuple[str, str]) -> None:
    """Open the table of the money unless it is open; wait until it says this: through what, and where it is."""
    opener = desk.page.get_by_role("button", name="Where the money is")
    if await opener.get_attribute("aria-expanded") == "false":
        await opener.click()
    shown = desk.page.locator(".till tbody tr")
    await expect(shown).to_have_count(len(rows), timeout=PATIENCE)
    for row, (way, state) in enumerate(rows):
        await expect(shown.nth(row)).to_contain_text(way)
        await expect(shown.nth(row)).to_contain_text(state, timeout=PATIENCE)
