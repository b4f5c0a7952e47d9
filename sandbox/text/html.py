"""Telegram's HTML, read strictly: https://core.telegram.org/bots/api#html-style."""

import re
from dataclasses import dataclass

from aiogram.types import MessageEntity

from sandbox.text.markup import Draft, opened, unparsable

PLAIN_TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-z]+));?")
TAG = re.compile(
    r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s+[^\s=<>/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))?)*)\s*(/?)>"
)
ATTRIBUTE = re.compile(r"([^\s=<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")


@dataclass(slots=True)
class _Open:
    tag: str
    entity: MessageEntity | None
    content_from: int


def read_html(source: str) -> tuple[str, list[MessageEntity]]:
    """Plain text and entities. Raises Refusal 400 "can't parse entities: ..." for broken markup."""
    draft, stack, place = Draft(), list[_Open](), 0
    for match in re.finditer(r"[<&]", source):
        if match.start() < place:
            continue
        draft.add(source[place : match.start()])
        read = _reference if match.group() == "&" else _tag
        place = read(source, match.start(), draft, stack)
    draft.add(source[place:])
    if stack:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{stack[-1].tag}"')
    return draft.result()


def _reference(source: str, place: int, draft: Draft, _: list[_Open]) -> int:
    match = REFERENCE.match(source, place)
    character = unescape(match) if match else None
    if match is None or character is None:
        draft.add("&")
        return place + 1
    draft.add(character)
    return match.end()


def unescape(match: re.Match[str]) -> str | None:
    """The character a reference such as &amp; or &#65; stands for; None when it stands for none."""
    hexadecimal, decimal, name = match.groups()
    if name:
        return NAMED.get(name)
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else None


def _tag(source: str, place: int, draft: Draft, stack: list[_Open]) -> int:
    match = TAG.match(source, place)
    offset = len(source[:place].encode())
    if match is None:
        tag = re.match(r"</?([a-zA-Z][^\s>/]*)", source[place:])
        if tag and ">" in source[place:]:
            raise unparsable(f'Unsupported start tag "{tag.group(1)}" at byte offset {offset}')
        raise unparsable(f"Unclosed start tag at byte offset {offset}")
    closing, name, attributes, _ = match.groups()
    if closing:
        _end(name.lower(), offset, draft, stack)
    else:
        _start(name.lower(), _attributes(attributes), offset, draft, stack)
    return match.end()


def _attributes(source: str) -> dict[str, str]:
    found = {}
    for match in ATTRIBUTE.finditer(source):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found[match.group(1).lower()] = REFERENCE.sub(lambda m: unescape(m) or m.group(), value)
    return found


def _start(
    tag: str, attributes: dict[str, str], offset: int, draft: Draft, stack: list[_Open]
) -> None:
    inside_pre = stack[-1] if stack and stack[-1].tag == "pre" else None
    if tag == "code" and inside_pre and inside_pre.content_from == draft.size:
        language = attributes.get("class", "")
        if language.startswith("language-") and inside_pre.entity is not None:
            inside_pre.entity.language = language.removeprefix("language-")
        stack.append(_Open(tag, None, draft.size))
        return
    entity = _entity(tag, attributes, draft)
    if entity is None:
        raise unparsable(f'Unsupported start tag "{tag}" at byte offset {offset}')
    stack.append(_Open(tag, entity, draft.size))


def _entity(tag: str, attributes: dict[str, str], draft: Draft) -> MessageEntity | None:
    if tag in PLAIN_TAGS:
        return opened(PLAIN_TAGS[tag], draft)
    match tag:
        case "span" if attributes.get("class") == "tg-spoiler":
            return opened("spoiler", draft)
        case "a":
            return opened("text_link", draft, url=attributes.get("href", ""))
        case "blockquote":
            expandable = "expandable" in attributes
            return opened("expandable_blockquote" if expandable else "blockquote", draft)
        case "tg-emoji":
            if not attributes.get("emoji-id", "").isdecimal():
                raise unparsable("Invalid custom emoji identifier specified")
            return opened("custom_emoji", draft, custom_emoji_id=attributes["emoji-id"])
        case "tg-time":
            return _time(attributes, draft)
        case _:
            return None


def _time(attributes: dict[str, str], draft: Draft) -> MessageEntity:
    unix, style = attributes.get("unix", ""), attributes.get("format", "")
    if not (unix.isascii() and unix.isdecimal()):
        raise unparsable("Invalid date and time specified")
    if not TIME_FORMAT.fullmatch(style):
        raise unparsable("Invalid date and time format specified")
    return opened("date_time", draft, unix_time=int(unix), date_time_format=style or None)


def _end(tag: str, offset: int, draft: Draft, stack: list[_Open]) -> None:
    if not stack:
        raise unparsable(f"Unexpected end tag at byte offset {offset}")
    current = stack.pop()
    if current.tag != tag:
        raise unparsable(
            f'Unmatched end tag at byte offset {offset}, expected "</{current.tag}>", found "</{tag}>"'
        )
    if current.entity is None:
        return
    if current.entity.type == "text_link" and not current.entity.url:
        _link_itself(current, draft)
    draft.close(current.entity)


def _link_itself(current: _Open, draft: Draft) -> None:
    """A link without an address leads to its own text, if that is an address."""
    units = "".join(draft.pieces).encode("utf-16-le")
    text = units[current.content_from * 2 :].decode("utf-16-le")
    if current.entity is not None:
        current.entity.type = "text_link" if "." in text else "unknown"
        current.entity.url = text
