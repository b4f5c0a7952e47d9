"""Whole numbers in words: Chinese ones up to 9,999 (三, 两, 十二, 三百零五) and English ones up to 99."""

import unicodedata
from functools import lru_cache

_PAIR = {"两": 2, "兩": 2, "俩": 2, "倆": 2}
"""Chinese for two of something, which Unicode does not count as a numeral."""
_DIGITS = "零一二三四五六七八九"
_STEPS = {1000: "千", 100: "百", 10: "十", 1: ""}
_UNITS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ENGLISH = {word: number for number, word in enumerate(_UNITS, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_SIGNS = "一二三四五六七八九十百千两兩俩倆零〇"
CHINESE = rf"(?<![{_SIGNS}])[{_SIGNS}]{{1,8}}(?![{_SIGNS}])"
"""A pattern for what may be a Chinese number, whole; `chinese` says whether it is one."""
ENGLISH = rf"(?:(?:{'|'.join(_TENS)})-(?:{'|'.join(_UNITS[:9])})|{'|'.join(reversed(_UNITS))}|{'|'.join(_TENS)})"
"""A pattern for an English number in lower case, without the border of the word."""


def counts(sign: str) -> bool:
    """Whether a sign is a numeral of any kind, also of one that is not read here."""
    return sign in _PAIR or unicodedata.numeric(sign, None) is not None


def chinese(words: str) -> int | None:
    """The number 0 to 9,999 of a Chinese numeral; None for any other text, and for one that is not sure."""
    return _written().get("".join(map(_common, words)))


def english(words: str) -> int | None:
    """The number 1 to 99 of an English numeral in lower case: "three", "twenty-five"; else None."""
    tens, hyphen, units = words.partition("-")
    if not hyphen:
        return _ENGLISH.get(words)
    valid = tens in _TENS and units in _UNITS[:9]
    return _ENGLISH[tens] + _ENGLISH[units] if valid else None


@lru_cache(maxsize=1)
def _written() -> dict[str, int]:
    """Every number as it is properly written, so that 一百一 (110 to some, 101 to others) is none."""
    return {_DIGITS[0]: 0} | {_write(number): number for number in range(1, 10_000)}


def _write(number: int) -> str:
    text = ""
    for size, sign in _STEPS.items():
        digit = number // size % 10
        if digit:
            text += _DIGITS[digit] + sign
        elif text and number % size and text[-1] != _DIGITS[0]:
            text += _DIGITS[0]
    return text.removeprefix("一") if text.startswith("一十") else text


def _common(sign: str) -> str:
    """The sign that is used every day for the same digit or step: 叁 and ㊂ are 三, 拾 is 十."""
    value = _PAIR.get(sign) or unicodedata.numeric(sign, None)
    if sign.isascii() or value is None:
        return sign
    if value in _STEPS and value > 1:
        return _STEPS[int(value)]
    return _DIGITS[int(value)] if value == int(value) and value < 10 else sign
