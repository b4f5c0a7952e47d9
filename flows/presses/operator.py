"""Buttons of whoever runs this, under an alarm about money that keeps failing."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowAlarm:
    """How it stands now."""

    alarm_id: int


@dataclass(frozen=True, slots=True)
class TryAgain:
    """The provider is asked once more, at once."""

    alarm_id: int


@dataclass(frozen=True, slots=True)
class AskHowDone:
    """It was done by hand: asks how. In a private chat the answer may be typed."""

    alarm_id: int


@dataclass(frozen=True, slots=True)
class SayHowDone:
    """It was done by hand, in this way (see flows.operating)."""

    alarm_id: int
    how: str


OperatorPress: TypeAlias = ShowAlarm | TryAgain | AskHowDone | SayHowDone
"""Only good in the chat that was told of the alarm."""

TAGS: dict[str, type] = {
    "oas": ShowAlarm,
    "oat": TryAgain,
    "oah": AskHowDone,
    "oad": SayHowDone,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = ()
"""None: showing one lets the question go that waits for words."""
