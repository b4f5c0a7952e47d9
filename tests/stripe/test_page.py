"""Stories of the page to pay on, in a real browser: pay, be declined, come too late, on a phone, in the dark."""

import re
from typing import Literal

import httpx
import pytest
from playwright.async_api import Browser, ViewportSize, expect

from payments.links import Asked, Link
from sandbox.stripe import acts
from sandbox.world.stripe import IntentState, Manner
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


async def test_who_is_declined_may_try_again_at_once(counter: Counter, chromium: Browser) -> None:
    link = await page_for(counter)
    page = await chromium.new_page()
    await page.goto(link.url)
    await page.get_by_text("Let something go wrong").click()
    await page.get_by_role("button", name="The card is declined").click()
    await expect(page.get_by_role("alert")).to_contain_text("Nothing was taken")
    assert page.url == link.url
    await page.get_by_role("button", name="Pay €16.00").click()
    await expect(page).to_have_url(
        re.compile(re.escape(f"{counter.address}/page/?paid") + "(#.*)?")
    )
    assert [one.state for one in counter.world.stripe.intents.values()] == [IntentState.HELD]
    await page.close()


async def test_who_goes_back_has_paid_nothing(counter: Counter, chromium: Browser) -> None:
    link = await page_for(counter)
    page = await chromium.new_page()
    await page.goto(link.url)
    await page.get_by_role("link", name="Go back").click()
    await expect(page).to_have_url(
        re.compile(re.escape(f"{counter.address}/page/?back") + "(#.*)?")
    )
    assert not counter.world.stripe.intents
    await page.close()


@pytest.mark.parametrize(("button", "manner"), [("late", Manner.LATE), ("twice", Manner.TWICE)])
async def test_whoever_pays_chooses_how_the_shop_hears_of_it(
    counter: Counter, button: str, manner: Manner
) -> None:
    link, heard = await page_for(counter), "payment_intent.amount_capturable_updated"
    planned: list[tuple[str, Manner | None]] = []
    books = counter.world.stripe
    books.on_event = lambda event: planned.append((event.kind, books.manner_of(event.kind)))
    async with httpx.AsyncClient(trust_env=False) as client:
        assert (await client.post(link.url, data={"card": button})).status_code == 303
        assert (await client.post(link.url, data={"card": button})).status_code == 409
    assert planned == [(heard, manner), ("checkout.session.completed", None)]
    assert books.planned == [], "nothing is planned for what comes after"


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
    await page.get_by_text("Let something go wrong").click()
    assert await page.locator("h1").inner_text() == LONG[:250]
    wide = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert await page.evaluate(wide)
    chosen = CONTRAST[CONTRAST.index("const chosen") : CONTRAST.index("for (const node of")]
    poor = await page.evaluate(
        CONTRAST.replace(chosen, "const chosen = 'p, h1, a, button, summary';\n")
    )
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
