"""Cards that were left behind by a round: they come after the others, so that they starve none of them."""

from collections.abc import Sequence
from itertools import count
from typing import TypeAlias

from groupbuys.cards import Card
from groupbuys.coupons.cards import PacketCard
from groupbuys.dropped.copies import Copy
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.prompts.prompts import Prompt

Dropped: TypeAlias = Copy | DealCopy | PacketCard
"""What people dropped into chats of their own."""

Shared: TypeAlias = Card | Dropped | Prompt
"""Whatever is kept current: cards, what people dropped into chats, and what asks to pay."""

_Message: TypeAlias = tuple[int, int, int | str]
"""Bot, chat and number, or a copy's name: what tells one card from another."""


class Stragglers:
    """Remembers which cards of a group buy were left behind, and in which order.

    By this process alone: another one learns it by itself.
    """

    def __init__(self) -> None:
        self._left: dict[int, dict[_Message, int]] = {}
        self._times = count(1)

    def of(self, group: int) -> int:
        """How many cards of a group buy were left behind."""
        return len(self._left.get(group, ()))

    def last(self, group: int, cards: Sequence[Shared]) -> list[Shared]:
        """The cards in their order, but after all others those left behind: first whose last try is longest ago."""
        left = self._left.get(group, {})
        return sorted(cards, key=lambda card: left.get(_message(card), 0))

    def note(self, group: int, card: Shared, *, behind: bool) -> None:
        """What came of a card in this round."""
        if behind:
            self._left.setdefault(group, {})[_message(card)] = next(self._times)
        elif group in self._left:
            self._left[group].pop(_message(card), None)
            if not self._left[group]:
                del self._left[group]


def _message(card: Shared) -> _Message:
    number = card.message_id if isinstance(card, Card | Prompt) else card.inline_id
    return card.bot, card.chat, number
