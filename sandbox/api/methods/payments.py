"""sendInvoice, createInvoiceLink, answerPreCheckoutQuery, refundStarPayment."""

from aiogram import methods, types

from sandbox.acts.paying import answer_checkout
from sandbox.api.desk import Desk, destination
from sandbox.api.keyboards import check_url
from sandbox.api.methods.sending import publish
from sandbox.world.invoices import STARS, Invoice
from sandbox.world.posting import post
from sandbox.world.refusals import Refusal, bad_request

SMALLEST = {"USD": 100, "EUR": 100, "TWD": 3000, "CNY": 700, "JPY": 150, "KRW": 1300, STARS: 1}
"""The smallest total per currency, about one US dollar, in its smallest units."""
LARGEST = {STARS: 100_000}
LARGEST_TOTAL = 999_999_99
INVOICE_NOTHING = "parameter {} is not part of this sandbox"


def send_invoice(desk: Desk, call: methods.SendInvoice) -> types.Message:
    """Ask to be paid, in a message with a Pay button."""
    chat = destination(desk, call.chat_id)
    invoice = invoice_of(desk, call, call.start_parameter or "")
    described = types.Invoice(
        title=invoice.title,
        description=invoice.description,
        start_parameter=invoice.start_parameter,
        currency=invoice.currency,
        total_amount=invoice.total,
    )
    if call.reply_markup is None:
        call.reply_markup = types.InlineKeyboardMarkup(
            inline_keyboard=[[types.InlineKeyboardButton(text="Pay", pay=True)]]
        )
    return publish(desk, chat, call, {"invoice": described}, invoice)


def create_invoice_link(desk: Desk, call: methods.CreateInvoiceLink) -> str:
    """Ask to be paid, behind a link that anybody may follow."""
    if call.subscription_period is not None:
        raise bad_request(INVOICE_NOTHING.format("subscription_period"))
    return desk.world.invoice_links.make(invoice_of(desk, call, ""))


def _is_known(desk: Desk, provider_token: str) -> bool:
    world = desk.world
    return world.provider.knows(provider_token) or world.stripe.behind(provider_token) is not None


def invoice_of(
    desk: Desk, call: methods.SendInvoice | methods.CreateInvoiceLink, start: str
) -> Invoice:
    """The terms of an invoice, checked. Raises Refusal 400."""
    _check_words(call)
    if call.is_flexible is True:
        raise bad_request(INVOICE_NOTHING.format("is_flexible"))
    invoice = Invoice(
        bot_id=desk.bot.id,
        title=call.title,
        description=call.description,
        payload=call.payload,
        provider_token=call.provider_token or "",
        currency=call.currency,
        prices=tuple(call.prices),
        photo_url=call.photo_url or "",
        start_parameter=start,
    )
    _check_money(invoice)
    if invoice.currency != STARS and not _is_known(desk, invoice.provider_token):
        raise bad_request("PAYMENT_PROVIDER_INVALID")
    if invoice.photo_url:
        check_url(invoice.photo_url)
    return invoice


def _check_words(call: methods.SendInvoice | methods.CreateInvoiceLink) -> None:
    if not 1 <= len(call.title) <= 32:
        raise bad_request("INVOICE_TITLE_INVALID: a title has 1 to 32 characters")
    if not 1 <= len(call.description) <= 255:
        raise bad_request("INVOICE_DESCRIPTION_INVALID: a description has 1 to 255 characters")
    if not 1 <= len(call.payload.encode()) <= 128:
        raise bad_request("INVOICE_PAYLOAD_INVALID")


def _check_money(invoice: Invoice) -> None:
    currency = invoice.currency
    if currency != STARS and not (len(currency) == 3 and currency.isascii() and currency.isupper()):
        raise bad_request("CURRENCY_INVALID")
    if currency == STARS and (len(invoice.prices) != 1 or invoice.provider_token):
        raise bad_request("STARS_INVOICE_INVALID: one price and no provider token")
    if not invoice.prices or any(not price.label for price in invoice.prices):
        raise bad_request("there must be at least one price, each with a label")
    least, most = SMALLEST.get(currency, 1), LARGEST.get(currency, LARGEST_TOTAL)
    if not least <= invoice.total <= most:
        raise bad_request("CURRENCY_TOTAL_AMOUNT_INVALID")


def answer_pre_checkout(desk: Desk, call: methods.AnswerPreCheckoutQuery) -> bool:
    """Agree to a payment, or not and say why; ten seconds after it was asked it is too late."""
    if not call.ok and not call.error_message:
        raise bad_request("error_message is required when ok is false")
    checkout = desk.world.checkouts.get(call.pre_checkout_query_id)
    if checkout is None or checkout.invoice.bot_id != desk.bot.id or not checkout.asking:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    answer_checkout(desk.world, checkout, ok=call.ok, error=call.error_message or "")
    return True


def refund_stars(desk: Desk, call: methods.RefundStarPayment) -> bool:
    """Give Stars back, once."""
    world = desk.world
    checkout = world.checkouts.charged_by(call.telegram_payment_charge_id)
    if (
        checkout is None
        or checkout.invoice.currency != STARS
        or checkout.invoice.bot_id != desk.bot.id
        or checkout.person_id != call.user_id
    ):
        raise bad_request("CHARGE_ID_INVALID")
    if checkout.refunded:
        raise Refusal(400, "Bad Request: CHARGE_ALREADY_REFUNDED")
    checkout.refunded = True
    refunded = types.RefundedPayment(
        total_amount=checkout.invoice.total,
        invoice_payload=checkout.invoice.payload,
        telegram_payment_charge_id=checkout.telegram_charge_id,
    )
    chat = world.chats.open_private(call.user_id, desk.bot.id)
    post(world, chat, call.user_id, {"refunded_payment": refunded})
    return True
