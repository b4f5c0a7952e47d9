"""sendMessage, sendPhoto, sendDocument, sendMediaGroup, sendChatAction."""

from typing import Any
from uuid import uuid4

from aiogram import methods, types
from aiogram.client.default import Default
from aiogram.enums import ChatAction

from sandbox.api import media, whispering
from sandbox.api.desk import Desk, destination, given
from sandbox.api.keyboards import AnyMarkup, split
from sandbox.text.formatted import formatted
from sandbox.world.changes import Acting
from sandbox.world.chats import Chat
from sandbox.world.invoices import Invoice
from sandbox.world.posting import post
from sandbox.world.refusals import bad_request
from sandbox.world.threads import may_write, thread

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
Caption = dict[str, Any]


def send_message(desk: Desk, call: methods.SendMessage) -> types.Message:
    """Send words."""
    chat = destination(desk, call.chat_id)
    text, entities = formatted(call.text, call.parse_mode, call.entities, TEXT_LIMIT)
    if not text:
        raise bad_request("message text is empty")
    content: dict[str, Any] = {"text": text, "entities": entities or None}
    if isinstance(call.link_preview_options, types.LinkPreviewOptions):
        content["link_preview_options"] = call.link_preview_options
    return publish(desk, chat, call, content)


def send_photo(desk: Desk, call: methods.SendPhoto) -> types.Message:
    """Send a picture."""
    chat = destination(desk, call.chat_id)
    content = {**media.photo(desk, call.photo), **caption_of(call)}
    if given(call.has_spoiler):
        content["has_media_spoiler"] = True
    return publish(desk, chat, call, content)


def send_document(desk: Desk, call: methods.SendDocument) -> types.Message:
    """Send a file."""
    chat = destination(desk, call.chat_id)
    return publish(desk, chat, call, {**media.document(desk, call.document), **caption_of(call)})


def send_media_group(desk: Desk, call: methods.SendMediaGroup) -> list[types.Message]:
    """Send two to ten pictures, or two to ten files, as an album."""
    chat = destination(desk, call.chat_id)
    if not 2 <= len(call.media) <= 10:
        raise bad_request("wrong number of media in the album: 2-10 are allowed")
    kinds = {item.type for item in call.media}
    if len(kinds) != 1:
        raise bad_request("documents can't be mixed with other media types")
    contents = [media_content(desk, item) for item in call.media]
    album = {"media_group_id": str(uuid4().int >> 65)}
    return [publish(desk, chat, call, {**content, **album}) for content in contents]


def send_chat_action(desk: Desk, call: methods.SendChatAction) -> bool:
    """Show "typing" and the like for a moment."""
    chat = destination(desk, call.chat_id)
    threaded(desk, chat, call)
    if call.action not in set(ChatAction):
        raise bad_request("wrong parameter action in request")
    desk.world.publish(Acting(chat.key, desk.bot.id, str(call.action)))
    return True


def media_content(desk: Desk, item: object) -> dict[str, Any]:
    """A picture or file of an album or an edit, with its caption."""
    match item:
        case types.InputMediaPhoto():
            return {**media.photo(desk, item.media), **caption_of(item)}
        case types.InputMediaDocument():
            return {**media.document(desk, item.media), **caption_of(item)}
        case _:
            kind = getattr(item, "type", "of this type")
            raise bad_request(f"media {kind} is not part of this sandbox")


def caption_of(call: Any) -> Caption:
    """The caption fields of anything that has them."""
    if not call.caption:
        return {}
    text, entities = formatted(call.caption, call.parse_mode, call.caption_entities, CAPTION_LIMIT)
    caption: Caption = {"caption": text or None, "caption_entities": entities or None}
    if given(getattr(call, "show_caption_above_media", None)):
        caption["show_caption_above_media"] = True
    return caption


def publish(
    desk: Desk, chat: Chat, call: Any, content: dict[str, Any], invoice: Invoice | None = None
) -> types.Message:
    """Put a message of the bot into a chat, with the keyboard and reply that `call` asks for."""
    markup: AnyMarkup | None = getattr(call, "reply_markup", None)
    inline, keyboard = split(markup, invoice=invoice is not None, private=chat.private)
    content = {**content, "reply_markup": inline, **threaded(desk, chat, call)}
    protect: bool | Default | None = getattr(call, "protect_content", None)
    if given(protect):
        content["has_protected_content"] = True
    asked: types.EphemeralMessageParameters | None = getattr(call, whispering.PARAMETER, None)
    if asked is not None:
        return whispering.send(desk, chat, call, content, asked)
    extras: dict[str, Any] = {"keyboard": keyboard, "invoice": invoice, "silent": is_silent(call)}
    return post(desk.world, chat, desk.bot.id, content, **extras).message


def is_silent(call: Any) -> bool:
    """Whether nobody's phone is to ring."""
    return given(getattr(call, "disable_notification", None))


def threaded(desk: Desk, chat: Chat, call: Any) -> dict[str, Any]:
    """The fields that tell the topic and what is replied to, as `call` asks. Raises Refusal 400."""
    wanted: int | None = getattr(call, "message_thread_id", None)
    if wanted and wanted not in (chat.topics if chat.forum else {}):
        raise bad_request("message thread not found")
    placed = thread(desk.world, chat, wanted or None, _replied(desk, chat, call))
    topic = chat.topics.get(placed.get("message_thread_id", 0)) if chat.forum else None
    if topic is not None and not may_write(chat, topic, desk.bot.id):
        raise bad_request("TOPIC_CLOSED")
    return placed


def _replied(desk: Desk, chat: Chat, call: Any) -> types.Message | None:
    parameters: types.ReplyParameters | None = getattr(call, "reply_parameters", None)
    message_id = parameters.message_id if parameters else getattr(call, "reply_to_message_id", None)
    if message_id is None:
        return None
    posted = desk.world.messages.get(chat.key, message_id)
    if posted is not None:
        return posted.message
    lenient = parameters.allow_sending_without_reply if parameters else None
    if given(lenient) or given(getattr(call, "allow_sending_without_reply", None)):
        return None
    raise bad_request("message to be replied not found")
