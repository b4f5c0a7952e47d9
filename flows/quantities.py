"""Quantities as people type them: digits of any script, a Chinese numeral, "2 pcs", "x3"."""

import re
from enum import Enum

from catalog import numerals
from catalog.typed import plain

_LONGEST = 60
_AMOUNT = re.compile(r"[x×*]?\s*(\d+)\s*[^\W\d_]{0,12}")
_FRACTION = re.compile(r"\s*\d+\s*[.,/]\s*\d+.*")
_NEGATIVE = re.compile(r"\s*-\s*\d+.*")


class Unfit(Enum):
    """Why a typed quantity will not do."""

    NO_NUMBER = "no number"
    NOT_WHOLE = "not whole"
    TOO_FEW = "too few"
    TOO_MANY = "too many"


def read(text: str, most: int) -> int | Unfit:
    """The whole number from 1 to `most` that was meant, or why there is none."""
    typed = plain(text[:_LONGEST]).lower()
    if _NEGATIVE.fullmatch(typed):
        return Unfit.TOO_FEW
    if _FRACTION.fullmatch(typed):
        return Unfit.NOT_WHOLE
    match = _AMOUNT.fullmatch(typed)
    number = int(match[1]) if match else _numeral(typed)
    if number is None:
        return Unfit.NO_NUMBER
    if number < 1:
        return Unfit.TOO_FEW
    return number if number <= most else Unfit.TOO_MANY


def _numeral(typed: str) -> int | None:
    """A Chinese number, alone or before a measure word: 三, 两件, 十二个, 二十."""
    counted = not typed or numerals.counts(typed[-1])
    return numerals.chinese(typed if counted else typed[:-1])
