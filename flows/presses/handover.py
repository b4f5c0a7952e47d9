"""Buttons about where goods go: the buyer's choice, and the ways and pickup points of a shop."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class WhereTo:
    """Say where a seat ("s") or an order ("o") goes; `page` of the pickup points."""

    what: str
    id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PickUpAt:
    """It is picked up at that point."""

    what: str
    id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class TypeDetail:
    """Type the "name", "phone", "address" or "note" of a delivery."""

    what: str
    id: int
    field: str


@dataclass(frozen=True, slots=True)
class WithoutNote:
    """A delivery needs no note."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class SameAsLast:
    """It is delivered to where something was delivered last."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class ForgetAddress:
    """Forget where something was delivered last."""


@dataclass(frozen=True, slots=True)
class ToggleAsk:
    """A delivery asks buyers for that, or does so no more."""

    shop_id: int
    field: str


@dataclass(frozen=True, slots=True)
class ShowPoint:
    """One pickup point as its shop's keepers see it."""

    shop_id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class EditPoint:
    """Type a pickup point's "name", "address" or "hours" anew."""

    shop_id: int
    point_id: int
    field: str


@dataclass(frozen=True, slots=True)
class ClearHours:
    """A pickup point says nothing about its hours."""

    shop_id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class ClosePointNow:
    """Close a pickup point although people wait for something there."""

    shop_id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class ShowOrdersAt:
    """What is to pack for one pickup point, for delivery (0), or for who has not said where (-1)."""

    shop_id: int
    point_id: int
    page: int = 0


WherePress: TypeAlias = WhereTo | PickUpAt | TypeDetail | WithoutNote | SameAsLast | ForgetAddress
"""What buyers do."""

PointPress: TypeAlias = (
    ToggleAsk | ShowPoint | EditPoint | ClearHours | ClosePointNow | ShowOrdersAt
)
"""What is for those who work in a shop."""

TAGS: dict[str, type] = {
    "wt": WhereTo,
    "wp": PickUpAt,
    "wd": TypeDetail,
    "wn": WithoutNote,
    "wl": SameAsLast,
    "wf": ForgetAddress,
    "dat": ToggleAsk,
    "dps": ShowPoint,
    "dpe": EditPoint,
    "dph": ClearHours,
    "dpc": ClosePointNow,
    "doa": ShowOrdersAt,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowOrdersAt, ShowPoint)
"""Those that only look around: such a turn takes no write lock."""
