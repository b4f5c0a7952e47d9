"""editEphemeralMessageText, ...Caption, ...Media, ...ReplyMarkup, deleteEphemeralMessage."""

from typing import Any

from aiogram import methods, types

from sandbox.api.desk import Desk, destination, given
from sandbox.api.keyboards import checked
from sandbox.api.methods.editing import NOTHING, UNCHANGED, same
from sandbox.api.methods.sending import TEXT_LIMIT, caption_of, media_content
from sandbox.api.whispering import check_room, find
from sandbox.text.formatted import formatted
from sandbox.world.messages import Posted
from sandbox.world.refusals import bad_request
from sandbox.world.whispering import change, remove

Named = (
    methods.EditEphemeralMessageText
    | methods.EditEphemeralMessageCaption
    | methods.EditEphemeralMessageMedia
    | methods.EditEphemeralMessageReplyMarkup
)


def edit_text(desk: Desk, call: methods.EditEphemeralMessageText) -> bool:
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


def edit_caption(desk: Desk, call: methods.EditEphemeralMessageCaption) -> bool:
    """Put other words under a picture or file; none takes them away."""
    posted = _own(desk, call)
    if posted.message.photo is None and posted.message.document is None:
        raise bad_request("there is no caption in the message to edit")
    return _apply(
        desk, call, posted, {"caption": None, "caption_entities": None, **caption_of(call)}
    )


def edit_media(desk: Desk, call: methods.EditEphemeralMessageMedia) -> bool:
    """Put a picture or file in place of another one, or of a text."""
    posted = _own(desk, call)
    content = media_content(desk, call.media)
    if given(getattr(call.media, "has_spoiler", None)):
        content["has_media_spoiler"] = True
    return _apply(desk, call, posted, {**NOTHING, **content})


def edit_markup(desk: Desk, call: methods.EditEphemeralMessageReplyMarkup) -> bool:
    """Put another inline keyboard under a message, or none."""
    return _apply(desk, call, _own(desk, call), {})


def delete(desk: Desk, call: methods.DeleteEphemeralMessage) -> bool:
    """Take an ephemeral message away."""
    chat = destination(desk, call.chat_id)
    check_room(chat)
    remove(desk.world, find(desk, chat, call, "message to delete not found"))
    return True


def _own(desk: Desk, call: Named) -> Posted:
    chat = destination(desk, call.chat_id)
    check_room(chat)
    return find(desk, chat, call, "message to edit not found")


def _apply(desk: Desk, call: Named, posted: Posted, changes: dict[str, Any]) -> bool:
    changes = {**changes, "reply_markup": checked(call.reply_markup)}
    if all(same(getattr(posted.message, name), value) for name, value in changes.items()):
        raise bad_request(UNCHANGED)
    change(desk.world, posted, changes)
    return True
