"""From what a bot sends as text to what stands in the message: markup read, ends trimmed, length checked."""

from collections.abc import Callable

from aiogram.types import MessageEntity

from sandbox.text.detect import detect
from sandbox.text.html import read_html
from sandbox.text.markdown import read_markdown
from sandbox.text.utf16 import length
from sandbox.world.refusals import bad_request

READERS: dict[str, Callable[[str], tuple[str, list[MessageEntity]]]] = {
    "html": read_html,
    "markdownv2": read_markdown,
}


def formatted(
    source: str, parse_mode: object, entities: list[MessageEntity] | None, limit: int
) -> tuple[str, list[MessageEntity]]:
    """The text and its entities, also those Telegram finds by itself; the text may be empty.

    `parse_mode` that is no string means plain text. Raises Refusal 400 for broken markup, an unknown
    parse mode, and more than `limit` UTF-16 code units after reading the markup.
    """
    if isinstance(parse_mode, str) and parse_mode:
        reader = READERS.get(parse_mode.lower())
        if reader is None:
            raise bad_request("unsupported parse_mode")
        text, found = reader(source)
    else:
        text, found = source, [entity.model_copy() for entity in entities or ()]
        _check(found, length(source))
    text, found = _trim(text, found)
    if length(text) > limit:
        what = "message is too long" if limit == 4096 else "message caption is too long"
        raise bad_request(what)
    return text, detect(text, [entity for entity in found if entity.type != "unknown"])


def _check(entities: list[MessageEntity], size: int) -> None:
    for entity in entities:
        if entity.offset < 0 or entity.length < 0 or entity.offset + entity.length > size:
            raise bad_request("ENTITY_BOUNDS_INVALID")


def _trim(text: str, entities: list[MessageEntity]) -> tuple[str, list[MessageEntity]]:
    trimmed = text.strip()
    shift, size = len(text) - len(text.lstrip()), length(trimmed)
    kept = []
    for entity in entities:
        start = max(entity.offset - shift, 0)
        end = min(entity.offset + entity.length - shift, size)
        if end > start:
            kept.append(entity.model_copy(update={"offset": start, "length": end - start}))
    return trimmed, kept
