"""Buttons of the daily round-up: when it is posted, where, and one to try it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowRoundup:
    """The plan for a shop's round-up, and what the last one brought; a page of channels."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SetRoundup:
    """It is posted at this minute of each day from now on; -1: no more."""

    shop_id: int
    minute: int


@dataclass(frozen=True, slots=True)
class AskRoundupHour:
    """Another time, which is typed."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class PickRoundup:
    """It goes into a channel (`wanted` 1) or not."""

    shop_id: int
    channel_id: int
    wanted: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PostRoundup:
    """One is posted now."""

    shop_id: int


RoundupPress: TypeAlias = ShowRoundup | SetRoundup | AskRoundupHour | PickRoundup | PostRoundup

TAGS: dict[str, type] = {
    "rus": ShowRoundup,
    "rut": SetRoundup,
    "ruh": AskRoundupHour,
    "ruc": PickRoundup,
    "rup": PostRoundup,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowRoundup,)
"""Those that only look around."""
