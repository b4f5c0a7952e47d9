"""Buttons of a shop's figures: which chart, over how many days, on which ground and in which colour."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowFigures:
    """A chart of the last `days`.

    `what`: "s" sales, "g" groups, "f" funnel, "c" channels, "w" why some failed, "t" time to fill.
    """

    shop_id: int
    what: str = "s"
    days: int = 30


@dataclass(frozen=True, slots=True)
class ShowAdvice:
    """What group size and price, from the shop's own history."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ReadCharts:
    """Read charts on a dark ground (1) or a light one (0) from now on; back to the chart that was there."""

    shop_id: int
    dark: int
    what: str
    days: int


@dataclass(frozen=True, slots=True)
class ShowAccents:
    """The colours that a shop's charts can have."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ChooseAccent:
    """The shop's charts are drawn in this colour from now on."""

    shop_id: int
    accent: str


FiguresPress: TypeAlias = ShowFigures | ShowAdvice | ReadCharts | ShowAccents | ChooseAccent
"""Everything about figures."""

TAGS: dict[str, type] = {
    "fgs": ShowFigures,
    "fga": ShowAdvice,
    "fgr": ReadCharts,
    "fgc": ShowAccents,
    "fgx": ChooseAccent,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowFigures, ShowAdvice, ShowAccents)
"""Those that only look around: such a turn takes no write lock."""
