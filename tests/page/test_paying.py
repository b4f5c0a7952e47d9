"""Invoices, test cards and what the receipt says afterwards (promise 20)."""

from typing import Any

import pytest
from playwright.async_api import Locator, expect

from sandbox.world.changes import ChargeChanged
from tests.page.fakebot import FakeBot
from tests.page.street import PROVIDER_TOKEN, Desk, Street


@pytest.fixture
async def invoice(street: Street, desk: Desk) -> Locator:
    """Mei's pane with an open invoice; the bot agrees to every checkout."""

    @street.bot.on("pre_checkout_query")
    async def agree(bot: FakeBot, query: dict[str, Any]) -> None:
        await bot.call("answerPreCheckoutQuery", pre_checkout_query_id=query["id"], ok=True)

    await street.bot.call(
        "sendInvoice",
        chat_id=street.mei.id,
        title="One seat",
        description="Money is taken only when the group is full.",
        payload="seat:1",
        provider_token=PROVIDER_TOKEN,
        currency="EUR",
        prices=[{"label": "Tea", "amount": 1250}, {"label": "Delivery", "amount": 300}],
    )
    return await desk.open_chat(street.mei, street.shop.id)


async def pay_with(pane: Locator, behaviour: str) -> None:
    """Open the payment sheet, choose a card, pay."""
    await pane.get_by_role("button", name="Pay €15.50").click()
    sheet = pane.get_by_role("dialog", name="Payment")
    await expect(sheet).to_contain_text("Delivery")
    await sheet.locator(f'[data-card="{behaviour}"]').check()
    await sheet.locator('[data-action="pay"]').click()


async def test_a_good_card_pays_and_the_receipt_follows_the_money(
    street: Street, invoice: Locator
) -> None:
    await pay_with(invoice, "approved")
    await expect(invoice.locator('[data-outcome="paid"]')).to_contain_text("€15.50")
    await invoice.get_by_role("button", name="Done").click()
    line = invoice.locator("[data-receipt]")
    await expect(line).to_have_text("Paid €15.50 · One seat · on hold")
    charge = next(iter(street.world.provider))
    street.world.provider.capture(charge)
    street.world.publish(ChargeChanged(charge.id, charge.state.value))
    await expect(line).to_contain_text("charged")
    street.world.provider.refund(charge, None, street.world.clock.now())
    street.world.publish(ChargeChanged(charge.id, charge.state.value))
    await expect(line).to_contain_text("refunded")
    await invoice.get_by_role("button", name="Receipt").click()
    await expect(invoice.get_by_role("dialog", name="Receipt")).to_contain_text("refunded")


async def test_a_declined_card_says_so_and_another_one_may_be_tried(
    street: Street, invoice: Locator
) -> None:
    await pay_with(invoice, "declined")
    failed = invoice.locator('[data-outcome="failed"]')
    await expect(failed).to_contain_text("Your card was declined.")
    assert not list(street.world.provider)
    await invoice.get_by_role("button", name="Try again").click()
    await invoice.locator('[data-card="approved"]').check()
    await invoice.locator('[data-action="pay"]').click()
    await expect(invoice.locator('[data-outcome="paid"]')).to_be_visible()


async def test_a_late_card_is_paid_now_and_known_to_the_bot_later(
    street: Street, invoice: Locator
) -> None:
    await pay_with(invoice, "late")
    await expect(invoice.locator('[data-outcome="paid"]')).to_contain_text("a minute")
    await expect(invoice.locator("[data-receipt]")).to_have_count(0)
    street.world.wind(60)
    await expect(invoice.locator("[data-receipt]")).to_contain_text("Paid €15.50")


async def test_a_bot_that_refuses_tells_the_payer_why(street: Street, invoice: Locator) -> None:
    @street.bot.on("pre_checkout_query")
    async def refuse(bot: FakeBot, query: dict[str, Any]) -> None:
        arguments = {"pre_checkout_query_id": query["id"], "ok": False}
        await bot.call("answerPreCheckoutQuery", **arguments, error_message="The group is full.")

    await pay_with(invoice, "approved")
    await expect(invoice.locator('[data-outcome="failed"]')).to_contain_text("The group is full.")


async def test_an_invoice_behind_a_link_is_paid_the_same_way(
    street: Street, desk: Desk, invoice: Locator
) -> None:
    link = await street.bot.call(
        "createInvoiceLink",
        title="Gift",
        description="A gift box",
        payload="gift:1",
        provider_token=PROVIDER_TOKEN,
        currency="EUR",
        prices=[{"label": "Gift", "amount": 900}],
    )
    await street.bot.call("sendMessage", chat_id=street.mei.id, text=link)
    await invoice.get_by_role("link", name=link).click()
    await invoice.get_by_role("button", name="Pay €9.00").click()
    await expect(invoice.locator('[data-outcome="paid"]')).to_be_visible()
    await invoice.get_by_role("button", name="Done").click()
    await desk.sees(street.mei, "Paid €9.00 · Gift")
