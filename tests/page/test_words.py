"""The messenger's own words are in the language of whoever holds it, as the bot's are."""

from typing import Any

import pytest
from playwright.async_api import expect

from sandbox.acts import starting
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
