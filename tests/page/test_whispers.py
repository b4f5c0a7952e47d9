"""Ephemeral messages in a group: one pane shows them, the others do not, and a page opened anew has lost them."""

from typing import Any

import pytest
from playwright.async_api import expect

from sandbox.acts import rooms
from sandbox.world.chats import Chat, Kind
from tests.page.fakebot import FakeBot
from tests.page.street import Desk, Street

JOIN = {"inline_keyboard": [[{"text": "Join", "callback_data": "join"}]]}
PAY = {"inline_keyboard": [[{"text": "Pay US$9.00", "callback_data": "pay", "style": "primary"}]]}


@pytest.fixture
async def group(street: Street) -> Chat:
    """A group of Mei, Omar and Lina where the bot posts a card and answers each press privately."""
    chat = rooms.create(street.world, street.mei.id, "Neighbours", Kind.SUPERGROUP)
    for person in (street.omar, street.lina):
        rooms.add_person(street.world, street.mei.id, chat.id, person.id)
    rooms.add_bot(street.world, street.mei.id, chat.id, street.shop.id)

    @street.bot.on("callback_query")
    async def answer(bot: FakeBot, query: dict[str, Any]) -> None:
        reader, message = query["from"]["id"], query["message"]
        if "ephemeral_message_id" in message:
            named = {
                "receiver_user_id": reader,
                "ephemeral_message_id": message["ephemeral_message_id"],
            }
            await bot.call("editEphemeralMessageText", chat_id=chat.id, text="Paid.", **named)
        else:
            await bot.call(
                "sendMessage",
                chat_id=chat.id,
                text="Your seat is held for 15 minutes.",
                reply_markup=PAY,
                ephemeral_message_parameters={
                    "receiver_user_id": reader,
                    "callback_query_id": query["id"],
                },
            )
        await bot.call("answerCallbackQuery", callback_query_id=query["id"])

    await street.bot.call("sendMessage", chat_id=chat.id, text="Lamp, 2 of 3", reply_markup=JOIN)
    return chat


async def test_only_who_pressed_sees_the_answer_and_presses_on(
    street: Street, desk: Desk, group: Chat
) -> None:
    mei, omar = [await desk.open_chat(one, group.id) for one in (street.mei, street.omar)]
    await mei.get_by_role("button", name="Join").click()
    whisper = mei.locator(".is-whisper")
    await expect(whisper).to_contain_text("Only you can see this")
    await expect(whisper).to_contain_text("Your seat is held")
    await desk.say(street.omar, "Is it a good lamp?")
    await desk.sees(street.mei, "Is it a good lamp?")
    await expect(omar.locator(".is-whisper")).to_have_count(0)
    await expect(mei.locator("[data-message]").last).to_contain_text("Is it a good lamp?")
    await whisper.get_by_role("button", name="Pay US$9.00").click()
    await expect(whisper).to_contain_text("Paid.")
    await expect(whisper.get_by_role("button", name="Pay US$9.00")).to_have_count(0)


async def test_its_menu_offers_only_to_copy_it(street: Street, desk: Desk, group: Chat) -> None:
    mei = await desk.open_chat(street.mei, group.id)
    await mei.get_by_role("button", name="Join").click()
    await mei.locator(".is-whisper .message-tools").click()
    await expect(desk.page.locator(".menu [data-action]")).to_have_count(1)
    await desk.choose("copy")
    copied = await desk.page.evaluate("navigator.clipboard.readText()")
    assert copied == "Your seat is held for 15 minutes."


async def test_a_page_that_is_opened_anew_has_lost_it(
    street: Street, desk: Desk, group: Chat
) -> None:
    lina = await desk.open_chat(street.lina, group.id)
    await lina.get_by_role("button", name="Join").click()
    await expect(lina.locator(".is-whisper")).to_contain_text("只有你能看到")
    await desk.page.reload()
    await expect(lina.get_by_role("button", name="Join")).to_be_visible()
    await expect(lina.locator(".is-whisper")).to_have_count(0)


async def test_a_deleted_one_is_gone(street: Street, desk: Desk, group: Chat) -> None:
    mei = await desk.open_chat(street.mei, group.id)
    await mei.get_by_role("button", name="Join").click()
    await expect(mei.locator(".is-whisper")).to_be_visible()
    [posted] = street.world.whispers.of(group.key)
    await street.bot.call(
        "deleteEphemeralMessage",
        chat_id=group.id,
        receiver_user_id=street.mei.id,
        ephemeral_message_id=posted.whisper,
    )
    await expect(mei.locator(".is-whisper")).to_have_count(0)


async def test_an_older_server_can_be_played(street: Street, desk: Desk) -> None:
    await desk.page.locator('[data-action="faults"]').click()
    await desk.choose("server-10-1")
    await street.world.until(lambda: street.world.whispers.spoken == "10.1")
    await desk.page.locator('[data-action="faults"]').click()
    chosen = desk.page.locator('.menu [data-action="server-10-1"]')
    await expect(chosen).to_have_attribute("aria-checked", "true")
