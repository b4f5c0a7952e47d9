"""What an import is asked to do, and what it did."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from catalog.importers.values import Fault, TermsDraft

Step: TypeAlias = Callable[[int, int], None]
"""Hears how many products are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Intake:
    """Where a catalogue file goes.

    `shop` is found by its name or founded with this `currency` (ISO 4217), `zone` (IANA) and
    `provider`. `rule` makes a deal of every product whose file has no terms for it. Pictures with a
    relative path lie below `folder`.
    """

    shop: str
    currency: str
    zone: str = "UTC"
    provider: str = ""
    rule: TermsDraft | None = None
    folder: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a file: numbers of products, and everything that did not land, by line.

    `shop_id` is None where nothing could be read, so that no shop was founded.
    """

    shop_id: int | None
    added: int
    changed: int
    unchanged: int
    faults: tuple[Fault, ...]
