"""Buttons that make a poster: of a group buy, for those in it, and of a deal, for those who keep its shop."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AskPoster:
    """A poster of this group buy: type what is to stand on it."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class PlainPoster:
    """A poster of this group buy without words of one's own."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class AskDealPoster:
    """A poster of a deal: type what is to stand on it."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class PlainDealPoster:
    """A poster of a deal without words."""

    shop_id: int
    deal_id: int


PosterPress: TypeAlias = AskPoster | PlainPoster
"""What is for those in a group buy."""

DealPosterPress: TypeAlias = AskDealPoster | PlainDealPoster
"""What is for those who work in a shop (`shop_id`), each according to their role (see flows.desk.rights)."""

TAGS: dict[str, type] = {
    "ptr": AskPoster,
    "ptp": PlainPoster,
    "dpr": AskDealPoster,
    "dpp": PlainDealPoster,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (PlainPoster, PlainDealPoster)
"""Those that only look around: such a turn takes no write lock."""
