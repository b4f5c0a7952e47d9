"""A picture opens large, by press and by key, and closes again."""

import pytest
from playwright.async_api import Browser, Locator, ViewportSize, expect

from charts.codes import Code
from charts.ticket import draw
from sandbox.acts import talking
from tests.counter.scanner import opened, scanned
from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.street import Desk, Street

LINK = "https://t.me/kaituan_bot?start=take-ABCD2345"


async def shows_a_code(street: Street, desk: Desk) -> Locator:
    """Mei has a code in the chat with the bot; gives her pane."""
    code = draw(Code(LINK, "ABCD 2345"))
    talking.send_photo(street.world, street.mei.id, street.shop.id, code, "code.png", "Show this")
    return await desk.open_chat(street.mei, street.shop.id)


async def test_a_key_opens_it_and_escape_gives_the_focus_back(street: Street, desk: Desk) -> None:
    pane = await shows_a_code(street, desk)
    photo = pane.get_by_role("button", name="Photo: Show this")
    await photo.focus()
    await photo.press("Enter")
    viewer = desk.page.get_by_role("dialog", name="Photo: Show this")
    await expect(viewer.get_by_role("button", name="Close")).to_be_focused()
    await desk.page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)
    await expect(photo).to_be_focused()
    await photo.press("Enter")
    await desk.page.keyboard.press("Enter")
    await expect(viewer).to_have_count(0)


async def test_a_press_opens_it_and_a_press_closes_it(street: Street, desk: Desk) -> None:
    pane = await shows_a_code(street, desk)
    viewer = desk.page.get_by_role("dialog", name="Photo: Show this")
    for close in (viewer.locator("img"), viewer.get_by_role("button", name="Close")):
        await pane.get_by_role("button", name="Photo: Show this").click()
        await expect(viewer).to_be_visible()
        await close.click()
        await expect(viewer).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_code_is_scanned_off_the_screen(
    street: Street, chromium: Browser, size: ViewportSize, scheme: str
) -> None:
    """In the chat as well as large, on a light screen and on a dark one."""
    async with desk_at(chromium, street.address, size, color_scheme=scheme) as desk:
        pane = await shows_a_code(street, desk)
        photo = pane.get_by_role("button", name="Photo: Show this")
        await expect(photo).to_be_visible()
        await photo.locator("img").evaluate("(image) => image.decode()")
        assert scanned(opened(await desk.page.screenshot())) == LINK
        await photo.click()
        large = desk.page.locator(".viewer img")
        await expect(large).to_be_visible()
        box = await large.bounding_box()
        assert box is not None
        assert box["width"] >= 0.6 * min(size["width"], size["height"])
        assert scanned(opened(await large.screenshot())) == LINK
