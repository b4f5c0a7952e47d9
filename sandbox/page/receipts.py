"""What became of a payment: what the payer's receipt says, from the provider's books."""

from typing import Any

from aiogram.types import SuccessfulPayment

from sandbox.world.charges import Charge
from sandbox.world.checkouts import Checkout
from sandbox.world.messages import Posted
from sandbox.world.world import World


def charge_with(world: World, charge_id: str) -> Charge | None:
    """The provider's charge with this id; Stars have none."""
    return next((charge for charge in world.provider if charge.id == charge_id), None)


def receipt_json(world: World, payment: SuccessfulPayment) -> dict[str, Any]:
    """A payment with where its money is now; amounts in minor units."""
    charge = charge_with(world, payment.provider_payment_charge_id)
    checkout = world.checkouts.charged_by(payment.telegram_payment_charge_id)
    return {
        "title": checkout.invoice.title if checkout else "",
        "amount": payment.total_amount,
        "currency": payment.currency,
        "state": charge.state.value if charge else "",
        "captured": charge.captured if charge else payment.total_amount,
        "refunded": charge.refunded if charge else 0,
        "charge": payment.provider_payment_charge_id,
    }


def invoice_receipt(world: World, posted: Posted) -> dict[str, Any] | None:
    """The receipt behind an invoice that stands paid in a chat."""
    paid = next((c for c in world.checkouts if c.charge_id and _stands_at(c, posted)), None)
    if paid is None:
        return None
    payment = SuccessfulPayment(
        currency=paid.invoice.currency,
        total_amount=paid.invoice.total,
        invoice_payload=paid.invoice.payload,
        telegram_payment_charge_id=paid.telegram_charge_id,
        provider_payment_charge_id=paid.charge_id,
    )
    return receipt_json(world, payment)


def concerned(world: World, charge_id: str) -> list[Posted]:
    """The messages that show a charge: its invoice and its notices of payment."""
    checkout = next((c for c in world.checkouts if c.charge_id == charge_id), None)
    if checkout is None:
        return []
    chat = world.chats.find_private(checkout.person_id, checkout.invoice.bot_id)
    keys = {checkout.chat_key, chat.key if chat else ""} - {""}
    return [p for key in keys for p in world.messages.of(key) if _shows(p, checkout)]


def _shows(posted: Posted, checkout: Checkout) -> bool:
    payment = posted.message.successful_payment
    notice = payment is not None and payment.provider_payment_charge_id == checkout.charge_id
    return notice or _stands_at(checkout, posted)


def _stands_at(checkout: Checkout, posted: Posted) -> bool:
    return (checkout.chat_key, checkout.message_id) == (posted.chat_key, posted.id)
