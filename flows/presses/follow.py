"""Buttons about a shop as shoppers see it, about following it, and about what shops write to their buyers."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowShop:
    """A shop's page, with one page of its live deals."""

    shop_id: int
    page: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True)
class ShowPlaces:
    """Where a shop hands its goods over, and when."""

    shop_id: int
    page: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """Hear of a shop's new deals from now on (1), or no more (0)."""

    shop_id: int
    on: int


@dataclass(frozen=True, slots=True)
class MuteShop:
    """Messages of a shop's own accord off (1) or on (0)."""

    shop_id: int
    off: int


@dataclass(frozen=True, slots=True)
class ShowFollowed:
    """The shops that the reader follows."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SetNews:
    """So many messages a day about new deals; 0 none, -1 one digest."""

    a_day: int


@dataclass(frozen=True, slots=True)
class WriteToBuyers:
    """Type a message to the buyers of a deal."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class SendLetter:
    """Send the message that was shown."""

    shop_id: int
    letter_id: int


FollowPress: TypeAlias = ShowShop | ShowPlaces | Follow | MuteShop | ShowFollowed | SetNews
"""What shoppers press."""

LetterPress: TypeAlias = WriteToBuyers | SendLetter
"""What is for those who work in a shop (`shop_id`)."""

TAGS: dict[str, type] = {
    "sh": ShowShop,
    "spp": ShowPlaces,
    "fo": Follow,
    "msh": MuteShop,
    "fs": ShowFollowed,
    "nw": SetNews,
    "dwb": WriteToBuyers,
    "dwl": SendLetter,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowShop, ShowPlaces, ShowFollowed)
"""Those that only look around: such a turn takes no write lock."""
