"""The change feed: small values that say what happened in the world, and who listens."""

import asyncio
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class MessageAdded:
    """A message appeared; `chat` is `Chat.key`."""

    chat: str
    message_id: int


@dataclass(frozen=True, slots=True)
class MessageEdited:
    """Text, media, keyboard or payment state of a message changed."""

    chat: str
    message_id: int


@dataclass(frozen=True, slots=True)
class MessageDeleted:
    """A message is gone."""

    chat: str
    message_id: int


@dataclass(frozen=True, slots=True)
class WhisperAdded:
    """An ephemeral message appeared."""

    chat: str
    number: int


@dataclass(frozen=True, slots=True)
class WhisperEdited:
    """An ephemeral message changed."""

    chat: str
    number: int


@dataclass(frozen=True, slots=True)
class WhisperDeleted:
    """An ephemeral message is gone."""

    chat: str
    number: int


@dataclass(frozen=True, slots=True)
class ChatsChanged:
    """The chat list of one person changed: a new chat, title, member, block, pin or command menu."""

    person_id: int


@dataclass(frozen=True, slots=True)
class Toasted:
    """The bot answered a press: show `text` (as an alert if `alert`) and open `url`; all may be empty."""

    person_id: int
    query_id: str
    text: str
    alert: bool
    url: str


@dataclass(frozen=True, slots=True)
class Acting:
    """A bot shows an action in a chat, such as "typing"; it fades after five seconds."""

    chat: str
    bot_id: int
    action: str


@dataclass(frozen=True, slots=True)
class InlineAnswered:
    """The bot answered an inline query; the results are at `world.inline.answer(query_id)`."""

    person_id: int
    query_id: str


@dataclass(frozen=True, slots=True)
class CheckoutChanged:
    """A checkout moved on; `state` is `CheckoutState.value`, `error` what the payer is told."""

    person_id: int
    checkout_id: str
    state: str
    error: str


@dataclass(frozen=True, slots=True)
class ChargeChanged:
    """A charge at the payment provider moved on; `state` is `ChargeState.value`."""

    charge_id: str
    state: str


@dataclass(frozen=True, slots=True)
class ClockWound:
    """The clock was wound to `now`."""

    now: datetime


@dataclass(frozen=True, slots=True)
class BotCalled:
    """A bot called a method; `error_code` is 0 when it was answered with ok, else the code."""

    bot_id: int
    method: str
    error_code: int


Change = (
    MessageAdded
    | MessageEdited
    | MessageDeleted
    | WhisperAdded
    | WhisperEdited
    | WhisperDeleted
    | ChatsChanged
    | Toasted
    | Acting
    | InlineAnswered
    | CheckoutChanged
    | ChargeChanged
    | ClockWound
    | BotCalled
)


def as_json(change: Change) -> dict[str, Any]:
    """A change as plain JSON values, with its kind under "kind" ("MessageAdded", ...)."""
    fields = {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(change).items()
    }
    return {"kind": type(change).__name__, **fields}


class Subscription:
    """An async iterator over changes from the moment it was made; a context manager that ends it."""

    def __init__(self, feed: "Feed") -> None:
        self._feed = feed
        self._waiting: asyncio.Queue[Change] = asyncio.Queue()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Change:
        return await self._waiting.get()

    async def gather(self) -> list[Change]:
        """All changes that have come by now, in their order; waits for the first of them."""
        gathered = [await self._waiting.get()]
        while not self._waiting.empty():
            gathered.append(self._waiting.get_nowait())
        return gathered

    def push(self, change: Change) -> None:
        """Called by the feed."""
        self._waiting.put_nowait(change)

    def close(self) -> None:
        """Stop listening; changes that were not read are forgotten."""
        self._feed.drop(self)


class Feed:
    """Hands every change to every subscription."""

    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []

    def subscribe(self) -> Subscription:
        """Listen from now on; close it (or use `with`) when done."""
        subscription = Subscription(self)
        self._subscriptions.append(subscription)
        return subscription

    def drop(self, subscription: Subscription) -> None:
        """Called by a subscription that is closed."""
        if subscription in self._subscriptions:
            self._subscriptions.remove(subscription)

    def publish(self, change: Change) -> None:
        """Tell everybody."""
        for subscription in self._subscriptions:
            subscription.push(change)
