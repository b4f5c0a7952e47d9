"""Answers to what a client waits for: a press and a checkout."""

from bot.rendering.calls import Call
from bot.rendering.markup import cut_plain, with_start_links
from flows.faces import START_LINK
from flows.replies import AnswerCheckout, Toast

TOAST_LIMIT = 200
"""Characters (Bot API, answerCallbackQuery)."""


def press_answer(query: str, toast: Toast | None) -> Call:
    """The answer to a press; without words it only ends the client's waiting."""
    if toast is None:
        return Call("answerCallbackQuery", {"callback_query_id": query})
    words = {"text": cut_plain(toast.text, TOAST_LIMIT), "show_alert": toast.alert}
    return Call("answerCallbackQuery", {"callback_query_id": query, **words})


def press_opens(query: str, start: str, username: str) -> Call:
    """The answer to a press that takes who pressed to the bot's private chat, with this payload."""
    address = with_start_links(START_LINK + start, username)
    return Call("answerCallbackQuery", {"callback_query_id": query, "url": address})


def checkout_answer(query: str, answer: AnswerCheckout) -> Call:
    """Go on with a payment, or the sentence why not."""
    if answer.refusal is None:
        return Call("answerPreCheckoutQuery", {"pre_checkout_query_id": query, "ok": True})
    return Call(
        "answerPreCheckoutQuery",
        {"pre_checkout_query_id": query, "ok": False, "error_message": answer.refusal},
    )
