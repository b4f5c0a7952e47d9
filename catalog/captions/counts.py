"""How many: numbers in digits or words, the nouns that goods are counted by, and lengths of time."""

import re
from datetime import timedelta

from catalog import numerals

ODD = "\x01"
"""Stands for a numeral that is not read, such as "½": a number beside it is not the whole number."""
_WORD = rf"(?<![a-z]){numerals.ENGLISH}(?![a-z]|-(?!person|people)[a-z])"
COUNT = rf"(?:(?<![\d.,{ODD}])\d{{1,15}}(?![\d.,]*[\d{ODD}])|{_WORD}|{numerals.CHINESE})"
"""A whole number without any mark in it."""
MANY = rf"(?:(?<![\d.,{ODD}])\d{{1,3}}(?:,\d{{3}})+(?![\d.,]*[\d{ODD}])|{COUNT})"
"""The same, or with its thousands parted: "1,000"."""
SIZE = rf"{COUNT}(?: ?(?:-|~|to|到|至) ?{COUNT})?"

_NOUN = (
    "bags?|barrels?|baskets?|bottles?|bouquets?|bowls?|boxes|box|bunch(?:es)?|bundles?|cans?|cartons?|cases?|copies|"
    "copy|crates?|cups?|items?|jars?|kits?|loaves|loaf|pac(?:ks?|kets?|kages?)|pairs?|pcs?|pieces?|pots?|pouches|"
    "rolls?|sacks?|sets?|slices?|tickets?|tins?|trays?|tubes?|tubs?|units?|vouchers?"
)
NOUN = rf"(?:(?:{_NOUN})(?![a-z]))"
MEASURE = "(?:[瓶件个份盒袋罐箱支枝条双套只隻台张本组束朵杯桶提打对顶把颗粒碗根板筐篮串片盆株斤枚卷块]|包(?!邮))"
"""Chinese measure words for goods; 块 is money as well, so only rules that name stock use it."""
THINGS = rf"(?: ?(?:{NOUN}|{MEASURE}))"

_LENGTHS = {
    "s": "seconds?|secs?|秒钟?",
    "m": "minutes?|mins?|分钟",
    "h": "hours?|hrs?|h|个?小时|个?钟头",
    "d": "days?|d|天|日",
    "w": "weeks?|wks?|个?星期|周",
}
_STEPS = {
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(days=7),
}
_ENDLESS = 10**6
_UNIT = "|".join(f"(?P<{unit}>(?:{words})(?![a-z]))" for unit, words in _LENGTHS.items())
LENGTH_UNIT = f"(?:(?:{'|'.join(_LENGTHS.values())})(?![a-z]))"
LENGTH = rf"{COUNT}(?: |-)?{LENGTH_UNIT}(?:(?: ?and)? ?{COUNT} ?{LENGTH_UNIT}){{0,3}}"
GOODS_UNIT = (
    r"(?:(?:[mcdk]?l|[mk]?g|[mck]?m|oz|lbs?|inch(?:es)?|ft|litres?|liters?|grams?|kilos?|kgs|pounds of|"
    r"percent|pct|w|v|mah|gb|tb|years?|yrs?|months?|stars?|calories|kcal)(?![a-z])"
    r"|公升|毫升|升|公斤|千克|克|公分|厘米|毫米|公尺|米|寸|吋|岁|折|年|月|号|%|％|℃|°)"
)
"""What a number may be of that is neither money nor stock."""
_STEP = re.compile(rf"({COUNT})(?: |-)?(?:{_UNIT})")


def read_count(words: str) -> int | None:
    """The whole number that a match of `MANY` is; None for a Chinese numeral that is not sure."""
    digits = words.replace(",", "")
    if digits.isdecimal():
        return int(digits)
    return numerals.english(words) or numerals.chinese(words)


def read_size(words: str) -> tuple[int, int | None] | None:
    """The number in a match of `SIZE`, or both ends of its range."""
    ends = [read_count(part.strip()) for part in re.split(r" ?(?:-(?=\d)|~|to|到|至) ?", words)]
    match ends:
        case [int(low)]:
            return low, None
        case [int(low), int(high)]:
            return low, high
        case _:
            return None


def read_length(words: str) -> timedelta | None:
    """The length of time in a match of `LENGTH`, however long; None where a number in it is not sure."""
    length = timedelta()
    for match in _STEP.finditer(words):
        count = read_count(match[1])
        unit = next(unit for unit in _LENGTHS if match[unit])
        if count is None or count > _ENDLESS:
            return None
        length += count * _STEPS[unit]
    return length
