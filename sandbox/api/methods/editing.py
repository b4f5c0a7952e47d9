"""editMessageText, editMessageCaption, editMessageMedia, editMessageReplyMarkup."""

from typing import Any

from aiogram import methods, types

from sandbox.api.desk import Desk, destination, find_message, given
from sandbox.api.keyboards import checked
from sandbox.api.methods.sending import TEXT_LIMIT, caption_of, media_content
from sandbox.text.formatted import formatted
from sandbox.world.messages import Posted
from sandbox.world.posting import change, hand_out
from sandbox.world.refusals import bad_request

Edit = (
    methods.EditMessageText
    | methods.EditMessageCaption
    | methods.EditMessageMedia
    | methods.EditMessageReplyMarkup
)
UNCHANGED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)
NOTHING: dict[str, Any] = dict.fromkeys(
    (
        "text",
        "entities",
        "link_preview_options",
        "caption",
        "caption_entities",
        "photo",
        "document",
        "show_caption_above_media",
        "has_media_spoiler",
    )
)


def edit_text(desk: Desk, call: methods.EditMessageText) -> types.Message | bool:
    """Put other words in place of a text."""
    posted = _own(desk, call)
    if posted.message.text is None:
        raise bad_request("there is no text in the message to edit")
    text, entities = formatted(call.text or "", call.parse_mode, call.entities, TEXT_LIMIT)
    if not text:
        raise bad_request("message text is empty")
    changes: dict[str, Any] = {"text": text, "entities": entities or None}
    if isinstance(call.link_preview_options, types.LinkPreviewOptions):
        changes["link_preview_options"] = call.link_preview_options
    return _apply(desk, call, posted, changes)


def edit_caption(desk: Desk, call: methods.EditMessageCaption) -> types.Message | bool:
    """Put other words under a picture or file; none takes them away."""
    posted = _own(desk, call)
    if posted.message.photo is None and posted.message.document is None:
        raise bad_request("there is no caption in the message to edit")
    changes = {"caption": None, "caption_entities": None, **caption_of(call)}
    changes.setdefault("show_caption_above_media", None)
    return _apply(desk, call, posted, changes)


def edit_media(desk: Desk, call: methods.EditMessageMedia) -> types.Message | bool:
    """Put a picture or file in place of another one, or of a text."""
    posted = _own(desk, call)
    message = posted.message
    if message.text is None and message.photo is None and message.document is None:
        raise bad_request("message can't be edited")
    content = media_content(desk, call.media)
    if message.media_group_id and ("photo" in content) != (message.photo is not None):
        raise bad_request("can't use media of the specified type in the album")
    if given(getattr(call.media, "has_spoiler", None)):
        content["has_media_spoiler"] = True
    return _apply(desk, call, posted, {**NOTHING, **content})


def edit_markup(desk: Desk, call: methods.EditMessageReplyMarkup) -> types.Message | bool:
    """Put another inline keyboard under a message, or none."""
    return _apply(desk, call, _own(desk, call), {}, quiet=True)


def _own(desk: Desk, call: Edit) -> Posted:
    """The message a bot may edit. Raises Refusal 400."""
    if call.inline_message_id is not None:
        posted = desk.world.messages.inline(call.inline_message_id)
        if posted is None or posted.via_bot_id != desk.bot.id:
            raise bad_request("MESSAGE_ID_INVALID")
        return posted
    if call.chat_id is None:
        raise bad_request("chat_id is empty")
    chat = destination(desk, call.chat_id)
    posted = find_message(desk, chat, call.message_id, "message to edit not found")
    if posted.owner_id != desk.bot.id:
        raise bad_request("message can't be edited")
    return posted


def _apply(
    desk: Desk, call: Edit, posted: Posted, changes: dict[str, Any], *, quiet: bool = False
) -> types.Message | bool:
    invoice = posted.invoice is not None
    changes = {**changes, "reply_markup": checked(call.reply_markup, invoice=invoice)}
    if all(same(getattr(posted.message, name), value) for name, value in changes.items()):
        raise bad_request(UNCHANGED)
    change(desk.world, posted, changes, quiet=quiet)
    if call.inline_message_id is not None:
        return True
    chat = desk.world.chats.with_key(posted.chat_key)
    if chat is not None:
        hand_out(desk.world, chat, posted, edited=True)
    return posted.message


def same(old: object, new: object) -> bool:
    """Whether two field values look alike; uploads of the same bytes are the same picture."""
    if isinstance(old, list) and old and isinstance(old[0], types.PhotoSize):
        new_sizes = new if isinstance(new, list) else []
        return [size.file_unique_id for size in old] == [size.file_unique_id for size in new_sizes]
    if isinstance(old, types.Document) and isinstance(new, types.Document):
        return old.file_unique_id == new.file_unique_id
    return old == new
