"""A pasted list of parcels, read line by line: an order's number, a carrier and a tracking number, in any order."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.desk.parcels import read_number, read_parcel

_APART = re.compile(r"[\t,;|、]")
_NUMBER = re.compile(r"[2-9A-HJ-NP-Z]{8}")
"""An order's number, as groupbuys.fulfilment.orders writes it."""
_HALF = 4
_DIGIT = re.compile(r"\d")
_MANY = 6
"""So many digits are a tracking number's, not a carrier's (4PX, 17Track)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a line: an order's `number`, and how it travels; `clear` is False where that is not sure."""

    number: str
    carrier: str
    tracking: str
    clear: bool = True


@dataclass(frozen=True, slots=True)
class ListLine:
    """The line `at` (from 1) as it was `said`, and the ways to read it: none without what may be an order's number."""

    at: int
    said: str
    readings: tuple[Reading, ...]


def read_list(text: str) -> tuple[ListLine, ...]:
    """Every line that says something."""
    plain = unicodedata.normalize("NFKC", text)
    return tuple(
        ListLine(at, " ".join(line.split()), tuple(_readings(line)))
        for at, line in enumerate(plain.splitlines(), 1)
        if line.strip(" \t,;|、")
    )


def _readings(line: str) -> Iterator[Reading]:
    cells = [" ".join(cell.split()) for cell in _APART.split(line)]
    cells = [cell for cell in cells if cell]
    columns = len(cells) > 1
    found = False
    for cell, rest in _parted(cells) if columns else ():
        found = True
        yield _of_cells(read_number(cell), rest)
    if not found:
        words = line.replace(",", " ").split() if not columns else " ".join(cells).split()
        yield from (_of_words(read_number(number), rest) for number, rest in _parted(words))


def _parted(parts: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each part, or two halves side by side, that can be an order's number, and the others."""
    for at in range(len(parts)):
        for more in (1, 2):
            taken = parts[at : at + more]
            even = more == 1 or [len(half) for half in taken] == [_HALF, _HALF]
            if even and _NUMBER.fullmatch(read_number("".join(taken))):
                yield "".join(taken), [*parts[:at], *parts[at + more :]]


def _of_cells(number: str, rest: list[str]) -> Reading:
    match rest:
        case []:
            return Reading(number, "", "")
        case [one]:
            return _of_words(number, one.split())
        case [one, two]:
            return _of_two(number, one, two)
        case _:
            return Reading(number, "", "", clear=False)


def _of_two(number: str, one: str, two: str) -> Reading:
    """Which is the tracking number: the one with digits, or with many where the other has few."""
    digits = [len(_DIGIT.findall(cell)) for cell in (one, two)]
    if min(digits) == 0 and max(digits) > 0:
        carrier, tracking = (one, two) if digits[1] else (two, one)
        return Reading(number, carrier, tracking)
    if min(digits) < _MANY <= max(digits):
        carrier, tracking = (one, two) if digits[1] >= _MANY else (two, one)
        return Reading(number, carrier, tracking)
    return Reading(number, "", "", clear=False)


def _of_words(number: str, words: list[str]) -> Reading:
    """Words before the first digit are the carrier; where there are none, those behind the last."""
    carrier, tracking = read_parcel(" ".join(words))
    if len(words) == 2 and not carrier:
        two = _of_two(number, *words)
        return two if two.clear else Reading(number, "", " ".join(words))
    if not carrier:
        split = len(words)
        while split and not _DIGIT.search(words[split - 1]):
            split -= 1
        carrier, tracking = " ".join(words[split:]), " ".join(words[:split])
    return Reading(number, carrier, tracking)
