"""Buttons under a message as the Bot API's inline keyboard."""

from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from bot.rendering.markup import with_start_links
from flows.replies import Button, LinkButton, PressButton, ShareButton

Json: TypeAlias = dict[str, Any]


def keyboard(rows: Sequence[Sequence[Button]], username: str) -> Json | None:
    """The inline keyboard of these rows; None without any button. `username`: the bot's, for its links."""
    made = [[_button(button, username) for button in row] for row in rows if row]
    return {"inline_keyboard": made} if made else None


def _button(button: Button, username: str) -> Json:
    match button:
        case PressButton(label, wire, "plain"):
            return {"text": label, "callback_data": wire}
        case PressButton(label, wire, style):
            return {"text": label, "callback_data": wire, "style": style}
        case LinkButton(label, address):
            return {"text": label, "url": with_start_links(address, username)}
        case ShareButton(label, address, text):
            return {"text": label, "url": share_address(address, text, username)}


def share_address(address: str, text: str, username: str) -> str:
    """The address at which Telegram lets the reader pick a chat to pass `address` and `text` on to."""
    passed, words = (with_start_links(part, username) for part in (address, text))
    return f"https://t.me/share/url?url={quote(passed, safe='')}&text={quote(words, safe='')}"
