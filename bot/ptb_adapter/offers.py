"""Inline results as objects of python-telegram-bot."""

from collections.abc import Mapping, Sequence
from typing import Any

from telegram import (
    InlineKeyboardMarkup,
    InlineQueryResult,
    InlineQueryResultArticle,
    InlineQueryResultCachedPhoto,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
)


def results(values: Sequence[Mapping[str, Any]]) -> list[InlineQueryResult]:
    """Results as the Bot API spells them, read."""
    return [_result(dict(value)) for value in values]


def button(value: Mapping[str, Any]) -> InlineQueryResultsButton:
    """The button above the results."""
    return InlineQueryResultsButton(value["text"], start_parameter=value["start_parameter"])


def _result(value: dict[str, Any]) -> InlineQueryResult:
    kind = value.pop("type")
    if "reply_markup" in value:
        value["reply_markup"] = InlineKeyboardMarkup.de_json(value["reply_markup"], None)
    if kind == "photo":
        return InlineQueryResultCachedPhoto(**value)
    content = dict(value.pop("input_message_content"))
    if "link_preview_options" in content:
        preview = content["link_preview_options"]
        content["link_preview_options"] = LinkPreviewOptions.de_json(preview, None)
    return InlineQueryResultArticle(
        input_message_content=InputTextMessageContent(**content), **value
    )
