"""Entities that Telegram finds by itself: commands, mentions, hashtags, links, addresses."""

import re

from aiogram.types import MessageEntity

from sandbox.text.utf16 import length

TLD = "com|org|net|me|io|dev|app|shop|store|info|example|test|tw|cn|jp|de|uk|fr|ru"
PATTERNS = {
    "url": re.compile(
        rf"(?:(?:https?|tg)://[^\s<>\"']+|(?<![\w@.])(?:[a-z0-9-]+\.)+(?:{TLD})\b(?:/[^\s<>\"']*)?)",
        re.IGNORECASE,
    ),
    "email": re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "mention": re.compile(r"(?<![\w@/])@[A-Za-z][A-Za-z0-9_]{2,31}\b"),
    "hashtag": re.compile(r"(?<![\w#/])#(?=\w*[^\W\d])\w+"),
    "cashtag": re.compile(r"(?<![\w$])\$[A-Z]{1,8}\b"),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z][A-Za-z0-9_]{2,31})?\b"),
}
OPAQUE = frozenset({"code", "pre", "text_link", "url", "email", "custom_emoji", "date_time"})


def detect(text: str, known: list[MessageEntity] | None = None) -> list[MessageEntity]:
    """`known` entities and the ones found in `text`, in the order of their offsets.

    Nothing is looked for inside code, links and the like.
    """
    entities = list(known or ())
    taken = [(e.offset, e.offset + e.length) for e in entities if e.type in OPAQUE]
    for kind, pattern in PATTERNS.items():
        for match in pattern.finditer(text):
            found = match.group().rstrip(".,;:!?)") if kind == "url" else match.group()
            start = length(text[: match.start()])
            end = start + length(found)
            if all(end <= low or high <= start for low, high in taken):
                taken.append((start, end))
                entities.append(MessageEntity(type=kind, offset=start, length=end - start))
    return sorted(entities, key=lambda e: (e.offset, -e.length))
