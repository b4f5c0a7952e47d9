"""Takes the pictures of docs/pictures: opens the demo, plays a group buy in its page, and photographs it."""

import asyncio
import os
import re
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
BOT = "1000001"
WIDE, PHONE = (1280, 900), (390, 844)
MOST = 300 * 1024
"""Bytes of a picture: a page of documentation is not waited for."""

_ARE_DRAWN = """() => Promise.all([...document.images]
    .filter((image) => image.offsetParent && image.getBoundingClientRect().bottom > 0)
    .map((image) => image.decode()))"""


class Pane:
    """One person's pane, by its place from the left."""

    def __init__(self, page: Page, place: int) -> None:
        self.page = page
        self.here: Locator = page.locator(".pane").nth(place)

    async def press(self, pattern: str) -> None:
        """Press the newest button whose label has these words."""
        found = self.here.locator("[data-message] .key", has_text=re.compile(pattern))
        await found.last.click()

    async def reads(self, words: str) -> None:
        """Wait for a message with these words."""
        await self.here.locator("[data-message]", has_text=words).last.wait_for()

    async def pays(self) -> None:
        """Pay the newest invoice."""
        await self.press(r"^Pay ")
        sheet = self.here.locator('[data-sheet="payment"]')
        await sheet.locator('[data-action="pay"]').click()
        await sheet.locator('[data-outcome="paid"]').wait_for()
        await sheet.locator('[data-action="done"]').click()

    async def invites(self, friend: str) -> None:
        """Pass the invite on."""
        await self.press("Invite friends")
        await self.here.locator(".pick-row", has_text=friend).click()

    async def follows(self, friend: str) -> None:
        """Tap the link that a friend sent, and press Start."""
        await self.here.locator('[data-action="back"]').click()
        await self.here.locator(".chat-row", has_text=friend).click()
        await self.here.locator("[data-message]").last.locator("a").click()
        await self.here.get_by_role("button", name="Start", exact=True).click()


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """The demo at its address."""
    command = (sys.executable, "-m", "kaituan", "demo", "--no-browser", "--port", "0")
    process = await asyncio.create_subprocess_exec(*command, stdout=PIPE, cwd=ROOT)
    try:
        yield await _address(process)
    finally:
        process.terminate()
        await process.wait()


async def _address(process: Process) -> str:
    line = (await process.stdout.readline()).decode() if process.stdout else ""
    found = re.search(r"http://\S+?/(?= )", line)
    if found is None:
        raise SystemExit(f"the demo did not open: {line}")
    return found[0]


@asynccontextmanager
async def window(
    browser: Browser, address: str, size: tuple[int, int], scheme: str
) -> AsyncIterator[Page]:
    """The page in a window of that size."""
    context = await browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        locale="en-GB",
    )
    page = await context.new_page()
    await page.goto(address)
    await page.locator(".pane [data-message] .key").first.wait_for()
    yield page
    await context.close()


async def play(page: Page) -> None:
    """To the middle of a story: one leads a group, one has just been invited, one looks at the product."""
    olivia, mei, ming = (Pane(page, place) for place in range(3))
    await olivia.press("^Browse$")
    await olivia.press("^Tea")
    await olivia.press("^Jasmine pearls")
    await olivia.press("^Start a group$")
    await olivia.pays()
    await olivia.reads("1 of 3")
    await olivia.invites("陳美玲")
    await mei.follows("Olivia")
    await mei.reads("Olivia Hart")
    await ming.press("^浏览商品$")
    await ming.press("^茶")
    await ming.press("^茉莉")
    await ming.reads("单独购买")


async def shoot(page: Page, name: str) -> None:
    """Write the page down once its pictures are there and nothing hovers over it any more."""
    await page.mouse.move(0, 0)
    await expect(page.locator(".toast")).to_have_count(0, timeout=15_000)
    await page.evaluate(_ARE_DRAWN)
    data = await page.screenshot(type="jpeg", quality=88)
    if len(data) > MOST:
        raise SystemExit(f"{name} has {len(data)} bytes, more than {MOST}")
    file = FOLDER / f"{name}.jpg"
    file.write_bytes(data)
    print(f"{file.relative_to(ROOT)}: {len(data) // 1024} KB")


async def main() -> None:
    """All pictures, of one story."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    browser_at = os.environ.get("CHROMIUM") or shutil.which("chromium")
    async with demo() as address, async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_at)
        async with window(browser, address, WIDE, "light") as page:
            await play(page)
            await shoot(page, "three-panes")
        async with window(browser, address, WIDE, "dark") as page:
            await shoot(page, "three-panes-dark")
        async with window(browser, address, PHONE, "light") as page:
            await shoot(page, "phone")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
