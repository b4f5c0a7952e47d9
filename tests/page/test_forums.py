"""Group chats on the page: made with several people and a bot, with topics, privacy, and growing into supergroups."""

import asyncio
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, ViewportSize, expect

from sandbox.acts import pressing, rooms, talking, topics
from sandbox.world.chats import Chat, Kind
from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.fakebot import FakeBot
from tests.page.street import Desk, Street
from tests.page.test_looks import CONTRAST, fits


@pytest.fixture
def forum(street: Street) -> Chat:
    """A forum of Mei's with Omar, Lina and the bot, and two topics in it."""
    world, mei = street.world, street.mei.id
    chat = rooms.create(world, mei, "Neighbours", Kind.SUPERGROUP)
    for person in (street.omar, street.lina):
        rooms.add_person(world, mei, chat.id, person.id)
    rooms.add_bot(world, mei, chat.id, street.shop.id)
    topics.set_forum(world, mei, chat.id, on=True)
    for name in ("Fruit", "Tea"):
        topics.begin_topic(world, mei, chat.id, name)
    return chat


def tab(pane: Locator, name: str) -> Locator:
    """The tab of a topic."""
    return pane.get_by_role("tab", name=name)


def heard(street: Street) -> asyncio.Queue[dict[str, Any]]:
    """What people say to the bot comes into this queue."""
    said: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @street.bot.on("message")
    async def hear(_: FakeBot, message: dict[str, Any]) -> None:
        if "text" in message:
            said.put_nowait(message)

    return said


async def test_a_group_is_made_with_several_people_and_a_bot_as_a_member(
    street: Street, desk: Desk
) -> None:
    said = heard(street)
    pane = desk.pane(street.mei)
    await pane.locator('[data-action="new-room"]').click()
    await desk.choose("new-group")
    sheet = pane.get_by_role("dialog", name="New group")
    await sheet.get_by_label("Name").fill("Neighbours")
    for one in (street.omar, street.lina, street.shop):
        await sheet.locator(f'[data-pick="{one.id}"]').check()
    await sheet.get_by_role("button", name="Create group").click()
    await expect(pane.locator(".chat-subtitle")).to_have_text("4 members")
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("members")
    sheet = pane.get_by_role("dialog", name="Neighbours")
    await expect(sheet).to_contain_text("has no access to messages")
    await sheet.get_by_role("button", name="Close").click()
    await desk.say(street.mei, "nice weather")
    await desk.say(street.mei, "/deals@kaituan_bot")
    async with asyncio.timeout(10):
        heard_first = await said.get()
    assert heard_first["text"] == "/deals@kaituan_bot"
    [group] = [one for one in street.world.chats.of(street.omar.id) if not one.private]
    await desk.open_chat(street.omar, group.id)
    await desk.sees(street.omar, "nice weather")


async def test_a_topic_is_begun_talked_in_and_answered_where_one_stands(
    street: Street, forum: Chat, desk: Desk
) -> None:
    said = heard(street)
    pane = await desk.open_chat(street.mei, forum.id)
    await pane.locator('[data-action="new-topic"]').click()
    await pane.get_by_label("Name").fill("Olives")
    await pane.get_by_role("button", name="Create topic").click()
    await expect(tab(pane, "Olives")).to_have_attribute("aria-selected", "true")
    await expect(pane.locator('[data-service="topic"]')).to_have_text(
        "Mei Chen began the topic “Olives”"
    )
    await desk.say(street.mei, "/deals@kaituan_bot")
    async with asyncio.timeout(10):
        message = await said.get()
    assert message["is_topic_message"] is True
    thread = message["message_thread_id"]
    await street.bot.call(
        "sendMessage", chat_id=forum.id, text="Two left", message_thread_id=thread
    )
    await desk.sees(street.mei, "Two left")
    await tab(pane, "General").click()
    await expect(pane.locator("[data-message]", has_text="Two left")).to_have_count(0)
    other = await desk.open_chat(street.omar, forum.id)
    await expect(other.locator(".bubble-topic").last).to_have_text("Olives")
    await other.locator("[data-message]", has_text="Two left").hover()
    await other.locator('[data-action="message-menu"]').last.click()
    await desk.choose("reply")
    await desk.say(street.omar, "+1")
    async with asyncio.timeout(10):
        answer = await said.get()
    assert (answer["text"], answer["message_thread_id"]) == ("+1", thread)
    assert answer["reply_to_message"]["text"] == "Two left"


async def test_a_topic_counts_what_was_not_read_in_it(
    street: Street, forum: Chat, desk: Desk
) -> None:
    fruit, tea = forum.topics
    pane = await desk.open_chat(street.mei, forum.id)
    await tab(pane, "Fruit").click()
    talking.say(street.world, street.omar.id, forum.id, "oolong?", topic=tea)
    talking.say(street.world, street.omar.id, forum.id, "pears?", topic=fruit)
    await desk.sees(street.mei, "pears?")
    badge = tab(pane, "Tea").locator(".badge")
    await expect(badge).to_have_text("1")
    await expect(tab(pane, "Fruit").locator(".badge")).to_have_count(0)
    await tab(pane, "Tea").click()
    await desk.sees(street.mei, "oolong?")
    await expect(badge).to_have_count(0)


async def test_a_closed_topic_is_written_in_by_those_who_lead_only(
    street: Street, forum: Chat, desk: Desk
) -> None:
    pane, other = (
        await desk.open_chat(street.mei, forum.id),
        await desk.open_chat(street.omar, forum.id),
    )
    for one in (pane, other):
        await tab(one, "Fruit").click()
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("close-topic")
    await expect(other.get_by_text("This topic is closed")).to_be_visible()
    await expect(pane.get_by_role("textbox", name="Message")).to_be_visible()
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("delete-topic")
    await expect(tab(pane, "Fruit")).to_have_count(0)
    await expect(tab(other, "All")).to_have_attribute("aria-selected", "true")


async def test_privacy_is_switched_off_for_groups_to_come(street: Street, desk: Desk) -> None:
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("privacy")
    await expect(pane.locator(".toast")).to_contain_text("hears everything")
    assert street.shop.reads_all
    await pane.locator('[data-action="chat-menu"]').click()
    await expect(desk.page.locator('.menu [data-action="privacy"]')).to_contain_text("off")


async def test_a_basic_group_grows_up_under_everybodys_eyes(street: Street, desk: Desk) -> None:
    small = rooms.create(street.world, street.mei.id, "Few", Kind.GROUP)
    rooms.add_person(street.world, street.mei.id, small.id, street.omar.id)
    rooms.add_bot(street.world, street.mei.id, small.id, street.shop.id)
    pane = await desk.open_chat(street.mei, small.id)
    other = await desk.open_chat(street.omar, small.id)
    await pane.locator('[data-action="chat-menu"]').click()
    await desk.choose("upgrade")
    await street.world.until(lambda: small.migrated_to is not None)
    grown = small.migrated_to
    for one in (pane, other):
        await expect(one.locator(f'.chat[data-chat="{grown}"]')).to_be_visible()
        await expect(one.locator('[data-service="upgraded"]')).to_be_visible()
        await expect(one.locator(f'.chat-row[data-chat="{small.id}"]')).to_have_count(0)
    await desk.say(street.omar, "still here")
    await desk.sees(street.mei, "still here")


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["390", "1280"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_forum_fits_and_can_be_read(
    street: Street, forum: Chat, chromium: Browser, size: ViewportSize, scheme: str
) -> None:
    world, mei = street.world, street.mei.id
    for number in range(4):
        topics.begin_topic(world, mei, forum.id, f"Things that are rather long {number}")
    fruit = next(iter(forum.topics))
    card = talking.say(world, street.omar.id, forum.id, "Who wants pears?", topic=fruit)
    talking.say(world, street.lina.id, forum.id, "+2 大的", card.id)
    talking.say(world, mei, forum.id, "Good morning")
    async with desk_at(chromium, street.address, size, color_scheme=scheme) as desk:
        pane = await desk.open_chat(street.mei, forum.id)
        await desk.sees(street.mei, "Good morning")
        assert await fits(desk.page)
        poor = CONTRAST.replace("'.bubble-text,", "'.topic-tab, .bubble-topic, .bubble-text,")
        assert await desk.page.evaluate(poor) == []
        await tab(pane, "Fruit").click()
        await desk.sees(street.mei, "+2 大的")
        assert await desk.page.evaluate(poor) == []


async def test_a_button_in_a_topic_is_pressed_by_anybody(
    street: Street, forum: Chat, desk: Desk
) -> None:
    presses: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    @street.bot.on("callback_query")
    async def press(bot: FakeBot, query: dict[str, Any]) -> None:
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text="You are in")
        presses.put_nowait(query)

    fruit = next(iter(forum.topics))
    keys = {"inline_keyboard": [[{"text": "Join", "callback_data": "j"}]]}
    place = {"chat_id": forum.id, "message_thread_id": fruit}
    sent = await street.bot.call("sendMessage", **place, text="Pears", reply_markup=keys)
    pane = await desk.open_chat(street.omar, forum.id)
    await pane.get_by_role("button", name="Join").click()
    await expect(pane.locator(".toast")).to_have_text("You are in")
    pressing.press(street.world, street.lina.id, forum.id, sent["message_id"], 0)
    async with asyncio.timeout(10):
        both = [await presses.get(), await presses.get()]
    assert {one["from"]["id"] for one in both} == {street.omar.id, street.lina.id}
    assert {one["message"]["message_thread_id"] for one in both} == {fruit}
