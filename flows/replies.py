"""What goes out: small frozen values that any messenger's adapter can render."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from catalog.money import Money
from flows.faces import Asks, Button, Picture, Screen
from flows.reactions import React


@dataclass(frozen=True, slots=True)
class Say:
    """A new message in the place of the event. `silent`: without a sound."""

    screen: Screen
    silent: bool = False
    kind: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class Edit:
    """The pressed message gets a new face; where it cannot be edited, it is said anew."""

    screen: Screen
    kind: Literal["edit"] = "edit"


@dataclass(frozen=True, slots=True)
class Amend:
    """An earlier message of ours in this place gets new words and buttons, its picture stays.

    It was true when it was said and is not any more; where it cannot be edited, it stays as it is.
    """

    screen: Screen
    message_id: int
    kind: Literal["amend"] = "amend"


@dataclass(frozen=True, slots=True)
class TakeAway:
    """An earlier message of ours in this place is taken away, if it still stands and is not too old for that."""

    message_id: int
    kind: Literal["take_away"] = "take_away"


@dataclass(frozen=True, slots=True)
class Toast:
    """A short plain text over the pressed button, or a box to confirm (`alert`). At most 200 characters."""

    text: str
    alert: bool = False
    kind: Literal["toast"] = "toast"


@dataclass(frozen=True, slots=True)
class Whisper:
    """A private word, in a shared chat, to whoever did this: nobody else ever sees `screen`.

    Tried in order: a message that only they see, in the place of the event, where it is a press or said to the bot
    alone (a press under such a message changes it); a new message in their `private` chat (the chat's number; 0: never
    met there); a press opens that chat with `start` as its payload, and typed words are answered with `aloud`,
    silently and for all to see (None: not at all). Without `start` a box over the button shows as much as fits of it.

    `toast`: a plain sentence over the button where one of the first two did it. In a private chat it is just said. At
    most one an answer.
    """

    screen: Screen
    private: int = 0
    start: str = ""
    toast: str = ""
    aloud: Screen | None = None
    kind: Literal["whisper"] = "whisper"


@dataclass(frozen=True, slots=True)
class ChatButton:
    """A native button that lets the reader pick one of the chats they lead, and brings the bot in with its rights.

    `request` comes back with `flows.events.ChatPicked`. A "channel" is one where the bot may post, edit and delete
    messages, a "group" one where it is a member.
    """

    label: str
    request: int
    wants: Literal["channel", "group"]


@dataclass(frozen=True, slots=True)
class OfferChats:
    """A new message of markup with chat buttons below the input field, and `cancel`, which is typed when pressed."""

    text: str
    choices: tuple[ChatButton, ...]
    cancel: str
    kind: Literal["offer_chats"] = "offer_chats"


@dataclass(frozen=True, slots=True)
class PutAway:
    """A new message of markup that takes the buttons below the input field away again."""

    text: str
    kind: Literal["put_away"] = "put_away"


@dataclass(frozen=True, slots=True)
class AskPayment:
    """An invoice. `token` comes back with the checkout and the payment. Plain texts, no markup.

    `asks`: what for; it is taken away once that is not kept any more.
    """

    title: str
    description: str
    token: str
    label: str
    amount: Money
    provider: str
    picture: Picture | None = None
    asks: Asks | None = None
    kind: Literal["ask_payment"] = "ask_payment"


@dataclass(frozen=True, slots=True)
class AnswerCheckout:
    """The answer to a checkout: go on (`refusal` None), or the sentence why not."""

    refusal: str | None = None
    kind: Literal["answer_checkout"] = "answer_checkout"


@dataclass(frozen=True, slots=True)
class SendDocument:
    """A file of ours as a new message, under `name`; `text` is markup beneath it, already escaped.

    It lies at `path` for as long as the errand runs that made it. No turn answers with it: an answer is kept and given
    again, and by then the file is gone. A turn owes an errand instead (see storage.errands).
    """

    path: str
    name: str
    text: str = ""
    buttons: tuple[tuple[Button, ...], ...] = ()
    kind: Literal["send_document"] = "send_document"


@dataclass(frozen=True, slots=True)
class InlineResult:
    """Something to drop into a chat: `title` and `line` (plain) say what it is, `screen` is the message it becomes.

    `id` (at most 64 bytes) comes back with `flows.events.InlineChosen`. `thumbnail`: an http(s) address, or "".
    """

    id: str
    title: str
    line: str
    screen: Screen
    thumbnail: str = ""


@dataclass(frozen=True, slots=True)
class InlineResults:
    """The answer to an inline question: at most 50 results, and `next_offset` where there are more.

    The messenger may give it again for `seconds`, where not `personal` to anybody. `button` stands above the results
    and leads into the bot, with `start` as its payload; "" is none.
    """

    results: tuple[InlineResult, ...]
    next_offset: str = ""
    seconds: int = 0
    personal: bool = True
    button: str = ""
    start: str = ""
    kind: Literal["inline_results"] = "inline_results"


Reply: TypeAlias = (
    Say
    | Edit
    | Amend
    | TakeAway
    | Toast
    | Whisper
    | OfferChats
    | PutAway
    | AskPayment
    | AnswerCheckout
    | SendDocument
    | InlineResults
    | React
)
