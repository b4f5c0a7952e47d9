"""Buttons of the leader of a group buy: who is in it, which ways they came, and ready texts to send."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowLed:
    """The group buys that the reader leads."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowLead:
    """What the leader of this group buy can do."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowRoster:
    """Who is in it."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowCame:
    """Which ways people came."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowReadyTexts:
    """Ready texts, one for each kind of chat."""

    group_buy_id: int


LeadPress: TypeAlias = ShowLed | ShowLead | ShowRoster | ShowCame | ShowReadyTexts
"""What is for leaders; whether the presser leads is asked at the press."""

TAGS: dict[str, type] = {
    "lds": ShowLed,
    "ld": ShowLead,
    "ldr": ShowRoster,
    "ldc": ShowCame,
    "ldt": ShowReadyTexts,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowLed, ShowLead, ShowRoster, ShowCame, ShowReadyTexts)
"""Those that only look around: such a turn takes no write lock."""
