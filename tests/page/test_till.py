"""Where the money is: a table that stays open while the clock is wound, of invoices and of pages to pay on."""

from datetime import timedelta

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from sandbox.stripe import acts
from sandbox.world.changes import ChargeChanged
from sandbox.world.stripe import Intent, Session
from sandbox.world.world import World
from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.street import PROVIDER_TOKEN, Desk, Street
from tests.page.test_looks import CONTRAST, fits

SAID = {
    "held": "held on the card",
    "kept": "captured: the shop has it",
    "less": "$8.00 captured, $2.00 let go",
    "back": "$7.00 captured, $3.00 refunded",
    "off": "hold cancelled, nothing taken",
    "gone": "refunded",
    "no": "declined, nothing taken",
}


def pays(world: World, title: str, *, declined: bool = False) -> Intent:
    """Somebody pays ten dollars on a page, or tries to."""
    account = world.stripe.open_account("a key")
    now = world.clock.now()
    session = Session(
        title, account, "", title, 1000, "usd", now + timedelta(hours=1), now, "", "", "", {}, {}
    )
    return (acts.decline if declined else acts.pay)(world, session)


def through_everything(world: World) -> None:
    """One payment for each state that there is."""
    paid = {title: pays(world, title) for title in SAID if title != "no"}
    for title in ("kept", "back", "gone"):
        acts.capture(world, paid[title], None)
    acts.capture(world, paid["less"], 800)
    acts.refund(world, paid["back"], 300, {})
    acts.refund(world, paid["gone"], None, {})
    acts.cancel(world, paid["off"])
    pays(world, "no", declined=True)


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_every_state_has_its_words_and_can_be_read_anywhere(
    street: Street, chromium: Browser, viewport: ViewportSize, scheme: str
) -> None:
    through_everything(street.world)
    async with desk_at(chromium, street.address, viewport, color_scheme=scheme) as desk:
        await desk.page.get_by_role("button", name="Where the money is").click()
        for title, words in SAID.items():
            row = desk.page.locator(".till tbody tr", has_text=title).filter(has_text=words)
            await expect(row).to_be_visible()
        assert await fits(desk.page)
        chosen = CONTRAST[CONTRAST.index("const chosen") : CONTRAST.index("for (const node of")]
        poor = CONTRAST.replace(chosen, "const chosen = '.till th, .till td, .till span';\n")
        assert await desk.page.evaluate(poor) == []


async def test_the_table_follows_what_becomes_of_a_payment(street: Street, desk: Desk) -> None:
    opener = desk.page.get_by_role("button", name="Where the money is")
    await opener.click()
    till = desk.page.get_by_role("region", name="Where the money is")
    await expect(till).to_have_text("Nobody has paid yet.")
    provider, now = street.world.provider, street.world.clock.now()
    charge = provider.hold(PROVIDER_TOKEN, 900, "USD", now)
    street.world.publish(ChargeChanged(charge.id, charge.state.value))
    await expect(till.locator("tbody tr")).to_contain_text("held on the card")
    provider.capture(charge, 700)
    provider.refund(charge, 200, now)
    street.world.publish(ChargeChanged(charge.id, charge.state.value))
    await expect(till.locator("tbody tr")).to_contain_text(
        "$5.00 captured, $2.00 let go, $2.00 refunded"
    )
    await opener.click()
    await expect(till).to_be_hidden()


async def test_who_comes_without_an_address_finds_what_was_open_here_last(
    street: Street, phone: Desk
) -> None:
    """From a page to pay on one is led to the page as such: on a phone, to oneself and one's chat."""
    await phone.page.locator(f'[data-tab="{street.omar.id}"]').click()
    await phone.open_chat(street.omar, street.shop.id)
    back = await phone.page.context.new_page()
    await back.goto(f"{street.address}/page/")
    pane = back.locator(f'.pane[data-person="{street.omar.id}"]')
    await expect(pane.locator(f'.chat[data-chat="{street.shop.id}"]')).to_be_visible()
    await back.close()
