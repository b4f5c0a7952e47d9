"""Takes the pictures of docs/pictures: opens the demo, plays a deal in its page, and photographs it."""

import asyncio
import os
import re
import shutil
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
WIDE, PHONE = (1280, 900), (390, 844)
MOST = 200 * 1000
"""Bytes of a picture: a page of documentation is not waited for."""

OFFER = ROOT / "kaituan" / "demo" / "pictures" / "lambswool-scarf.jpg"
CAPTION = "Winter scarf, 39 alone, 29 for three, 40 pieces, until Sunday 20:00"
CHANNEL = "Deals of the day"

_ARE_DRAWN = """() => Promise.all([...document.images]
    .filter((image) => image.offsetParent && image.getBoundingClientRect().bottom > 0)
    .map((image) => image.decode()))"""


_STAND_STILL = "() => Promise.all(document.getAnimations().map((one) => one.finished))"


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
        """Choose the invoice in the chat, and pay it."""
        await self.press("^💳")
        await self.press(r"^(Pay|支付) ")
        sheet = self.here.locator('[data-sheet="payment"]')
        await sheet.locator('[data-action="pay"]').click()
        await sheet.locator('[data-outcome="paid"]').wait_for()
        await sheet.locator('[data-action="done"]').click()

    async def opens(self, title: str) -> None:
        """Go to another chat."""
        await self.here.locator('[data-action="back"]').click()
        await self.here.locator(".chat-row", has=self.page.get_by_text(title, exact=True)).click()

    async def sends(self, picture: Path, words: str) -> None:
        """Send a photo with a caption."""
        await self.here.locator('input[type="file"]').set_input_files(picture)
        await self.here.locator("textarea").fill(words)
        await self.here.locator("textarea").press("Enter")


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


async def by_day(page: Page) -> None:
    """Wind the clock into the forenoon: at night posts come without a sound, and some news wait."""
    hand = page.locator(".clock-hand")
    while not "09" <= (before := (await hand.inner_text())[:2]) <= "17":
        await page.locator('[data-action="wind-3600"]').click()
        await expect(hand).not_to_have_text(re.compile(f"^{before}:"))


async def play(page: Page) -> None:
    """To the middle of a story: a merchant's deal is live, in her channel, and somebody has opened a group of it."""
    await by_day(page)
    olivia, mei, ming = (Pane(page, place) for place in range(3))
    await olivia.sends(OFFER, CAPTION)
    await olivia.reads("Group price: $29.00")
    await olivia.press("^Publish$")
    await olivia.reads("It is live")
    await mei.reads("Winter scarf")
    await ming.opens(CHANNEL)
    await ming.press("^Start a group$")
    await ming.here.locator('[data-action="start"]').click()
    await ming.reads("US$29.00")
    await ming.press("^发起拼团$")
    await ming.pays()
    await ming.reads("1/3")
    await expect(ming.here.locator(".key", has_text="放弃名额")).to_have_count(0)
    await mei.reads("1 of 3")


async def shoot(page: Page, name: str) -> None:
    """Write the page down once its pictures are there and nothing hovers over it any more."""
    await page.mouse.move(0, 0)
    await expect(page.locator(".toast")).to_have_count(0, timeout=15_000)
    await page.evaluate(_ARE_DRAWN)
    await page.evaluate(_STAND_STILL)
    data = _pressed(await page.screenshot())
    if len(data) > MOST:
        raise SystemExit(f"{name} has {len(data)} bytes, more than {MOST}")
    file = FOLDER / f"{name}.jpg"
    file.write_bytes(data)
    print(f"{file.relative_to(ROOT)}: {len(data) // 1000} kB")


def _pressed(picture: bytes) -> bytes:
    """A PNG as a JPEG, as small as letters can be read in."""
    out = BytesIO()
    Image.open(BytesIO(picture)).convert("RGB").save(
        out, "JPEG", quality=84, optimize=True, progressive=True
    )
    return out.getvalue()


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
            await page.get_by_role("tab", name="陳美玲").click()
            await shoot(page, "phone")
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main())
