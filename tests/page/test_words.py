"""The messenger's own words are in the language of whoever holds it, as the bot's are."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import expect

from sandbox.acts import rooms, starting
from sandbox.page import service_lines
from sandbox.world.chats import Kind
from tests.page.fakebot import FakeBot
from tests.page.street import PROVIDER_TOKEN, Desk, Street

SIMPLIFIED = {
    "start": "开始",
    "menu": "菜单",
    "message": "消息",
    "pay": "支付 US$9.00",
    "title": "付款",
    "total": "合计",
    "paid": "已支付",
    "receipt": "收据",
    "line": "已支付 US$9.00 · One seat · 已冻结",
}
TRADITIONAL = {
    "start": "開始",
    "menu": "選單",
    "message": "訊息",
    "pay": "付款 US$9.00",
    "title": "付款",
    "total": "合計",
    "paid": "已付款",
    "receipt": "收據",
    "line": "已付款 US$9.00 · One seat · 已圈存",
}


@pytest.mark.parametrize(("language", "words"), [("zh-Hans", SIMPLIFIED), ("zh-Hant", TRADITIONAL)])
async def test_a_chinese_pane_speaks_chinese_from_start_to_receipt(
    street: Street, desk: Desk, language: str, words: dict[str, str]
) -> None:
    @street.bot.on("pre_checkout_query")
    async def agree(bot: FakeBot, query: dict[str, Any]) -> None:
        await bot.call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)

    await street.bot.call("setMyCommands", commands=[{"command": "deals", "description": "Deals"}])
    pane = desk.pane(street.lina)
    await pane.get_by_role("combobox").select_option(language)
    await street.world.until(
        lambda: street.world.people.get(street.lina.id).language_code == language
    )
    await pane.locator(f'.chat-row[data-chat="{street.shop.id}"]').click()
    await pane.get_by_role("button", name=words["start"], exact=True).click()
    await expect(pane.get_by_role("textbox", name=words["message"])).to_be_visible()
    await expect(pane.locator(".menu-pill")).to_have_text(words["menu"])
    await invoice(street)
    await pane.get_by_role("button", name=words["pay"]).click()
    sheet = pane.get_by_role("dialog", name=words["title"])
    await expect(sheet).to_contain_text(words["total"])
    await sheet.locator('[data-action="pay"]').click()
    await expect(sheet.locator('[data-outcome="paid"] h3')).to_have_text(words["paid"])
    await sheet.locator('[data-action="done"]').click()
    await expect(pane.get_by_role("button", name=words["receipt"])).to_be_visible()
    await expect(pane.locator("[data-receipt]")).to_have_text(words["line"])


async def test_a_pane_changes_its_words_with_its_language(street: Street, desk: Desk) -> None:
    starting.start(street.world, street.lina.id, street.shop.id)
    await street.bot.call("sendMessage", chat_id=street.lina.id, text="Hello")
    pane = await desk.open_chat(street.lina, street.shop.id)
    await expect(pane.get_by_role("textbox", name="消息")).to_be_visible()
    await expect(pane.locator(".chatlist-title").first).to_have_text("也在这里")
    await pane.get_by_role("combobox").select_option("en")
    await expect(pane.get_by_role("textbox", name="Message")).to_be_visible()
    await expect(pane.locator(".chatlist-title").first).to_have_text("Also here")


SCRIPTS = Path(__file__).parents[2] / "sandbox" / "page" / "static" / "scripts"
SAID = re.compile(r'(?:say\([\w.]+, |words\()"((?:[^"\\]|\\.)+)"')
SENTENCE = re.compile(r'\("\w+", "([^"]+)"')


def test_nothing_that_the_messenger_says_is_without_a_translation() -> None:
    table = (SCRIPTS / "chinese.js").read_text(encoding="utf-8")
    scripts = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS.glob("*.js"))
    said = {*SAID.findall(scripts), *SENTENCE.findall(inspect.getsource(service_lines))}
    assert len(said) > 100
    missing = {one for one in said if f'"{one}": [' not in table and f"\n  {one}: [" not in table}
    assert not missing


async def test_a_channel_is_made_and_read_in_chinese(street: Street, desk: Desk) -> None:
    pane = desk.pane(street.lina)
    await pane.get_by_role("button", name="新建群组或频道").click()
    await desk.choose("new-channel")
    sheet = pane.get_by_role("dialog", name="新建频道")
    await expect(sheet.get_by_role("button", name="关闭")).to_be_visible()
    await sheet.get_by_label("名称").fill("今日")
    await sheet.get_by_role("button", name="创建频道").click()
    await expect(pane.locator('[data-service="created"]')).to_have_text("频道已创建")
    await pane.get_by_role("button", name="聊天菜单").click()
    await expect(desk.page.locator('.menu [data-action="leave"]')).to_have_text("退出频道")


async def test_a_post_tells_times_in_the_language_of_its_words(street: Street, desk: Desk) -> None:
    deals = rooms.create(street.world, street.mei.id, "Deals", Kind.CHANNEL)
    rooms.add_bot(street.world, street.mei.id, deals.id, street.shop.id)
    rooms.join(street.world, street.lina.id, deals.id)
    soon = int(street.world.clock.now().timestamp()) + 2 * 86400
    when = f'<tg-time unix="{soon}" format="r">soon</tg-time>'
    for text in (f"Ends {when}", f"{when}结束", f"{when}結束"):
        await street.bot.call("sendMessage", chat_id=deals.id, text=text, parse_mode="HTML")
    for person in (street.lina, street.mei):
        pane = await desk.open_chat(person, deals.id)
        words = pane.locator(".bubble-text")
        await expect(words.nth(0)).to_have_text("Ends in 2 days")
        await expect(words.nth(1)).to_have_text("2天后结束")
        await expect(words.nth(2)).to_have_text(re.compile("2 ?天[后後]結束"))


async def test_a_message_without_a_sound_has_a_mark(street: Street, desk: Desk) -> None:
    starting.start(street.world, street.lina.id, street.shop.id)
    for silent in (False, True):
        await street.bot.call(
            "sendMessage",
            chat_id=street.lina.id,
            text="Good night" if silent else "Good morning",
            disable_notification=silent,
        )
    pane = await desk.open_chat(street.lina, street.shop.id)
    await expect(pane.locator("[data-message]", has_text="Good night")).to_be_visible()
    mark = pane.get_by_role("img", name="无声发送")
    await expect(mark).to_have_count(1)
    newest = pane.locator("[data-message]").last
    await expect(newest.get_by_role("img", name="无声发送")).to_be_visible()


async def invoice(street: Street) -> None:
    """The bot asks Lina for nine dollars."""
    await street.bot.call(
        "sendInvoice",
        chat_id=street.lina.id,
        title="One seat",
        description="Tea",
        payload="seat:1",
        provider_token=PROVIDER_TOKEN,
        currency="USD",
        prices=[{"label": "Tea", "amount": 900}],
    )
