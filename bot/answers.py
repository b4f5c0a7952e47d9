"""What became of one call of the Bot API, in the same words for both libraries."""

import re
from dataclasses import dataclass
from typing import TypeAlias

_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Done:
    """It is done. `message_id` and `photo` (a file id) where a message came of it.

    `whisper`: its number where it is an ephemeral one; it has no message id then.
    """

    message_id: int | None = None
    photo: str | None = None
    whisper: int | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Telegram will not do it: its error code (400, 403 ...) and its words."""

    code: int
    reason: str


@dataclass(frozen=True, slots=True)
class TooMany:
    """Too many calls: nothing was done; `after` are the seconds to wait, where Telegram says so."""

    after: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """The group goes on as a supergroup under the number `chat`; nothing was done."""

    chat: int


@dataclass(frozen=True, slots=True)
class Failed:
    """No proper answer came. `maybe_done`: it may have been done nevertheless."""

    reason: str
    maybe_done: bool


Answer: TypeAlias = Done | Refused | TooMany | Moved | Failed


def broken(words: str) -> Answer:
    """An answer that is no answer: a 5xx, or a page of HTML instead of JSON.

    A gateway that says 500, 502 or 503 did not get it done. One that gave up waiting (504), or words
    that we cannot make out, leave it open.
    """
    if re.search(r"\b429\b|Too Many Requests", words):
        return TooMany(None)
    known = re.search(r"\b50[023]\b|Internal Server Error|Bad Gateway|Service Unavailable", words)
    return Failed(without_token(words), maybe_done=known is None)


def without_token(words: str) -> str:
    """Words of at most 300 characters with anything that looks like a bot's token taken out."""
    return _TOKEN.sub("***", words)[:300]
