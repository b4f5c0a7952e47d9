"""Notices of payment as they stand in an update, read without a library: they must not depend on what it can read."""

from bot.incoming import event_id, kind_of
from bot.library import Update
from catalog.money import Money
from flows.events import Paid, Place, Sender


def carries_money(update: Update) -> bool:
    """Whether Telegram tells with this update that somebody has paid."""
    message = update.get("message")
    return isinstance(message, dict) and "successful_payment" in message


def payment_of(update: Update, bot: int) -> Paid:
    """The payment that an update tells of to the bot of this number (Bot API, SuccessfulPayment).

    Raises LookupError, TypeError or ValueError where it is not as Telegram writes it.
    """
    message = update["message"]
    paid, payer, chat = message["successful_payment"], message["from"], message["chat"]
    names = (payer["first_name"], payer.get("last_name"))
    return Paid(
        event_id(bot, int(update["update_id"])),
        Sender(
            int(payer["id"]),
            " ".join(name for name in names if name),
            payer.get("language_code"),
            payer.get("username"),
        ),
        Place(bot, int(chat["id"]), kind_of(chat["type"])),
        paid["invoice_payload"],
        Money(int(paid["total_amount"]), paid["currency"]),
        paid["provider_payment_charge_id"],
        paid["telegram_payment_charge_id"],
    )
