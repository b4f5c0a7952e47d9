"""What people type behind an option: a length of time, a share; refused with what would be right."""

from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

import click

from catalog.terms_text import read_duration, read_percent
from catalog.typed import Misread

T = TypeVar("T")

database = click.option(
    "--database", metavar="URL", help="The database, in place of KAITUAN_DATABASE."
)
number = click.IntRange(1, 2**63 - 1)
"""The number of a shop, a deal, an account ..."""


def length(_: click.Context, __: click.Parameter, text: str | None) -> timedelta | None:
    """Such as 90s, 30m, 24h or 7d."""
    return None if text is None else _understood(text, read_duration(text))


def share(_: click.Context, __: click.Parameter, text: str | None) -> Decimal | None:
    """Such as 20% or 12.5, as a number of percent."""
    return None if text is None else _understood(text, read_percent(text))


def steps(_: click.Context, __: click.Parameter, text: str | None) -> dict[int, Decimal]:
    """Such as 5:30%,10:40%: by how many people, how much less than alone."""
    found: dict[int, Decimal] = {}
    for part in () if text is None else text.split(","):
        people, less = [*part.split(":", 1), ""][:2]
        if not people.strip().isdecimal() or int(people) in found:
            raise click.BadParameter(f"{part.strip()!r} is not a step such as 5:30%.")
        found[int(people)] = _understood(less.strip(), read_percent(less.strip()))
    return found


def _understood(text: str, read: T | Misread) -> T:
    if isinstance(read, Misread):
        raise click.BadParameter(f"{text!r} is not {read.expected}.")
    return read
