"""Buttons that look around in the shop and choose."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Home:
    """The shop's first screen."""


@dataclass(frozen=True, slots=True)
class ShowCategories:
    """The categories of the shop."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowCategory:
    """One page of a category's products."""

    category_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowFound:
    """A page of what the last search here found."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowProduct:
    """A product with its deal."""

    product_id: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class ShowOpenGroups:
    """The open group buys, of one deal or (0) of all."""

    deal_id: int = 0
    page: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True)
class ShowGroup:
    """A group buy as somebody outside or inside sees it."""

    group_buy_id: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class Pick:
    """Choose a variant and a quantity. `goal`: "s" start a group, "j" join one, "b" buy alone.

    `id` is the group buy's for "j", the deal's otherwise. `variant_id` 0: not chosen yet. `page` of the variants.
    """

    goal: str
    id: int
    variant_id: int = 0
    quantity: int = 1
    page: int = 0
    back: str = ""


@dataclass(frozen=True, slots=True)
class AskQuantity:
    """Let the reader type a quantity for this choice."""

    goal: str
    id: int
    variant_id: int
    back: str = ""


ShopPress: TypeAlias = (
    Home
    | ShowCategories
    | ShowCategory
    | ShowFound
    | ShowProduct
    | ShowOpenGroups
    | ShowGroup
    | Pick
    | AskQuantity
)
"""What a reader looks at."""

TAGS: dict[str, type] = {
    "h": Home,
    "cs": ShowCategories,
    "c": ShowCategory,
    "f": ShowFound,
    "p": ShowProduct,
    "og": ShowOpenGroups,
    "g": ShowGroup,
    "k": Pick,
    "q": AskQuantity,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    Home,
    Pick,
    ShowCategories,
    ShowCategory,
    ShowFound,
    ShowGroup,
    ShowOpenGroups,
    ShowProduct,
)
"""Those that only look around: such a turn takes no write lock."""
