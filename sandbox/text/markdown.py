"""Telegram's MarkdownV2, read strictly: https://core.telegram.org/bots/api#markdownv2-style."""

from dataclasses import dataclass

from aiogram.types import MessageEntity

from sandbox.text.markup import Draft, opened, unparsable

RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
MARKS = {
    "||": "spoiler",
    "__": "underline",
    "*": "bold",
    "_": "italic",
    "~": "strikethrough",
}


@dataclass(slots=True)
class _Open:
    mark: str
    entity: MessageEntity


@dataclass(slots=True)
class _Reader:
    source: str
    place: int
    draft: Draft
    stack: list[_Open]

    def at(self, words: str) -> bool:
        return self.source.startswith(words, self.place)

    @property
    def offset(self) -> int:
        return len(self.source[: self.place].encode())


def read_markdown(source: str) -> tuple[str, list[MessageEntity]]:
    """Plain text and entities. Raises Refusal 400 "can't parse entities: ..." for broken markup."""
    reader = _Reader(source, 0, Draft(), [])
    while reader.place < len(source):
        _step(reader)
    _end_quote(reader)
    if reader.stack:
        kind = reader.stack[-1].entity.type
        raise unparsable(f"Can't find end of {kind} entity at byte offset {reader.offset}")
    return reader.draft.result()


def _step(reader: _Reader) -> None:
    character = reader.source[reader.place]
    if reader.at("\\") and reader.place + 1 < len(reader.source):
        reader.draft.add(reader.source[reader.place + 1])
        reader.place += 2
    elif character == "`":
        _code(reader)
    elif reader.at("![") or character in "[]":
        _link(reader)
    elif mark := next((mark for mark in MARKS if reader.at(mark)), None):
        _mark(reader, mark)
    elif character == ">" and _at_line_start(reader):
        _quote(reader)
    elif character == "\n":
        _line_end(reader)
    elif character in RESERVED:
        raise unparsable(
            f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
        )
    else:
        reader.draft.add(character)
        reader.place += 1


def _mark(reader: _Reader, mark: str) -> None:
    reader.place += len(mark)
    if reader.stack and reader.stack[-1].mark == mark:
        reader.draft.close(reader.stack.pop().entity)
    elif any(opening.mark == mark for opening in reader.stack):
        raise unparsable(f"Can't find end of {reader.stack[-1].entity.type} entity")
    else:
        reader.stack.append(_Open(mark, opened(MARKS[mark], reader.draft)))


def _code(reader: _Reader) -> None:
    fence = "```" if reader.at("```") else "`"
    entity = opened("pre" if fence == "```" else "code", reader.draft)
    end = reader.place + len(fence)
    while end < len(reader.source) and not reader.source.startswith(fence, end):
        end += 2 if reader.source[end] == "\\" else 1
    if end >= len(reader.source):
        raise unparsable(f"Can't find end of {entity.type} entity at byte offset {reader.offset}")
    inside = reader.source[reader.place + len(fence) : end]
    if fence == "```" and "\n" in inside:
        language, _, rest = inside.partition("\n")
        entity.language, inside = language.strip() or None, rest
    reader.draft.add(inside.replace("\\`", "`").replace("\\\\", "\\"))
    reader.draft.close(entity)
    reader.place = end + len(fence)


def _link(reader: _Reader) -> None:
    if not reader.at("]"):
        mark = "![" if reader.at("![") else "["
        reader.stack.append(_Open(mark, opened("text_link", reader.draft)))
        reader.place += len(mark)
        return
    if not reader.stack or reader.stack[-1].mark not in ("[", "!["):
        raise unparsable("Character ']' is reserved and must be escaped with the preceding '\\'")
    opening = reader.stack.pop()
    end = reader.source.find(")", reader.place)
    if not reader.source.startswith("](", reader.place) or end < 0:
        raise unparsable(f"Can't find end of a URL at byte offset {reader.offset}")
    address = reader.source[reader.place + 2 : end].replace("\\", "")
    _aim(opening, address)
    reader.draft.close(opening.entity)
    reader.place = end + 1


def _aim(opening: _Open, address: str) -> None:
    entity = opening.entity
    if opening.mark == "[":
        entity.url = address
    elif address.startswith("tg://emoji?id="):
        entity.type, entity.custom_emoji_id = "custom_emoji", address.partition("id=")[2]
    else:
        raise unparsable("Custom emoji entity must contain a tg://emoji URL")


def _at_line_start(reader: _Reader) -> bool:
    return reader.place == 0 or reader.source[reader.place - 1] == "\n"


def _quote(reader: _Reader) -> None:
    reader.place += 1
    if not any(opening.mark == ">" for opening in reader.stack):
        reader.stack.append(_Open(">", opened("blockquote", reader.draft)))


def _line_end(reader: _Reader) -> None:
    if not reader.at("\n>"):
        _end_quote(reader)
    reader.draft.add("\n")
    reader.place += 1


def _end_quote(reader: _Reader) -> None:
    if reader.stack and reader.stack[-1].mark == ">":
        reader.draft.close(reader.stack.pop().entity)
