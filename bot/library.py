"""What Kaituan asks of a Telegram library, whichever it is."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from bot.answers import Answer, Failed, Refused, TooMany
from bot.incoming import Incoming
from bot.rendering.calls import Call

Update: TypeAlias = dict[str, Any]
"""An update as Telegram sends it, decoded from JSON and nothing more."""

WANTED = (
    "message",
    "channel_post",
    "callback_query",
    "pre_checkout_query",
    "my_chat_member",
    "inline_query",
    "chosen_inline_result",
)
"""The kinds of update that Kaituan understands (Bot API, getUpdates, allowed_updates)."""


@dataclass(frozen=True, slots=True)
class Me:
    """The bot's own number and its username, without the @; `inline`: its name can be typed into any chat."""

    number: int
    username: str
    inline: bool = False


class Api(Protocol):
    """One bot's way to call Telegram. Nothing here raises for what Telegram or the network does."""

    async def call(self, call: Call) -> Answer:
        """Make one call, once."""

    async def me(self) -> Me | Refused | TooMany | Failed:
        """Ask who the bot is; remembered once it is known."""

    async def updates(
        self, offset: int, seconds: int
    ) -> Sequence[Update] | Refused | TooMany | Failed:
        """Up to 100 updates from `offset` on, waiting up to `seconds` for the first.

        Asking with an offset tells Telegram to forget all updates before it.
        """

    async def download(self, file_id: str, most: int) -> bytes | Refused | TooMany | Failed:
        """The bytes of a file that somebody sent to the bot, at most `most` of them; more are Refused with 413."""

    async def close(self) -> None:
        """Close the connections."""


Saying: TypeAlias = Callable[[], Awaitable[None]]
"""Says what a turn answered."""

Receiver: TypeAlias = Callable[[Update], Awaitable[Saying]]
"""Takes one update through its turn, and gives the way to say its replies once that is committed.

Raises whatever broke the turn: the update is then to be delivered again.
"""

Reader: TypeAlias = Callable[[Update], Incoming]
"""Reads one update with the library's own types. Raises what the library raises where it cannot."""
