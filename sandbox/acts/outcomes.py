"""What a client does after a press on a button or a link: the page shows it, a test looks at it."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class QueryAsked:
    """The bot was asked; its answer comes as `Toasted` with this query id."""

    query_id: str


@dataclass(frozen=True, slots=True)
class ChatOpened:
    """A chat is shown. With `start` not None there is a Start button: press it by `starting.start`."""

    chat_id: int
    start: str | None = None


@dataclass(frozen=True, slots=True)
class JoinOffered:
    """A public group or channel the person is not in is shown; join by `rooms.join`."""

    chat_id: int


@dataclass(frozen=True, slots=True)
class GroupAsked:
    """The person picks a group for the bot to be added to by `rooms.add_bot`, with this payload."""

    bot_id: int
    payload: str
    admin: bool


@dataclass(frozen=True, slots=True)
class ShareOffered:
    """The person picks a chat and sends this text there."""

    text: str


@dataclass(frozen=True, slots=True)
class InlineOffered:
    """`@bot query` is put into the input field of this chat, or of one the person picks (None)."""

    bot_id: int
    query: str
    chat_id: int | None
    kinds: tuple[str, ...] = ("user", "bot", "group", "channel")


@dataclass(frozen=True, slots=True)
class PayOffered:
    """The payment sheet opens, for a message (`chat_id`, `message_id`) or a link (`slug`)."""

    chat_id: int | None
    message_id: int | None
    slug: str | None


@dataclass(frozen=True, slots=True)
class Copied:
    """The text is in the clipboard."""

    text: str


@dataclass(frozen=True, slots=True)
class Browsed:
    """A web page or web app opens."""

    url: str


@dataclass(frozen=True, slots=True)
class NothingHappened:
    """The button is disabled; `reason` is shown if there is one."""

    reason: str = ""


Outcome = (
    QueryAsked
    | ChatOpened
    | JoinOffered
    | GroupAsked
    | ShareOffered
    | InlineOffered
    | PayOffered
    | Copied
    | Browsed
    | NothingHappened
)


def as_json(outcome: Outcome) -> dict[str, Any]:
    """An outcome as plain JSON values, with its kind under "kind" ("QueryAsked", ...)."""
    return {"kind": type(outcome).__name__, **asdict(outcome)}
