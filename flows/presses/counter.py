"""Buttons of packing and handing out: ticks, the counter, lists of parcels, and the code that a buyer shows."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowToFetch:
    """What to fetch for all that is to pack, place by place."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowTicks:
    """The orders to pack, each with its tick."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetPacked:
    """An order lies ready (1) or does not after all (0); shown again is that `page` of ticks, or (-1) the order."""

    shop_id: int
    order_id: int
    packed: int
    page: int


@dataclass(frozen=True, slots=True)
class HandOutAt:
    """Stay at the counter of one pickup point (0: of any) and type order numbers."""

    shop_id: int
    point_id: int


@dataclass(frozen=True, slots=True)
class HandOutNow:
    """Hand out this order."""

    shop_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class TakeIn:
    """It was not handed out after all."""

    shop_id: int
    order_id: int


@dataclass(frozen=True, slots=True)
class PasteParcels:
    """Paste a list of order numbers, carriers and tracking numbers."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowCode:
    """The code of one's own order, large, to be shown at the counter."""

    order_id: int


PackingPress: TypeAlias = (
    ShowToFetch | ShowTicks | SetPacked | HandOutAt | HandOutNow | TakeIn | PasteParcels
)
"""What is done by those who pack."""

PackingQuestion: TypeAlias = HandOutAt | PasteParcels
"""Those that are answered by typing."""

TAGS: dict[str, type] = {
    "kpl": ShowToFetch,
    "kpt": ShowTicks,
    "kpp": SetPacked,
    "kha": HandOutAt,
    "khn": HandOutNow,
    "khu": TakeIn,
    "kpa": PasteParcels,
    "oc": ShowCode,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowToFetch, ShowTicks, ShowCode)
"""Those that only look around."""
