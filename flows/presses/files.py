"""Buttons about files: a catalogue that was sent, brought into a shop or not, and what a shop takes out as a table."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class BringIn:
    """Bring the file that errand read into its shop, with a deal of so many people and percent off; 0: no deal."""

    shop_id: int
    errand_id: int
    people: int = 0
    off: int = 0


@dataclass(frozen=True, slots=True)
class ReadInto:
    """The file that errand read is for this shop instead."""

    shop_id: int
    errand_id: int


@dataclass(frozen=True, slots=True)
class LeaveFile:
    """The file that errand read is not brought in."""

    shop_id: int
    errand_id: int


@dataclass(frozen=True, slots=True)
class ShowOrderExport:
    """Take the orders out as a table: of "t" today, "w" 7 days, "m" 30 days or "a" all; `state` "" is any.

    `state`: "p" to pack, "s" sent, "d" handed out, "b" taken back.
    """

    shop_id: int
    period: str = "m"
    state: str = ""


@dataclass(frozen=True, slots=True)
class ShowDealExport:
    """Take the deals out as a table; `period` as for orders."""

    shop_id: int
    period: str = "a"


@dataclass(frozen=True, slots=True)
class ExportOrders:
    """Make that table of orders; `form`: "csv" or "xlsx"."""

    shop_id: int
    period: str
    state: str
    form: str


@dataclass(frozen=True, slots=True)
class ExportDeals:
    """Make that table of deals."""

    shop_id: int
    period: str
    form: str


ExportPress: TypeAlias = ShowOrderExport | ShowDealExport | ExportOrders | ExportDeals
"""What a shop takes out."""

BringPress: TypeAlias = BringIn | ReadInto | LeaveFile
"""What becomes of a file that was sent."""

FilePress: TypeAlias = BringPress | ExportPress
"""Everything about files, for those who work in a shop (`shop_id`), each according to their role."""

TAGS: dict[str, type] = {
    "fb": BringIn,
    "fr": ReadInto,
    "fl": LeaveFile,
    "fxo": ShowOrderExport,
    "fxd": ShowDealExport,
    "fxp": ExportOrders,
    "fxe": ExportDeals,
}

LOOKS: tuple[type, ...] = (LeaveFile, ShowOrderExport, ShowDealExport)
"""Those that only look around."""
