"""A door that tells the scheduler of every turn, so that what a turn owes is paid at once."""

from collections.abc import Callable, Sequence

from flows.door import Asked, Door
from flows.events import Place, UserEvent
from flows.faces import Screen
from flows.replies import Reply


class AttentiveDoor:
    """Passes everything on to `door`; calls `after` when a turn is over."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self.after: Callable[[], None] = lambda: None

    async def turn(self, event: UserEvent) -> Sequence[Reply]:
        """Take one turn (see flows.door.Door)."""
        try:
            return await self._door.turn(event)
        finally:
            self.after()

    async def shown(self, place: Place, message_id: int, screen: Screen) -> None:
        """Keep a card up to date from now on."""
        await self._door.shown(place, message_id, screen)

    async def asked(self, place: Place, asked: Sequence[Asked]) -> None:
        """Remember what asks to pay."""
        await self._door.asked(place, asked)
