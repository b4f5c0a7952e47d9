"""Channels on the page: picked with a bot's native button, read by subscribers, closed to the bot again."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from bot.rendering.keyboards import chat_keyboard
from flows.replies import ChatButton, OfferChats
from sandbox.acts import rooms
from sandbox.world.chats import Kind
from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.fakebot import FakeBot
from tests.page.street import Desk, Street
from tests.page.test_looks import CONTRAST, fits

ASKING = chat_keyboard(OfferChats("", (ChatButton("Choose a channel", 7, "channel"),), "Cancel"))


async def asks(street: Street) -> asyncio.Queue[dict[str, Any]]:
    """The bot asks Mei for a channel; what she picks comes into this queue, and the keyboard goes."""
    picked: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @street.bot.on("message")
    async def hear(bot: FakeBot, message: dict[str, Any]) -> None:
        if "chat_shared" in message:
            gone = {"remove_keyboard": True}
            await bot.call("sendMessage", chat_id=street.mei.id, text="Thanks", reply_markup=gone)
            picked.put_nowait(message["chat_shared"])

    await street.bot.call(
        "sendMessage", chat_id=street.mei.id, text="Which channel?", reply_markup=ASKING
    )
    return picked


async def test_a_new_channel_is_made_and_picked_with_a_native_button(
    street: Street, desk: Desk
) -> None:
    picked = await asks(street)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="Choose a channel").click()
    sheet = pane.get_by_role("dialog", name="Choose a channel")
    await expect(sheet).to_contain_text("Kaituan becomes an administrator there.")
    await sheet.get_by_role("button", name="New channel").click()
    await pane.get_by_label("Name").fill("Olive deals")
    await pane.get_by_role("button", name="Create channel").click()
    async with asyncio.timeout(10):
        assert (await picked.get())["title"] == "Olive deals"
    await expect(pane.locator('[data-service="shared"]')).to_have_text("You chose “Olive deals”")
    await desk.sees(street.mei, "Thanks")
    await expect(pane.get_by_role("button", name="Choose a channel")).to_have_count(0)


async def test_only_channels_that_one_leads_are_offered(street: Street, desk: Desk) -> None:
    mine = rooms.create(street.world, street.mei.id, "Mine", Kind.CHANNEL)
    theirs = rooms.create(street.world, street.omar.id, "Omar's", Kind.CHANNEL)
    rooms.join(street.world, street.mei.id, theirs.id)
    rooms.create(street.world, street.mei.id, "A group", Kind.SUPERGROUP)
    picked = await asks(street)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="Choose a channel").click()
    rows = pane.locator('[data-action="pick"]')
    await expect(rows).to_have_count(1)
    await rows.click()
    async with asyncio.timeout(10):
        assert (await picked.get())["chat_id"] == mine.id


async def test_a_subscriber_reads_a_post_and_follows_its_button(street: Street, desk: Desk) -> None:
    deals = rooms.create(street.world, street.mei.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.mei.id, deals.id, street.shop.id)
    rooms.join(street.world, street.omar.id, deals.id)
    key = {"text": "See the deal", "url": "https://t.me/kaituan_bot?start=deal-1"}
    post = {"chat_id": deals.id, "text": "Olive oil", "reply_markup": {"inline_keyboard": [[key]]}}
    sent = await street.bot.call("sendMessage", **post)
    pane = await desk.open_chat(street.omar, deals.id)
    await expect(pane.locator(".chat-subtitle")).to_contain_text("channel")
    await expect(pane.get_by_text("You follow this channel")).to_be_visible()
    await street.bot.call(
        "editMessageText",
        chat_id=deals.id,
        message_id=sent["message_id"],
        text="Olive oil, 2 in",
        reply_markup={"inline_keyboard": [[key]]},
    )
    await desk.sees(street.omar, "Olive oil, 2 in")
    await pane.get_by_role("button", name="See the deal").click()
    await expect(pane.locator(".chat-title")).to_have_text("Kaituan")


async def test_a_leader_silences_the_bot_and_throws_it_out(street: Street, desk: Desk) -> None:
    heard: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @street.bot.on("my_chat_member")
    async def hear(_: FakeBot, change: dict[str, Any]) -> None:
        heard.put_nowait(change["new_chat_member"])

    deals = rooms.create(street.world, street.mei.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.mei.id, deals.id, street.shop.id)
    pane = await desk.open_chat(street.mei, deals.id)
    for action in ("posting", "throw-out"):
        await pane.get_by_role("button", name="Chat menu").click()
        await desk.choose("members")
        await pane.get_by_role("button", name="Change Kaituan").click()
        await desk.choose(action)
        await expect(pane.get_by_role("dialog")).to_have_count(0)
    async with asyncio.timeout(10):
        changes = [await heard.get() for _ in range(3)]
    assert [one["status"] for one in changes] == ["administrator", "administrator", "kicked"]
    assert [one.get("can_post_messages") for one in changes] == [True, False, None]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_the_choice_fits_a_phone_and_can_be_read(
    street: Street, chromium: Browser, scheme: str
) -> None:
    rooms.create(street.world, street.mei.id, "D" * 128, Kind.CHANNEL)
    await asks(street)
    async with desk_at(chromium, street.address, NARROW, color_scheme=scheme) as desk:
        pane = await desk.open_chat(street.mei, street.shop.id)
        await pane.get_by_role("button", name="Choose a channel").click()
        await expect(pane.get_by_role("dialog")).to_be_visible()
        assert await fits(desk.page)
        assert await desk.page.evaluate(CONTRAST) == []


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_the_newest_message_stays_in_view_when_a_keyboard_opens(
    street: Street, chromium: Browser, size: ViewportSize
) -> None:
    rooms.create(street.world, street.mei.id, "Deals", Kind.CHANNEL)
    async with desk_at(chromium, street.address, size) as desk:
        pane = await desk.open_chat(street.mei, street.shop.id)
        for number in range(12):
            text = f"Message {number}\n" * 4
            await street.bot.call("sendMessage", chat_id=street.mei.id, text=text)
        await desk.sees(street.mei, "Message 11")
        await asks(street)
        await expect(pane.get_by_role("button", name="Choose a channel")).to_be_visible()
        await expect(pane.locator("[data-message]").last).to_be_in_viewport(ratio=1)
        stream = pane.locator(".stream")
        left = await stream.evaluate("(one) => one.scrollHeight - one.scrollTop - one.clientHeight")
        assert left <= 1


async def test_who_reads_further_up_is_left_there(street: Street, desk: Desk) -> None:
    pane = await desk.open_chat(street.mei, street.shop.id)
    for number in range(30):
        await street.bot.call("sendMessage", chat_id=street.mei.id, text=f"Message {number}\n" * 3)
    await desk.sees(street.mei, "Message 29")
    await pane.locator(".stream").hover()
    await desk.page.mouse.wheel(0, -2000)
    await expect(pane.get_by_role("button", name="To the newest message")).to_be_visible()
    await asks(street)
    await expect(pane.get_by_role("button", name="Choose a channel")).to_be_visible()
    await expect(pane.locator("[data-message]").last).not_to_be_in_viewport()
    await pane.get_by_role("button", name="To the newest message").click()
    await expect(pane.locator("[data-message]").last).to_be_in_viewport(ratio=1)
