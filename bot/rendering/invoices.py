"""A request for payment as an invoice of the Bot API."""

from bot.rendering.calls import Call
from bot.rendering.markup import cut_plain
from bot.rendering.screens import is_address
from flows.replies import AskPayment

TITLE_LIMIT = 32
DESCRIPTION_LIMIT = 255
"""Characters (Bot API, sendInvoice)."""


def invoice(chat: int, asked: AskPayment, provider_token: str, *, picture: bool = True) -> Call:
    """An invoice; too long words are cut, and only a picture with an http address can be shown."""
    arguments = {
        "chat_id": chat,
        "title": cut_plain(asked.title, TITLE_LIMIT),
        "description": cut_plain(asked.description or asked.title, DESCRIPTION_LIMIT),
        "payload": asked.token,
        "provider_token": provider_token,
        "currency": asked.amount.currency,
        "prices": [{"label": asked.label, "amount": asked.amount.minor}],
    }
    if picture and asked.picture is not None and is_address(asked.picture):
        arguments["photo_url"] = asked.picture.source
    return Call("sendInvoice", arguments)
