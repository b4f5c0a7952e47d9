"""What a shop takes out as a table: its header and its rows in the reader's words, page by page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from babel.numbers import get_currency_precision

from storage.transaction import Transaction

Cell: TypeAlias = str | int | Decimal | datetime | None
"""A datetime is without a zone: the wall clock of the zone that the header names."""

Page: TypeAlias = tuple[Sequence[tuple[int, Sequence[Cell]]], Any]
"""Rows by the number of what each is about, and the mark behind which the next page begins; None: that was all."""

ROWS = 1_000
"""Rows of one page: a fraction of a second, then it is somebody else's turn."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One table. `count` counts up to its argument; `page` gives what lies behind a mark, None at first."""

    header: Sequence[str]
    count: Callable[[Transaction, int], int]
    page: Callable[[Transaction, Any], Page]


def amount(minor: int | None, currency: str) -> Decimal | None:
    """Money as a plain number with the currency's own places."""
    return None if minor is None else Decimal(minor).scaleb(-get_currency_precision(currency))


def local(moment: datetime | None, zone: str) -> datetime | None:
    """A moment as the clocks in that zone show it, to the second."""
    if moment is None:
        return None
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, microsecond=0)
