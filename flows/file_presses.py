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


FilePress: TypeAlias = BringIn | ReadInto | LeaveFile
"""What is for those who make deals."""

TAGS: dict[str, type] = {"fb": BringIn, "fr": ReadInto, "fl": LeaveFile}

LOOKS: tuple[type, ...] = (LeaveFile,)
"""Those that only look around."""
