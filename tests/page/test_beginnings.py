"""A sandbox that nobody has furnished yet."""

import httpx
from playwright.async_api import Browser, expect

from sandbox.server import serving
from sandbox.world.changes import BotCalled
from sandbox.world.world import World
from tests.page.conftest import WIDE


async def test_an_empty_world_begins_with_its_first_person(chromium: Browser) -> None:
    world = World()
    async with serving(world) as address:
        context = await chromium.new_context(viewport=WIDE)
        page = await context.new_page()
        await page.goto(address)
        await page.get_by_role("button", name="New person").click()
        sheet = page.get_by_role("dialog", name="New person")
        await sheet.get_by_label("Name").fill("")
        await sheet.get_by_role("button", name="Create").click()
        await expect(sheet.get_by_label("Name")).to_be_focused()
        await sheet.get_by_label("Name").fill("Ada")
        await sheet.get_by_label("Name").press("Enter")
        await expect(page.locator(".pane .pane-name")).to_have_text("Ada")
        bot = world.bots.register("77:SANDBOX-late", "late_bot", "Late Bot")
        world.publish(BotCalled(bot.id, "getMe", 0))
        await expect(page.locator(".chat-row", has_text="Late Bot")).to_be_visible()
        await context.close()


async def test_a_refused_deed_has_a_status_and_a_reason() -> None:
    async with (
        serving(World()) as address,
        httpx.AsyncClient(base_url=f"{address}/page/acts/", trust_env=False) as http,
    ):
        unknown = await http.post("fly", json={})
        nobody = await http.post("say", json={"person": 7, "chat": 8, "text": "Hi"})
        wrong = await http.post("wind", json={"seconds": -5})
        file = await http.post("send_file", data={"person": "x"})
        broken = await http.post("say", content=b"{")
    assert [a.status_code for a in (unknown, nobody, wrong, file, broken)] == [
        404,
        409,
        422,
        409,
        422,
    ]
    assert nobody.json() == {"reason": "There is no person 7."}
    assert "greater than 0" in wrong.json()["reason"]
