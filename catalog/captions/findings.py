"""What rules find in a text: a value for a field, or why there is none, and the words it was read from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias

from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, FormStep, Why
from catalog.leader_reward import LeaderReward
from catalog.money import Money

Value: TypeAlias = Money | int | timedelta | datetime | tuple[FormStep, ...] | LeaderReward


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a text was written: the shop's ISO 4217 currency, its IANA zone, and when, aware."""

    currency: str
    zone: str
    now: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """One value of one field, or why it is doubtful; `at` is where its words begin in the plain text."""

    field: Field
    value: Value | Why
    said: str
    at: int = 0


def search(writing: Writing, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Every match in what nobody has understood yet; each is claimed once its rule is through with it."""
    for match in list(pattern.finditer(writing.text)):
        if not writing.claimed(*match.span()):
            yield match
            writing.claim(*match.span())


def search_pieces(
    writing: Writing, pattern: re.Pattern[str], start: int
) -> Iterator[re.Match[str]]:
    """Every piece from there on that is a match from end to end, claimed as in `search`."""
    for begin, end in list(writing.pieces(start)):
        match = pattern.fullmatch(writing.text, begin, end)
        if match:
            yield match
            writing.claim(begin, end)


def any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all; each has a group `n` of its own number: n0, n1 ..."""
    return re.compile("|".join(p.replace("(?P<n>", f"(?P<n{i}>") for i, p in enumerate(patterns)))


def number_in(match: re.Match[str]) -> str:
    """What the group `n` of a match of `any_of` holds."""
    return next((text for text in match.groupdict().values() if text is not None), "")
