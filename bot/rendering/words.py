"""Calls that carry plain words instead of markup."""

from typing import Any

from bot.rendering.calls import Call
from bot.rendering.markup import plain


def without_markup(call: Call) -> Call:
    """The same call with its tags taken out: words without bold letters beat no words at all."""
    return Call(call.method, _plain(dict(call.arguments)))


def _plain(arguments: dict[str, Any]) -> dict[str, Any]:
    arguments.pop("parse_mode", None)
    for name in ("text", "caption"):
        if name in arguments:
            arguments[name] = plain(arguments[name])
    if "message_text" in arguments:
        arguments["message_text"] = plain(arguments["message_text"])
    if "input_message_content" in arguments:
        arguments["input_message_content"] = _plain(dict(arguments["input_message_content"]))
    if "results" in arguments:
        arguments["results"] = [_plain(dict(one)) for one in arguments["results"]]
    if "media" in arguments:
        arguments["media"] = _plain(dict(arguments["media"]))
    return arguments
