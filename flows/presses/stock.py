"""Buttons about a shop's stock: looking at it, restocking, counting, and when to be warned."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowStock:
    """What a shop has in stock, or (`product_id`) what it has of one product."""

    shop_id: int
    page: int = 0
    product_id: int = 0


@dataclass(frozen=True, slots=True)
class ShowCount:
    """One variant in the books."""

    shop_id: int
    variant_id: int


@dataclass(frozen=True, slots=True)
class Restock:
    """Type how many came in, or how many are there."""

    shop_id: int
    variant_id: int


@dataclass(frozen=True, slots=True)
class AddUnits:
    """So many came in; `seen` is the stamp of the books the button was shown with: pressed twice it is done once."""

    shop_id: int
    variant_id: int
    units: int
    seen: int


@dataclass(frozen=True, slots=True)
class CountUnits:
    """So many are there; `seen` as for AddUnits."""

    shop_id: int
    variant_id: int
    units: int
    seen: int


@dataclass(frozen=True, slots=True)
class StopCounting:
    """Nobody counts this variant any more."""

    shop_id: int
    variant_id: int


@dataclass(frozen=True, slots=True)
class WarnBelow:
    """Type below how many units the shop is to be told."""

    shop_id: int


StockPress: TypeAlias = (
    ShowStock | ShowCount | Restock | AddUnits | CountUnits | StopCounting | WarnBelow
)
"""What is done about stock."""

StockQuestion: TypeAlias = Restock | WarnBelow
"""Those that are answered by typing."""

TAGS: dict[str, type] = {
    "kst": ShowStock,
    "ksv": ShowCount,
    "ksr": Restock,
    "ksa": AddUnits,
    "ksc": CountUnits,
    "ksx": StopCounting,
    "ksw": WarnBelow,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowStock, ShowCount)
"""Those that only look around."""
