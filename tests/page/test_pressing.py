"""Buttons under messages: busy until answered, toasts, alerts, edits in place."""

import asyncio
from typing import Any

from playwright.async_api import expect

from tests.page.fakebot import FakeBot
from tests.page.street import Desk, Street


def keyboard(*rows: list[dict[str, Any]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": list(rows)}


async def test_a_press_is_busy_until_the_bot_answers_with_a_toast(
    street: Street, desk: Desk
) -> None:
    answer = asyncio.Event()

    @street.bot.on("callback_query")
    async def join(bot: FakeBot, query: dict[str, Any]) -> None:
        await answer.wait()
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="You are in!")

    key = {"text": "Join", "callback_data": "join:1", "style": "primary"}
    await street.bot.call(
        "sendMessage", chat_id=street.mei.id, text="Tea", reply_markup=keyboard([key])
    )
    pane = await desk.open_chat(street.mei, street.shop.id)
    button = pane.get_by_role("button", name="Join")
    await button.click()
    await expect(button).to_have_attribute("aria-busy", "true")
    answer.set()
    await expect(pane.locator("[data-toast]")).to_have_text("You are in!")
    await expect(button).to_have_attribute("aria-busy", "false")
    await expect(desk.pane(street.omar).locator("[data-toast]")).to_have_count(0)


async def test_an_alert_waits_for_its_reader_and_gives_the_focus_back(
    street: Street, desk: Desk
) -> None:
    @street.bot.on("callback_query")
    async def refuse(bot: FakeBot, query: dict[str, Any]) -> None:
        arguments = {"callback_query_id": query["id"], "text": "Sold out.", "show_alert": True}
        await bot.call("answerCallbackQuery", **arguments)

    key = {"text": "Join", "callback_data": "join:1"}
    await street.bot.call(
        "sendMessage", chat_id=street.mei.id, text="Tea", reply_markup=keyboard([key])
    )
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="Join").press("Enter")
    alert = pane.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Sold out.")
    await desk.page.keyboard.press("Escape")
    await expect(alert).to_have_count(0)
    await expect(pane.get_by_role("button", name="Join")).to_be_focused()


async def test_a_card_is_edited_where_it_stands_for_everybody_who_sees_it(
    street: Street, desk: Desk
) -> None:
    sent = await street.bot.call("sendMessage", chat_id=street.mei.id, text="1 of 3 people")
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="something newer")
    pane = await desk.open_chat(street.mei, street.shop.id)
    card = pane.locator(f'[data-message="{sent["message_id"]}"]')
    await expect(card).to_contain_text("1 of 3 people")
    street.world.wind(60)
    await street.bot.call(
        "editMessageText",
        chat_id=street.mei.id,
        message_id=sent["message_id"],
        text="2 of 3 people",
        reply_markup=keyboard([{"text": "Leave", "callback_data": "leave", "style": "danger"}]),
    )
    await expect(card).to_contain_text("2 of 3 people")
    await expect(card).to_contain_text("edited")
    await expect(card.get_by_role("button", name="Leave")).to_be_visible()
    await expect(pane.locator("[data-message]").last).to_contain_text("something newer")


async def test_a_deleted_message_is_gone(street: Street, desk: Desk) -> None:
    sent = await street.bot.call("sendMessage", chat_id=street.mei.id, text="a mistake")
    pane = await desk.open_chat(street.mei, street.shop.id)
    card = pane.locator("[data-message]", has_text="a mistake")
    await expect(card).to_be_visible()
    await street.bot.call("deleteMessage", chat_id=street.mei.id, message_id=sent["message_id"])
    await expect(card).to_have_count(0)


async def test_disabled_and_copying_buttons_do_what_they_say(street: Street, desk: Desk) -> None:
    rows = keyboard(
        [{"text": "Sold out", "disabled": {}}],
        [{"text": "Copy link", "copy_text": {"text": "https://t.me/kaituan_bot?start=i_7"}}],
    )
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Tea", reply_markup=rows)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await expect(pane.get_by_role("button", name="Sold out")).to_be_disabled()
    await pane.get_by_role("button", name="Copy link").click()
    await expect(pane.locator("[data-toast]")).to_have_text("Copied")
    copied = await desk.page.evaluate("navigator.clipboard.readText()")
    assert copied == "https://t.me/kaituan_bot?start=i_7"


async def test_commands_stand_in_the_menu_in_the_persons_language(
    street: Street, desk: Desk
) -> None:
    said: asyncio.Queue[str] = asyncio.Queue()

    @street.bot.on("message")
    async def hear(_: FakeBot, message: dict[str, Any]) -> None:
        said.put_nowait(message["text"])

    for code, about in (("", "Today's deals"), ("zh", "今日团购")):
        commands = [{"command": "deals", "description": about}]
        await street.bot.call("setMyCommands", commands=commands, language_code=code)
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Hello")
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("combobox").select_option("zh-Hans")
    await expect(pane.get_by_text("今天")).to_be_visible()
    await pane.get_by_role("button", name="菜单", exact=True).click()
    command = pane.get_by_role("option", name="/deals")
    await expect(command).to_contain_text("今日团购")
    await command.click()
    async with asyncio.timeout(10):
        while await said.get() != "/deals":
            pass


async def test_the_bots_own_keyboard_speaks_for_the_person(street: Street, desk: Desk) -> None:
    rows = {"keyboard": [[{"text": "My groups"}]], "resize_keyboard": True}
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Hi", reply_markup=rows)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="My groups").click()
    await expect(pane.locator(".message.is-out").last).to_contain_text("My groups")
    gone = {"remove_keyboard": True}
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Bye", reply_markup=gone)
    await expect(pane.get_by_role("button", name="My groups")).to_have_count(0)


async def test_one_sees_that_the_bot_is_typing(street: Street, desk: Desk) -> None:
    pane = await desk.open_chat(street.mei, street.shop.id)
    await street.bot.call("sendChatAction", chat_id=street.mei.id, action="typing")
    await expect(pane.locator(".chat-subtitle")).to_have_text("Kaituan is typing…")
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Here you are")
    await expect(pane.locator(".chat-subtitle")).to_have_text("bot")


async def test_a_row_under_a_finger_holds_still_until_it_is_let_go(
    street: Street, desk: Desk
) -> None:
    """News that come in the middle of a press would move the row away, and swallow it."""
    await desk.open_chat(street.omar, street.mei.id)
    row = desk.pane(street.mei).locator(f'.chat-row[data-chat="{street.omar.id}"]')
    await row.hover()
    await desk.page.mouse.down()
    await desk.say(street.omar, "Are you there?")
    await desk.sees(street.omar, "Are you there?")
    await expect(desk.pane(street.lina).locator(".chatlist")).to_be_visible()
    await desk.page.mouse.up()
    await expect(
        desk.pane(street.mei).locator(f'.chat[data-chat="{street.omar.id}"]')
    ).to_be_visible()
    await desk.sees(street.mei, "Are you there?")
