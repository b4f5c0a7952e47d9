"""Buttons about editing a deal that is published already."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class EditDeal:
    """A deal as a filled form, with what was changed so far."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class EditField:
    """Type one field of a deal anew; a price of that variant, or (0) of all."""

    shop_id: int
    deal_id: int
    field: str
    variant_id: int


@dataclass(frozen=True, slots=True)
class EmptyField:
    """One field of a deal says nothing any more."""

    shop_id: int
    deal_id: int
    field: str


@dataclass(frozen=True, slots=True)
class EditPrices:
    """The prices of each variant, where they differ."""

    shop_id: int
    deal_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SaveDeal:
    """The deal is to be as it was edited."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class DropEdit:
    """Throw the changes away."""

    shop_id: int
    deal_id: int


EditPress: TypeAlias = EditDeal | EditField | EmptyField | EditPrices | SaveDeal | DropEdit
"""What is done to a deal that is published already."""

TAGS: dict[str, type] = {
    "ked": EditDeal,
    "kef": EditField,
    "kee": EmptyField,
    "kep": EditPrices,
    "kes": SaveDeal,
    "kex": DropEdit,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (EditDeal, EditPrices)
"""Those that only look around."""
