"""What an adapter is given: a way to take a turn, and to tell where a card was shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from flows.events import Place, UserEvent
from flows.faces import Asks, Screen
from flows.replies import Reply


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that asks to pay, by its number; `reader`: who alone sees it, where it is a whisper.

    `invoice`: it is one, and not the words above it.
    """

    message_id: int
    asks: Asks
    reader: int = 0
    invoice: bool = False


class Door(Protocol):
    """The conversation, as an adapter sees it."""

    async def turn(self, event: UserEvent) -> Sequence[Reply]:
        """Take one turn and give its replies, in order, once it is committed.

        Raises whatever broke the turn: the adapter must then not acknowledge the event, so that it comes again.
        """

    async def shown(self, place: Place, message_id: int, screen: Screen) -> None:
        """A screen with `card_of` was sent as that message: keep it up to date from now on."""

    async def asked(self, place: Place, asked: Sequence[Asked]) -> None:
        """These messages were sent there: put them right once there is nothing to pay any more."""
