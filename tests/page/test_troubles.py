"""Blocked bots, broken calls and a broken connection."""

import pytest
from playwright.async_api import Browser, expect

from sandbox.acts import talking
from sandbox.acts.starting import blocked
from tests.page.cable import laid
from tests.page.conftest import WIDE, desk_at
from tests.page.street import Desk, Street


async def test_a_blocked_bot_cannot_write_until_it_is_unblocked(street: Street, desk: Desk) -> None:
    """Promise 30."""
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("block")
    await expect(pane.locator(".chat-subtitle")).to_have_text("blocked")
    with pytest.raises(AssertionError, match="blocked by the user"):
        await street.bot.call("sendMessage", chat_id=street.mei.id, text="Buy!")
    await pane.get_by_role("button", name="Unblock").click()
    await expect(pane.get_by_role("textbox", name="Message")).to_be_visible()
    assert not blocked(street.world, street.mei.id, street.shop.id)
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Welcome back")
    await desk.sees(street.mei, "Welcome back")


async def test_faults_are_planned_counted_and_cleared(street: Street, desk: Desk) -> None:
    await desk.page.locator('[data-action="faults"]').click()
    await desk.choose("fault-too_many")
    count = desk.page.locator(".fault-count")
    await expect(count).to_have_text("3")
    with pytest.raises(AssertionError, match="429"):
        await street.bot.call("sendMessage", chat_id=street.mei.id, text="Hi")
    await expect(count).to_have_text("2")
    await desk.page.locator('[data-action="faults"]').click()
    await desk.choose("fault-clear")
    await expect(count).to_be_hidden()


async def test_what_was_missed_while_the_connection_was_broken_comes_afterwards(
    street: Street, chromium: Browser
) -> None:
    async with laid(street.address) as (address, cable), desk_at(chromium, address, WIDE) as desk:
        await desk.open_chat(street.mei, street.omar.id)
        await expect(desk.page.locator("body")).to_have_attribute("data-feed", "live")
        cable.cut()
        await expect(desk.page.get_by_text("Reconnecting")).to_be_visible()
        talking.say(street.world, street.omar.id, street.mei.id, "said in the dark")
        cable.mend()
        await desk.sees(street.mei, "said in the dark")
        await expect(desk.page.get_by_text("Reconnecting")).to_be_hidden()
        states = "performance.getEntriesByType('resource').filter(e => e.name.endsWith('/state'))"
        assert await desk.page.evaluate(f"{states}.length") == 1


async def test_a_page_that_missed_too_much_begins_anew(street: Street, desk: Desk) -> None:
    await desk.open_chat(street.mei, street.omar.id)
    answer = await desk.page.request.get(f"{street.address}/page/feed?world=another&after=7")
    assert "event: reset" in await answer.text()


async def test_a_refused_deed_is_told_in_a_sentence(street: Street, desk: Desk) -> None:
    pane = await desk.open_chat(street.mei, street.omar.id)
    await desk.say(street.mei, "x" * 5000)
    toast = pane.locator("[data-toast]")
    await expect(toast).to_have_text("A message has at most 4096 characters.")
    await expect(pane.get_by_role("textbox", name="Message")).to_have_value("x" * 5000)
