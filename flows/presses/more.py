"""Buttons to what is rarely needed: of a shop's desk, and of the form of a draft."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowMore:
    """What of a shop is set up once, or looked at now and then."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class ShowRareFields:
    """The fields of a draft that mostly stay as they are, and a way to throw it away."""

    shop_id: int


MorePress: TypeAlias = ShowMore | ShowRareFields
"""What is for those who work in a shop (`shop_id`), each according to their role (see flows.desk.rights)."""

TAGS: dict[str, type] = {"dm": ShowMore, "dmf": ShowRareFields}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowMore,)
"""Those that only look around: such a turn takes no write lock."""
