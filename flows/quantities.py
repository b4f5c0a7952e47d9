"""Quantities as people type them: digits of any script, a Chinese numeral, "2 pcs", "x3"."""

import re
import unicodedata
from enum import Enum

from catalog.typed import plain

_LONGEST = 60
_PAIR = {"两": 2, "兩": 2, "俩": 2, "倆": 2}
"""Chinese for two of something, which Unicode does not count as a numeral."""
_TEN = 10
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
    """A Chinese number up to 99, alone or before a measure word: 三, 两件, 十二个, 二十."""
    numeral = typed if not typed or _counts(typed[-1]) else typed[:-1]
    values = [_value(sign) for sign in numeral]
    match values:
        case [int(one)]:
            return one
        case [10, int(ones)] if 0 < ones < _TEN:
            return _TEN + ones
        case [int(tens), 10] if 0 < tens < _TEN:
            return _TEN * tens
        case [int(tens), 10, int(ones)] if 0 < tens < _TEN and 0 < ones < _TEN:
            return _TEN * tens + ones
        case _:
            return None


def _counts(sign: str) -> bool:
    """Whether this is a numeral of any kind: one that we do not read is never taken for a measure word."""
    return sign in _PAIR or unicodedata.numeric(sign, None) is not None


def _value(sign: str) -> int | None:
    """What one Chinese sign counts, 0 to 10; None for any other sign."""
    if sign.isascii():
        return None
    value = _PAIR.get(sign) or unicodedata.numeric(sign, None)
    return int(value) if value is not None and value == int(value) and value <= _TEN else None
