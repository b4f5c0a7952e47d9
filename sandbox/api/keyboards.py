"""Checking keyboards as strictly as Telegram does."""

from urllib.parse import urlsplit

from aiogram import types

from sandbox.world.messages import Keyboard
from sandbox.world.refusals import Refusal, bad_request

ACTIONS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)
STYLES = frozenset({None, "danger", "success", "primary"})
MAX_BUTTONS = 100
AnyMarkup = types.InlineKeyboardMarkup | Keyboard


def split(
    markup: AnyMarkup | None, *, invoice: bool = False, private: bool = True
) -> tuple[types.InlineKeyboardMarkup | None, Keyboard | None]:
    """The inline keyboard and the reply keyboard of a message, checked; one of them at most.

    `private`: it stands in a private chat, where alone chats can be asked for.
    """
    if isinstance(markup, types.InlineKeyboardMarkup):
        return checked(markup, invoice=invoice), None
    if markup is not None and "keyboard" in (markup.model_extra or {}):
        raise bad_request("can't parse reply keyboard markup: a button is not as it should be")
    if isinstance(markup, types.ReplyKeyboardMarkup):
        _check_reply(markup, private=private)
    return None, markup


def checked(
    markup: types.InlineKeyboardMarkup | None, *, invoice: bool = False
) -> types.InlineKeyboardMarkup | None:
    """The inline keyboard without empty rows; None when nothing is left. Raises Refusal 400."""
    if markup is None:
        return None
    rows = [row for row in markup.inline_keyboard if row]
    buttons = [button for row in rows for button in row]
    if len(buttons) > MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    for place, button in enumerate(buttons):
        _check_button(button, may_pay=invoice and place == 0)
    if invoice and buttons and not buttons[0].pay:
        raise bad_request("the first button of an invoice must be a Pay button")
    return types.InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _check_button(button: types.InlineKeyboardButton, *, may_pay: bool) -> None:
    if not button.text.strip():
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed: empty")
    chosen = [name for name in ACTIONS if getattr(button, name) is not None]
    if not chosen:
        raise _unparsable("Text buttons are unallowed in the inline keyboard")
    if len(chosen) > 1:
        raise _unparsable(f"exactly one action is allowed, not {' and '.join(chosen)}")
    if button.style not in STYLES:
        raise _unparsable("invalid button style specified")
    if button.callback_data is not None and not 1 <= len(button.callback_data.encode()) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if button.url is not None:
        check_url(button.url)
    if button.web_app is not None and not button.web_app.url.startswith("https://"):
        raise bad_request("inline keyboard button Web App URL is invalid: only HTTPS is allowed")
    if button.copy_text is not None and not 1 <= len(button.copy_text.text) <= 256:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.pay is not None and not may_pay:
        raise bad_request("BUTTON_POS_INVALID")


def check_url(url: str) -> None:
    """Refuse addresses that no client could open. Raises Refusal 400."""
    parts = urlsplit(url if "://" in url else f"http://{url}")
    host = parts.hostname or ""
    if parts.scheme in ("ton", "tg") and parts.netloc:
        return
    if parts.scheme not in ("http", "https"):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: unsupported URL protocol"
        )
    if not host or " " in url or ("." not in host and host != "localhost"):
        raise bad_request(
            f"inline keyboard button URL '{url}' is invalid: wrong HTTP URL specified"
        )


def _check_reply(markup: types.ReplyKeyboardMarkup, *, private: bool) -> None:
    buttons = [button for row in markup.keyboard for button in row]
    if not buttons:
        raise bad_request("reply markup must have at least one button")
    if any(not button.text.strip() for button in buttons):
        raise bad_request("can't parse keyboard button: button text must not be empty")
    for asked in filter(None, (button.request_chat for button in buttons)):
        _check_request(asked, private=private)


def _check_request(asked: types.KeyboardButtonRequestChat, *, private: bool) -> None:
    """Chats are asked for in private chats, and no more rights for the bot than the person must have."""
    if not private:
        raise bad_request("Chats can be requested in private chats only")
    if not -(2**31) <= asked.request_id < 2**31:
        raise bad_request(
            'can\'t parse keyboard button: Field "request_id" must be a 32-bit Number'
        )
    bots, users = asked.bot_administrator_rights, asked.user_administrator_rights
    named = (
        {right for right, value in bots.model_dump().items() if value is True} if bots else set()
    )
    held = (
        {right for right, value in users.model_dump().items() if value is True} if users else set()
    )
    if named - held:
        raise bad_request("ADMIN_RIGHTS_INVALID")


def _unparsable(reason: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {reason}")
