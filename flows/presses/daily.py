"""Buttons about how somebody is told: by theme, and whether there is a daily message, and at which hour."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class SetDaily:
    """Tell me once a day (1) what can wait, or at once (0)."""

    on: int


@dataclass(frozen=True, slots=True)
class ShowTheme:
    """What can be chosen about one theme: "n" how news comes, "s" new deals of shops, "q" quiet hours."""

    theme: str


@dataclass(frozen=True, slots=True)
class ShowHours:
    """The hours at which the daily message may come."""


@dataclass(frozen=True, slots=True)
class SetHour:
    """The daily message comes at this hour of the reader's clock."""

    hour: int


DailyPress: TypeAlias = ShowTheme | SetDaily | ShowHours | SetHour

TAGS: dict[str, type] = {
    "dly": SetDaily,
    "dth": ShowTheme,
    "dhs": ShowHours,
    "dhr": SetHour,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowTheme, ShowHours)
"""Those that only look around: such a turn takes no write lock."""
