"""Telling the conversation what stands where now: cards to be kept current, and messages that ask to pay."""

import logging
from collections.abc import Sequence

from flows.door import Asked, Door
from flows.events import Place
from flows.faces import Screen

logger = logging.getLogger(__name__)


async def shown(door: Door, place: Place, message_id: int, screen: Screen) -> None:
    """A screen was sent as that message; one that is no card is nothing to remember."""
    if screen.card_of is None:
        return
    try:
        await door.shown(place, message_id, screen)
    except Exception:
        logger.exception("a card in chat %s is shown but not known", place.chat)


async def asked(door: Door, place: Place, messages: Sequence[Asked]) -> None:
    """These messages ask to pay; where that cannot be written down they stand, and pressing them is refused."""
    if not messages:
        return
    try:
        await door.asked(place, messages)
    except Exception:
        logger.exception("what asks to pay in chat %s is not known", place.chat)
