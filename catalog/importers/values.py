"""What a catalogue file says once it is read: products that can be sold, and the faults that kept others out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from catalog.leader_reward import LeaderReward
from catalog.money import Money

Texts: TypeAlias = Mapping[str, str]
"""Language tag ("zh_Hans") to text; "" is the file's own language and always there."""


class Lost(Enum):
    """How much of the file was left out because of a fault."""

    VALUE = "value"
    VARIANT = "variant"
    PRODUCT = "product"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong: the physical line (from 1), the header's name ("" = the whole line), what is right."""

    line: int
    column: str
    value: str
    expected: str
    lost: Lost


@dataclass(frozen=True, slots=True)
class PictureDraft:
    """An http(s) address, or a path relative to the catalogue file."""

    source: str
    alt: Texts


@dataclass(frozen=True, slots=True)
class CategoryDraft:
    """`slug` is its stable key; `picture` as in `PictureDraft.source`."""

    slug: str
    names: Texts
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """One choice that a variant stands for, such as Size: M."""

    name: Texts
    value: Texts


def label_of(options: Sequence[OptionDraft], language: str) -> str:
    """The choices in words, each in the language or else in the file's own."""
    between = "，" if language.startswith("zh") else ", "
    return between.join(option.value.get(language, option.value[""]) for option in options)


@dataclass(frozen=True, slots=True)
class VariantDraft:
    """One buyable choice; `stock` None means that stock is not tracked; `compare_at` is above `price`."""

    sku: str
    options: tuple[OptionDraft, ...]
    price: Money
    compare_at: Money | None
    stock: int | None
    line: int

    def label(self, language: str = "") -> str:
        """The choices in words ("Blue, L"); "" for the only variant of a product."""
        return label_of(self.options, language)


@dataclass(frozen=True, slots=True)
class PercentOff:
    """A group price as a part of the solo price: `percent` 20 means four fifths of it."""

    percent: Decimal


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A step of a price ladder: from `people` paid people on everybody pays this."""

    people: int
    cut: PercentOff | Money


@dataclass(frozen=True, slots=True)
class TermsDraft:
    """The group offer of a product: 2 <= `minimum` <= `capacity`; a `Money` cut is the group price itself.

    `newcomers`: members other than the leader must be new to the shop. `steps`: its price ladder, if it has one.
    `reward`: what a leader gets.
    """

    minimum: int
    capacity: int
    window: timedelta
    cut: PercentOff | Money
    limit_per_person: int | None
    newcomers: bool = False
    extension: timedelta | None = None
    steps: tuple[StepDraft, ...] = ()
    reward: LeaderReward | None = None


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product with at least one variant; `handle` is its stable key within the shop."""

    handle: str
    titles: Texts
    descriptions: Texts
    category: CategoryDraft
    vendor: str
    tags: tuple[str, ...]
    pictures: tuple[PictureDraft, ...]
    variants: tuple[VariantDraft, ...]
    published: bool
    line: int
    terms: TermsDraft | None = None


@dataclass(frozen=True, slots=True)
class ShopDraft:
    """What a catalogue says about the shop itself."""

    names: Texts
    about: Texts
    picture: str | None


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """All of a file; `format` is "shopify", "woocommerce", "kaituan" or "" (not recognised).

    `terms` is the offer for products without terms of their own. Faults are in the order of their lines.
    """

    format: str
    products: tuple[ProductDraft, ...]
    faults: tuple[Fault, ...]
    shop: ShopDraft | None = None
    categories: tuple[CategoryDraft, ...] = ()
    terms: TermsDraft | None = None
