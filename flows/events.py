"""What comes in: small frozen values, made by an adapter from a messenger's update."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from catalog.money import Money
from flows.presses.every import Press

PlaceKind: TypeAlias = Literal["private", "group", "channel"]

ChatKind: TypeAlias = Literal["unsaid", "here", "private", "group", "channel"]

Stands: TypeAlias = Literal["posts", "silent", "gone"]
"""What a bot is in a group or channel: it may post there, is there and may not, or is not there."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who did it: the messenger's own number and words for them.

    `faceless`: a group or channel, through one of its people whom nobody sees; they are met by nothing that they say.
    """

    id: int
    name: str
    language: str | None = None
    username: str | None = None
    channel: str = "telegram"
    faceless: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers go. In a group chat the sender and the place are two different things.

    `bot` is the bot's own number, `chat` the chat's. `topic`: the topic of a forum, by the number of the message that
    began it; 0 where there are none, and in the one that every forum has from the start.
    """

    bot: int
    chat: int
    kind: PlaceKind = "private"
    topic: int = 0


@dataclass(frozen=True, slots=True)
class Command:
    """A command such as /start, its name without the slash and in lower case, and what stood behind it.

    `answers`: the number of the message that it replies to, 0 for none.
    `whisper`: the number of the message, where only the bot saw it; else 0.
    """

    id: str
    sender: Sender
    place: Place
    name: str
    argument: str = ""
    answers: int = 0
    whisper: int = 0


@dataclass(frozen=True, slots=True)
class Typed:
    """Words that somebody typed.

    `answers`: the number of the message that they reply to, 0 for none. `to_us` False: said in a group without
    addressing the bot, which hears such words only where its privacy mode is off or it is an administrator; only words
    that may mean something to it come at all (`flows.chats.phrases.is_ours`). `whisper`: as of a command. `message`:
    the number of their own message, 0 where it has none.
    """

    id: str
    sender: Sender
    place: Place
    text: str
    answers: int = 0
    to_us: bool = True
    whisper: int = 0
    message: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A photo that somebody sent; `source` names it as `flows.faces.Picture` does."""

    id: str
    sender: Sender
    place: Place
    source: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that somebody sent; `source` names it as `flows.faces.Picture` does, "telegram:" and a number.

    `name` and `media` (a type such as "text/csv") are the sender's own words and prove nothing; `size` in bytes, None
    where the messenger does not say.
    """

    id: str
    sender: Sender
    place: Place
    source: str
    name: str = ""
    size: int | None = None
    caption: str = ""
    media: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button under message `message_id`; `press` is None where its wire text is none that we speak today.

    `whisper`: the number of the message where only its reader sees it (`message_id` is 0 then); else 0.
    """

    id: str
    sender: Sender
    place: Place
    message_id: int
    press: Press | None
    whisper: int = 0


@dataclass(frozen=True, slots=True)
class Checkout:
    """The messenger asks, moments before it takes the money, whether the invoice still stands."""

    id: str
    sender: Sender
    place: Place
    token: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Paid:
    """Money was taken for the invoice `token`: `charge` is the provider's number, `receipt` the messenger's.

    `provider`: whose charge it is by its name in the books, where the notice says so; "" in the messenger's own.
    """

    id: str
    sender: Sender
    place: Place
    token: str
    amount: Money
    charge: str
    receipt: str
    provider: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody blocked the bot (`reachable` False) or let it back in."""

    id: str
    sender: Sender
    place: Place
    reachable: bool


@dataclass(frozen=True, slots=True)
class ChatPicked:
    """Somebody picked a chat with a native button (`flows.replies.ChatButton`) whose number was `request`.

    Telegram lets them pick only one that has what the button asked for. `username` without the @, "" where none is.
    """

    id: str
    sender: Sender
    place: Place
    request: int
    chat: int
    title: str = ""
    username: str = ""


@dataclass(frozen=True, slots=True)
class InlineAsked:
    """Somebody typed the bot's name and `words` into a chat of theirs and waits for what it offers.

    `place` is their private chat with the bot, where nothing may ever have been said; of the chat itself only its
    kind is known: "here" is that private chat. `offset`: what `flows.replies.InlineResults` gave for the next page.
    """

    id: str
    sender: Sender
    place: Place
    words: str
    offset: str = ""
    chat: ChatKind = "unsaid"


@dataclass(frozen=True, slots=True)
class InlineChosen:
    """Somebody dropped a result into a chat; `message` names it there, "" where it cannot be edited."""

    id: str
    sender: Sender
    place: Place
    result: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class StandingChanged:
    """What the bot may do in the group or channel `place` was changed by `sender`."""

    id: str
    sender: Sender
    place: Place
    stands: Stands
    title: str
    username: str = ""


@dataclass(frozen=True, slots=True)
class ChatMoved:
    """The group `place` became a supergroup and goes on under the number `to`; it speaks for itself as `sender`."""

    id: str
    sender: Sender
    place: Place
    to: int


@dataclass(frozen=True, slots=True)
class ChatRenamed:
    """The group or channel `place` has another title; it speaks for itself as `sender`."""

    id: str
    sender: Sender
    place: Place
    title: str


RoomEvent: TypeAlias = StandingChanged | ChatMoved | ChatRenamed
"""What happens to a group or channel itself, whoever did it."""

UserEvent: TypeAlias = (
    Command
    | Typed
    | Photo
    | Document
    | Pressed
    | Checkout
    | Paid
    | Reached
    | ChatPicked
    | InlineAsked
    | InlineChosen
    | RoomEvent
)
"""`id` is unique across channels and bots, and the same when the messenger delivers the event again."""
