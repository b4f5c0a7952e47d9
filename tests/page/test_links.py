"""Links: they open the bot for whoever taps them, and travel from friend to friend."""

import asyncio
from typing import Any

from playwright.async_api import expect

from sandbox.acts import rooms, talking
from sandbox.world.chats import Kind
from tests.page.fakebot import FakeBot
from tests.page.street import Desk, Street

INVITE = "https://t.me/kaituan_bot?start=i_abc"
SHARE = "https://t.me/share/url?url=https%3A%2F%2Ft.me%2Fkaituan_bot%3Fstart%3Di_abc&text=Join%20me"


async def test_an_invite_from_a_friend_starts_the_bot_as_the_one_who_taps_it(
    street: Street, desk: Desk
) -> None:
    started: asyncio.Queue[tuple[int, str]] = asyncio.Queue()

    @street.bot.on("message")
    async def hear(_: FakeBot, message: dict[str, Any]) -> None:
        started.put_nowait((message["from"]["id"], message["text"]))

    talking.say(street.world, street.mei.id, street.lina.id, f"Come! {INVITE}")
    pane = await desk.open_chat(street.lina, street.mei.id)
    await pane.get_by_role("link", name=INVITE).click()
    await expect(pane.locator(".chat-title")).to_have_text("Kaituan")
    await pane.get_by_role("button", name="开始", exact=True).click()
    async with asyncio.timeout(10):
        while await started.get() != (street.lina.id, "/start i_abc"):
            pass
    await expect(pane.get_by_role("textbox", name="消息")).to_be_visible()


async def test_a_share_button_sends_the_invite_to_a_friend(street: Street, desk: Desk) -> None:
    rows = {"inline_keyboard": [[{"text": "Invite friends", "url": SHARE}]]}
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Open!", reply_markup=rows)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="Invite friends").click()
    picker = pane.get_by_role("dialog", name="Share with")
    await picker.locator(f'[data-pick="{street.omar.id}"]').click()
    await expect(pane.locator("[data-toast]")).to_have_text("Sent to Omar Farouk")
    friend = await desk.open_chat(street.omar, street.mei.id)
    await expect(friend.get_by_role("link", name=INVITE)).to_be_visible()
    await desk.sees(street.omar, "Join me")


async def test_an_inline_share_offers_cards_and_sends_one(street: Street, desk: Desk) -> None:
    @street.bot.on("inline_query")
    async def offer(bot: FakeBot, query: dict[str, Any]) -> None:
        card = {
            "type": "article",
            "id": "1",
            "title": f"Group for {query['query']}",
            "input_message_content": {"message_text": "<b>Tea</b> for three", "parse_mode": "HTML"},
            "reply_markup": {"inline_keyboard": [[{"text": "Join", "url": INVITE}]]},
        }
        await bot.call("answerInlineQuery", inline_query_id=query["id"], results=[card])

    rows = {"inline_keyboard": [[{"text": "Share", "switch_inline_query": "tea"}]]}
    await street.bot.call("sendMessage", chat_id=street.mei.id, text="Open!", reply_markup=rows)
    pane = await desk.open_chat(street.mei, street.shop.id)
    await pane.get_by_role("button", name="Share").click()
    await pane.locator(f'[data-sheet="picker"] [data-pick="{street.omar.id}"]').click()
    await expect(pane.get_by_role("textbox", name="Message")).to_have_value("@kaituan_bot tea")
    await pane.get_by_role("option", name="Group for tea").click()
    await desk.sees(street.mei, "Tea for three")
    friend = await desk.open_chat(street.omar, street.mei.id)
    await expect(friend.locator("[data-message]").last).to_contain_text("via @kaituan_bot")
    await friend.get_by_role("button", name="Join").click()
    await expect(friend.locator(".chat-title")).to_have_text("Kaituan")


async def test_more_offers_come_when_the_end_of_the_list_is_in_sight(
    street: Street, desk: Desk
) -> None:
    def card(number: int) -> dict[str, Any]:
        words = {"message_text": f"Card {number}"}
        title = {"title": f"Offer {number}", "description": "1/3 · €7.49 · closes Mar 3, 13:00"}
        return {"type": "article", "id": str(number), **title, "input_message_content": words}

    @street.bot.on("inline_query")
    async def offer(bot: FakeBot, query: dict[str, Any]) -> None:
        begin = int(query["offset"] or 0)
        page = [card(number) for number in range(begin, begin + 20)]
        onward = str(begin + 20) if begin < 40 else ""
        call = {"inline_query_id": query["id"], "results": page, "next_offset": onward}
        await bot.call("answerInlineQuery", **call)

    pane = await desk.open_chat(street.mei, street.omar.id)
    await pane.get_by_role("textbox", name="Message").fill("@kaituan_bot tea")
    offers = pane.locator(".result-title")
    for many in (20, 40, 60):
        await expect(offers).to_have_count(many)
        await offers.last.scroll_into_view_if_needed()
    await expect(offers).to_have_text([f"Offer {number}" for number in range(60)])
    await pane.get_by_role("option", name="Offer 30").click()
    await desk.sees(street.mei, "Card 30")


async def test_a_startgroup_link_brings_the_bot_into_a_chosen_group(
    street: Street, desk: Desk
) -> None:
    group = rooms.create(street.world, street.mei.id, "Neighbours", Kind.SUPERGROUP)
    link = "https://t.me/kaituan_bot?startgroup=g_7"
    talking.say(street.world, street.omar.id, street.mei.id, link)
    pane = await desk.open_chat(street.mei, street.omar.id)
    await pane.get_by_role("link", name=link).click()
    await pane.locator(f'[data-sheet="picker"] [data-pick="{group.id}"]').click()
    await desk.sees(street.mei, "/start@kaituan_bot g_7")
    assert group.has(street.shop.id)


async def test_a_public_channel_is_joined_from_its_link(street: Street, desk: Desk) -> None:
    channel = rooms.create(
        street.world, street.omar.id, "Deals of the day", Kind.CHANNEL, "dealsoftheday"
    )
    talking.say(street.world, street.omar.id, channel.id, "Tea for three")
    talking.say(street.world, street.omar.id, street.mei.id, "https://t.me/dealsoftheday")
    pane = await desk.open_chat(street.mei, street.omar.id)
    await pane.get_by_role("link", name="https://t.me/dealsoftheday").click()
    await pane.get_by_role("button", name="Join", exact=True).click()
    await expect(pane.get_by_text("You follow this channel")).to_be_visible()
    assert channel.has(street.mei.id)


async def test_a_link_to_elsewhere_opens_beside_the_page(street: Street, desk: Desk) -> None:
    elsewhere = f"{street.address}/page/static/seal.svg"
    talking.say(street.world, street.omar.id, street.mei.id, f"See {elsewhere}")
    pane = await desk.open_chat(street.mei, street.omar.id)
    async with desk.page.context.expect_page() as opened:
        await pane.get_by_role("link", name=elsewhere).click()
    beside = await opened.value
    assert beside.url == elsewhere
    assert await beside.evaluate("window.opener") is None
