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
    if "media" in arguments:
        arguments["media"] = _plain(dict(arguments["media"]))
    return arguments
