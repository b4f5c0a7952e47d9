"""Buttons under a message as the Bot API's inline keyboard."""

from collections.abc import Sequence
from typing import Any, TypeAlias
from urllib.parse import quote

from bot.rendering.markup import with_start_links
from flows.faces import Button, CopyButton, LinkButton, PressButton, ShareButton
from flows.replies import ChatButton, OfferChats

Json: TypeAlias = dict[str, Any]


def keyboard(
    rows: Sequence[Sequence[Button]], username: str, *, inline: bool = False
) -> Json | None:
    """The inline keyboard of these rows; None without any button. `username`: the bot's, for its links.

    `inline`: the bot's name can be typed into any chat, so that cards are shared live.
    """
    made = [[_button(button, username, inline) for button in row] for row in rows if row]
    return {"inline_keyboard": made} if made else None


NO_RIGHTS = dict.fromkeys(
    (
        *("is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats"),
        *("can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users"),
        *("can_post_stories", "can_edit_stories", "can_delete_stories"),
        "can_send_welcome_messages",
    ),
    False,
)
"""Rights that have to be named even where they are not wanted (Bot API, ChatAdministratorRights)."""

POSTING: Json = {
    **NO_RIGHTS,
    "can_post_messages": True,
    "can_edit_messages": True,
    "can_delete_messages": True,
}
"""Exactly what the bot needs in a channel: to post, and to keep its posts true for as long as they stand."""


def chat_keyboard(offer: OfferChats) -> Json:
    """Native buttons below the input field that let the reader pick a chat, and one to leave it."""
    rows = [[_chat_button(button)] for button in offer.choices]
    return {
        "keyboard": [*rows, [{"text": offer.cancel}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


def _chat_button(button: ChatButton) -> Json:
    """Whoever picks must be able to make administrators in a channel, or to bring members into a group.

    Telegram lets nobody ask for more rights for the bot than it asks of the person.
    """
    wanted: Json = {"request_id": button.request, "request_title": True, "request_username": True}
    if button.wants == "channel":
        wanted |= {
            "chat_is_channel": True,
            "user_administrator_rights": {**POSTING, "can_promote_members": True},
            "bot_administrator_rights": POSTING,
        }
    else:
        wanted |= {
            "chat_is_channel": False,
            "user_administrator_rights": {**NO_RIGHTS, "can_invite_users": True},
            "bot_is_member": True,
        }
    return {"text": button.label, "request_chat": wanted}


_ANY_CHAT: Json = {
    "allow_user_chats": True,
    "allow_group_chats": True,
    "allow_channel_chats": True,
}
"""A chat with another bot is nobody who could join."""


def _button(button: Button, username: str, inline: bool) -> Json:  # noqa: FBT001 - of one call only
    match button:
        case PressButton(label, wire, "plain"):
            return {"text": label, "callback_data": wire}
        case PressButton(label, wire, style):
            return {"text": label, "callback_data": wire, "style": style}
        case LinkButton(label, address):
            return {"text": label, "url": with_start_links(address, username)}
        case CopyButton(label, text):
            return {"text": label, "copy_text": {"text": with_start_links(text, username)}}
        case ShareButton(label, query=str(query)) if inline and query:
            return {"text": label, "switch_inline_query_chosen_chat": {"query": query, **_ANY_CHAT}}
        case ShareButton(label, address, text):
            return {"text": label, "url": share_address(address, text, username)}


def share_address(address: str, text: str, username: str) -> str:
    """The address at which Telegram lets the reader pick a chat to pass `address` and `text` on to."""
    passed, words = (with_start_links(part, username) for part in (address, text))
    return f"https://t.me/share/url?url={quote(passed, safe='')}&text={quote(words, safe='')}"
