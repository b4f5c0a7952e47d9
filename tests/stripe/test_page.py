"""Stories of the page to pay on, in a real browser: pay, be declined, come too late, on a phone, in the dark."""

import re
from typing import Literal

import httpx
import pytest
from playwright.async_api import Browser, ViewportSize, expect

from payments.links import Asked, Link
from sandbox.stripe import acts
from sandbox.world.stripe import IntentState
from tests.page.conftest import NARROW, WIDE, chromium
from tests.page.test_looks import CONTRAST
from tests.stripe.counter import Counter

__all__ = ["chromium"]
LONG = "高山烏龍茶，手工揉捻 <b>" + "x" * 200


async def page_for(counter: Counter, title: str = "Oolong tea") -> Link:
    """A page that leads back to the sandbox itself."""
    asked, home = counter.asked(), f"{counter.address}/page/"
    return await counter.link(
        Asked(asked.token, asked.amount, title, asked.until, f"{home}?paid", f"{home}?back")
    )


async def test_who_pays_is_led_on_and_the_money_is_held(
    counter: Counter, chromium: Browser
) -> None:
    link = await page_for(counter)
    page = await chromium.new_page()
    await page.goto(link.url)
    await expect(page.get_by_role("heading")).to_have_text("Oolong tea")
    await page.get_by_role("button", name="Pay €16.00").click()
    await expect(page).to_have_url(
        re.compile(re.escape(f"{counter.address}/page/?paid") + "(#.*)?")
    )
    (intent,) = counter.world.stripe.intents.values()
    assert intent.state is IntentState.HELD
    await page.goto(link.url)
    await expect(page.locator(".over")).to_have_text("This was paid.")
    await page.close()


async def test_who_is_declined_is_led_back_and_may_try_again(
    counter: Counter, chromium: Browser
) -> None:
    link = await page_for(counter)
    page = await chromium.new_page()
    await page.goto(link.url)
    await page.get_by_role("button", name="Decline").click()
    await expect(page).to_have_url(
        re.compile(re.escape(f"{counter.address}/page/?back") + "(#.*)?")
    )
    await page.goto(link.url)
    await page.get_by_role("button", name="Pay").click()
    await expect(page).to_have_url(
        re.compile(re.escape(f"{counter.address}/page/?paid") + "(#.*)?")
    )
    assert [one.state for one in counter.world.stripe.intents.values()] == [IntentState.HELD]
    await page.close()


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_page_fits_can_be_read_and_asks_nobody_else_for_anything(
    counter: Counter,
    chromium: Browser,
    viewport: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    link = await page_for(counter, LONG)
    page = await chromium.new_page(viewport=viewport, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.on("request", lambda r: said.append(r.url) if counter.address not in r.url else None)
    await page.goto(link.url)
    assert await page.locator("h1").inner_text() == LONG[:250]
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert await page.evaluate(wide)
    chosen = CONTRAST[CONTRAST.index("const chosen") : CONTRAST.index("for (const node of")]
    poor = await page.evaluate(CONTRAST.replace(chosen, "const chosen = 'p, h1, a, button';\n"))
    assert poor == []
    assert [line for line in said if not line.startswith("data:")] == []
    await page.close()


async def test_a_page_that_is_gone_or_was_paid_twice_says_so(counter: Counter) -> None:
    link = await page_for(counter)
    async with httpx.AsyncClient(base_url=counter.address, trust_env=False) as client:
        assert (await client.get("/stripe/pay/cs_none")).status_code == 404
        assert (await client.post("/stripe/pay/cs_none", data={"card": "pay"})).status_code == 404
        acts.pay(counter.world, counter.world.stripe.sessions[link.session])
        again = await client.post(link.url, data={"card": "pay"})
        assert again.status_code == 409
        assert "This was paid." in again.text
        assert len(counter.world.stripe.intents) == 1
