"""Buttons about quiet hours in a shop's channels."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowHush:
    """When it is quiet in a shop's channels, and what happens then."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class SetHush:
    """Quiet from `start` to `end` o'clock from now on; `how` as in groupbuys.channels.hushing.Manner."""

    shop_id: int
    start: int
    end: int
    how: str


HushPress: TypeAlias = ShowHush | SetHush

TAGS: dict[str, type] = {"huq": ShowHush, "hus": SetHush}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowHush,)
"""Those that only look around: such a turn takes no write lock."""
