"""What an invite's `source` says of where it was passed on: pure words."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["link", "card", "text", "chat", "other"]

TEXTS = ("f", "n", "w")
"""The ready texts: for family and friends, for neighbours, for people at work."""

_TEXT = "text"
_KINDS: dict[str, Kind] = {"inline": "card", _TEXT: "text", "chat": "chat"}


@dataclass(frozen=True, slots=True)
class Source:
    """Where an invite was passed on.

    `kind`: the plain "link" (and what carries it: a poster, a member's card), a "card" dropped by inline mode, a ready
    "text", a card in a "chat" that the bot is in, or something "other". `which`: of a card the first letter of the
    kind of chat, of a text one of TEXTS, else what stands there.
    """

    kind: Kind
    which: str = ""


def of_text(which: str) -> str:
    """The source of one of the ready texts."""
    return f"{_TEXT}:{which}"


def read(source: str) -> Source:
    """What a source says; one that this build does not know is "other"."""
    if not source:
        return Source("link")
    first, _, rest = source.partition(":")
    return Source(_KINDS.get(first, "other"), rest.partition(":")[0])
