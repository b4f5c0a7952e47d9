"""Inline results as the contents of the message they become."""

from typing import Any

from aiogram import types

from sandbox.text.formatted import formatted
from sandbox.world.content import document_content, photo_content
from sandbox.world.files import StoredFile
from sandbox.world.refusals import bad_request
from sandbox.world.world import World


def result_content(world: World, result: types.InlineQueryResultUnion) -> dict[str, Any]:
    """Fields of the `Message` a result becomes. Raises Refusal for kinds the sandbox does not know."""
    match result:
        case types.InlineQueryResultArticle():
            content = _text(result.input_message_content)
        case types.InlineQueryResultPhoto():
            content = _media(result, photo_content(world.files.keep_url(result.photo_url)))
        case types.InlineQueryResultCachedPhoto():
            content = _media(result, photo_content(_stored(world, result.photo_file_id)))
        case types.InlineQueryResultDocument():
            stored = world.files.keep_url(result.document_url, "documents")
            content = _media(result, document_content(stored))
        case types.InlineQueryResultCachedDocument():
            stored = _stored(world, result.document_file_id)
            content = _media(result, document_content(stored))
        case _:
            raise bad_request(f"inline results of type {result.type} are not part of this sandbox")
    return {**content, "reply_markup": result.reply_markup}


def _text(content: types.InputMessageContentUnion) -> dict[str, Any]:
    if not isinstance(content, types.InputTextMessageContent):
        raise bad_request("this input_message_content is not part of this sandbox")
    text, entities = formatted(
        content.message_text, content.parse_mode, content.entities, limit=4096
    )
    shown: dict[str, Any] = {"text": text, "entities": entities or None}
    if isinstance(content.link_preview_options, types.LinkPreviewOptions):
        shown["link_preview_options"] = content.link_preview_options
    return shown


def _media(
    result: types.InlineQueryResultPhoto
    | types.InlineQueryResultCachedPhoto
    | types.InlineQueryResultDocument
    | types.InlineQueryResultCachedDocument,
    media: dict[str, Any],
) -> dict[str, Any]:
    if result.input_message_content is not None:
        return _text(result.input_message_content)
    if not result.caption:
        return media
    caption, entities = formatted(
        result.caption, result.parse_mode, result.caption_entities, limit=1024
    )
    return {**media, "caption": caption or None, "caption_entities": entities or None}


def _stored(world: World, file_id: str) -> StoredFile:
    stored = world.files.with_id(file_id)
    if stored is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return stored
