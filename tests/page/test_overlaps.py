"""Nothing on the page is cut off at an edge, and no toast lies over what it is about."""

from typing import Any

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from sandbox.acts import rooms
from sandbox.world.chats import Kind
from tests.page.conftest import NARROW, WIDE, desk_at
from tests.page.fakebot import FakeBot
from tests.page.street import PROVIDER_TOKEN, Street

SIZES = [NARROW, WIDE]
LONG = "Who would like one of these lamps, and in which colour? " * 3
CUT = """pane => {
  const edge = pane.getBoundingClientRect();
  return [...pane.querySelectorAll('.message-tools')].filter((one) => {
    const at = one.getBoundingClientRect();
    return at.left < edge.left || at.right > edge.right;
  }).length;
}"""
OVERLAP = """pane => {
  const at = (name) => pane.querySelector(name).getBoundingClientRect();
  const toast = at('.toast'), sheet = at('.sheet');
  return Math.min(toast.bottom, sheet.bottom) - Math.max(toast.top, sheet.top);
}"""

SETTLED = """async pane => {
  const moving = [...pane.querySelectorAll('.sheet, .toast')].flatMap((one) => one.getAnimations());
  await Promise.all(moving.map((one) => one.finished));
}"""


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_what_can_be_done_with_a_message_is_never_cut_at_the_edge(
    street: Street, chromium: Browser, size: ViewportSize, scheme: str
) -> None:
    chat = rooms.create(street.world, street.mei.id, "Neighbours", Kind.SUPERGROUP)
    rooms.add_person(street.world, street.mei.id, chat.id, street.omar.id)
    rooms.add_bot(street.world, street.mei.id, chat.id, street.shop.id)
    async with desk_at(chromium, street.address, size, color_scheme=scheme) as desk:
        pane = await desk.open_chat(street.mei, chat.id)
        await street.bot.call("sendMessage", chat_id=chat.id, text=LONG)
        await desk.say(street.mei, LONG)
        await expect(pane.locator("[data-message]", has_text="Who would like")).to_have_count(2)
        await pane.locator(".message.is-in .bubble").last.hover()
        assert await pane.locator(".message-tools").count() >= 2
        assert await pane.evaluate(CUT) == 0


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_a_toast_leaves_the_payment_sheet_free(
    street: Street, chromium: Browser, size: ViewportSize, scheme: str
) -> None:
    @street.bot.on("callback_query")
    async def answer(bot: FakeBot, query: dict[str, Any]) -> None:
        said = "A place is kept for you: pay for it in our private chat, within 15 minutes."
        await bot.call("answerCallbackQuery", callback_query_id=query["id"], text=said)
        await bot.call(
            "sendInvoice",
            chat_id=street.mei.id,
            title="One seat",
            description="Money is taken only when the group is full.",
            payload="seat:1",
            provider_token=PROVIDER_TOKEN,
            currency="EUR",
            prices=[{"label": "Tea", "amount": 1250}, {"label": "Delivery", "amount": 300}],
        )

    async with desk_at(chromium, street.address, size, color_scheme=scheme) as desk:
        pane = await desk.open_chat(street.mei, street.shop.id)
        join = {"inline_keyboard": [[{"text": "Join", "callback_data": "join"}]]}
        await street.bot.call("sendMessage", chat_id=street.mei.id, text="Tea", reply_markup=join)
        await pane.get_by_role("button", name="Join").click()
        await expect(pane.locator(".toast")).to_be_visible()
        await pane.get_by_role("button", name="Pay €15.50").click()
        await expect(pane.get_by_role("dialog", name="Payment")).to_contain_text("Delivery")
        await pane.evaluate(SETTLED)
        assert await pane.evaluate(OVERLAP) <= 0
