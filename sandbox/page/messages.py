"""Messages as the page's JSON: what a client draws, with addresses instead of file ids."""

from typing import Any, TypeGuard

from aiogram.types import (
    InaccessibleMessage,
    Message,
    MessageOriginChannel,
    MessageOriginChat,
    MessageOriginHiddenUser,
    MessageOriginUnion,
    MessageOriginUser,
)
from pydantic import BaseModel

from sandbox.page.accounts import account_json
from sandbox.page.receipts import invoice_receipt, receipt_json
from sandbox.page.service_lines import service_json
from sandbox.world.invoices import Invoice
from sandbox.world.messages import Posted
from sandbox.world.topics import topic_of
from sandbox.world.world import World

LOCAL = ("http://127.0.0.1", "http://localhost")


def message_json(world: World, posted: Posted) -> dict[str, Any]:
    """One message; texts and captions alike stand under "text", times are Unix seconds."""
    message = posted.message
    return {
        "chat": posted.chat_key,
        "id": posted.id,
        "owner": posted.owner_id,
        "from": account_json(world, posted.owner_id),
        "sender_chat": message.sender_chat.id if message.sender_chat else None,
        "topic": topic_of(message),
        "date": message.date.timestamp(),
        "edited": message.edit_date,
        "text": message.text or message.caption,
        "entities": _dumped(message.entities or message.caption_entities or []),
        "keys": _dumped(message.reply_markup.inline_keyboard) if message.reply_markup else None,
        "keyboard": _dumped(posted.keyboard),
        "paid": posted.paid,
        "silent": posted.silent,
        "reactions": list(posted.reactions.values()),
        "service": service_json(message),
        **_media(world, message),
        **_history(message),
        **_alone(posted),
        **_money(world, posted),
    }


def _alone(posted: Posted) -> dict[str, Any]:
    """An ephemeral message: its number, its reader, and where it stands between the others."""
    if not posted.whisper:
        return {}
    return {
        "id": -posted.whisper,
        "whisper": posted.whisper,
        "reader": posted.reader_id,
        "order": posted.after + 0.5,
    }


def _dumped(value: Any) -> Any:
    match value:
        case BaseModel():
            return value.model_dump(mode="json", exclude_none=True)
        case list() | tuple():
            return [_dumped(entry) for entry in value]
        case _:
            return value


def _media(world: World, message: Message) -> dict[str, Any]:
    if message.photo:
        size = message.photo[-1]
        return {
            "photo": {
                "url": file_url(world, size.file_id),
                "width": size.width,
                "height": size.height,
            }
        }
    if message.document is not None:
        document = message.document
        return {
            "document": {
                "url": file_url(world, document.file_id),
                "name": document.file_name or "File",
                "size": document.file_size,
            }
        }
    if message.contact is not None:
        name = " ".join(filter(None, (message.contact.first_name, message.contact.last_name)))
        return {"contact": {"name": name, "phone": message.contact.phone_number}}
    return {}


def file_url(world: World, file_id: str) -> str | None:
    """Where the browser gets a file; None for one that lies on a foreign host, which is not asked."""
    stored = world.files.with_id(file_id)
    if stored is None:
        return None
    return local_url(stored.url) if stored.data is None else f"/page/files/{file_id}"


def local_url(url: str | None) -> str | None:
    """The address if it is on this machine: the page loads nothing from anywhere else."""
    return url if url and url.startswith(LOCAL) else None


def _history(message: Message) -> dict[str, Any]:
    reply = message.reply_to_message
    return {
        "forward": _origin_name(message.forward_origin) if message.forward_origin else None,
        "via": message.via_bot.username if message.via_bot else None,
        "reply": _quoted(reply) if _is_answered(reply) else None,
    }


def _is_answered(reply: object) -> TypeGuard[Message]:
    """Whether somebody replied to it; the beginning of a topic only seems to be replied to."""
    return isinstance(reply, Message) and reply.forum_topic_created is None


def _quoted(message: Message | InaccessibleMessage) -> dict[str, Any]:
    if isinstance(message, InaccessibleMessage):
        return {"id": message.message_id, "name": "", "text": "", "photo": False}
    author = message.from_user.full_name if message.from_user else message.chat.full_name
    words = (message.text or message.caption or "")[:120]
    return {
        "id": message.message_id,
        "name": author,
        "text": words,
        "photo": bool(message.photo),
    }


def _origin_name(origin: MessageOriginUnion) -> str:
    match origin:
        case MessageOriginUser():
            return origin.sender_user.full_name
        case MessageOriginHiddenUser():
            return origin.sender_user_name
        case MessageOriginChat():
            return origin.sender_chat.full_name
        case MessageOriginChannel():
            return origin.chat.full_name


def _money(world: World, posted: Posted) -> dict[str, Any]:
    if posted.invoice is not None:
        receipt = invoice_receipt(world, posted) if posted.paid else None
        return {"invoice": invoice_json(posted.invoice), "receipt": receipt}
    if posted.message.successful_payment is not None:
        return {"receipt": receipt_json(world, posted.message.successful_payment)}
    refund = posted.message.refunded_payment
    if refund is not None:
        return {
            "receipt": {"amount": refund.total_amount, "currency": refund.currency, "state": ""}
        }
    return {}


def invoice_json(invoice: Invoice) -> dict[str, Any]:
    """The terms of an invoice, for its card and the payment sheet."""
    return {
        "title": invoice.title,
        "description": invoice.description,
        "currency": invoice.currency,
        "total": invoice.total,
        "prices": [{"label": price.label, "amount": price.amount} for price in invoice.prices],
        "photo_url": local_url(invoice.photo_url),
    }
