"""Quantities as people type them: digits of any script, a Chinese numeral, "2 pcs", "x3"."""

import re
import unicodedata
from enum import Enum

from catalog.typed import plain

_LONGEST = 60
_PAIR = {"两": 2, "兩": 2, "俩": 2}
"""Chinese for two of something, which Unicode does not count as a numeral."""
_AMOUNT = re.compile(r"[x×*]?\s*(\d{1,40})\s*[^\W\d_]{0,12}")
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
    """One Chinese numeral, alone or before a measure word: 三, 两件."""
    if not typed or len(typed) > 2 or typed[0].isascii():
        return None
    value = _PAIR.get(typed[0]) or unicodedata.numeric(typed[0], None)
    return int(value) if value is not None and value == int(value) and value <= 10 else None
