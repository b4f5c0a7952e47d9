"""Buttons about the daily message: whether there is one, and at which hour."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SetDaily:
    """Tell me once a day (1) what can wait, or at once (0)."""

    on: int


@dataclass(frozen=True, slots=True)
class ShowHours:
    """The hours at which the daily message may come."""


@dataclass(frozen=True, slots=True)
class SetHour:
    """The daily message comes at this hour of the reader's clock."""

    hour: int


DailyPress: TypeAlias = SetDaily | ShowHours | SetHour

TAGS: dict[str, type] = {"dly": SetDaily, "dhs": ShowHours, "dhr": SetHour}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowHours,)
"""Those that only look around: such a turn takes no write lock."""
