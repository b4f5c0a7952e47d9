"""Why a call came to nothing, in words for whoever starts a bot."""

import re

from bot.answers import Failed, Moved, Refused, TooMany

_CEREMONY = re.compile(
    r"^HTTP Client says - |\b[\w.]+(Error|Exception): | ssl:default|\[Errno -?\d+\] "
)
"""What the libraries write around the words: their own names, and those of exceptions."""


def in_words(answer: Refused | TooMany | Moved | Failed) -> str:
    """The answer as a part of a sentence, without a full stop."""
    match answer:
        case Refused(code, reason):
            return f"{code}, {_plain(reason)}"
        case TooMany():
            return "it had too many calls of this bot"
        case Moved(chat):
            return f"the group goes on as {chat}"
        case Failed(reason):
            return _plain(reason)


def _plain(reason: str) -> str:
    return " ".join(_CEREMONY.sub("", reason).split()).rstrip(".") or "no reason was given"
