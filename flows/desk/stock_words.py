"""What keepers type about stock, understood: "+20", "=35", "20 more came in", "还有35", in digits of any script."""

import re
from dataclasses import dataclass
from enum import Enum

from catalog import numerals
from catalog.typed import plain
from flows.quantities import Unfit

MOST = 1_000_000
"""Units in one message."""


class How(Enum):
    """What a number is about."""

    MORE = "more"
    FEWER = "fewer"
    THERE = "there"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Heard:
    """So many `units` came in, went, or are there; EITHER: a bare number, which can be more or all."""

    how: How
    units: int


_WORDS = {
    How.MORE: (
        *("more", "add", "added", "plus", "another", "extra", "came", "come", "arrived", "restock"),
        *("增加", "追加", "补货", "補貨", "入库", "入庫", "再来", "再來", "又来", "又來", "又到"),
        *("再加", "再进", "再進", "新到", "到货", "到貨", "进货", "進貨", "加", "补", "補"),
    ),
    How.FEWER: (
        *("less", "fewer", "minus", "broken", "lost", "remove", "removed"),
        *("减少", "減少", "损坏", "損壞", "坏了", "壞了", "少了", "扣", "减", "減", "坏", "壞"),
    ),
    How.THERE: (
        *("left", "now", "set", "there", "total", "remain", "remaining", "stock", "have", "only"),
        *("一共", "总共", "總共", "还有", "還有", "还剩", "還剩", "只剩", "剩下", "现有", "現有"),
        *("库存", "庫存", "改成", "改为", "改為", "设为", "設為", "共有", "共", "剩", "有"),
    ),
}
_SIGNS = {"+": How.MORE, "-": How.FEWER, "=": How.THERE}
_KIND = {word: how for how, words in _WORDS.items() for word in words}
_HAN = "|".join(sorted((word for word in _KIND if not word.isascii()), key=len, reverse=True))
_LATIN = "|".join(word for word in _KIND if word.isascii())
_KEYWORD = re.compile(rf"{_HAN}|\b(?:{_LATIN})\b")
_NUMBER = re.compile(
    rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d+)|(?P<han>{numerals.CHINESE})|\b(?P<en>{numerals.ENGLISH})\b"
)
_BROKEN = re.compile(r"\d+(?:\.\d|/\d|,\d(?!\d\d(?!\d)))")
_LONGEST = 80
_NEVER = {"0", "never", "no", "off", "none", "从不", "從不", "不用", "不要", "零", "关闭", "關閉"}


def read(text: str) -> Heard | Unfit:
    """What was meant, or why it makes no sense (promise 36)."""
    typed = plain(text[:_LONGEST]).lower()
    if _BROKEN.search(typed):
        return Unfit.NOT_WHOLE
    kinds = {_KIND[word] for word in _KEYWORD.findall(typed)}
    bare = _KEYWORD.sub(" ", typed)
    numbers = list(_NUMBER.finditer(bare))
    if len(numbers) != 1:
        return Unfit.NO_NUMBER
    units, before = _value(numbers[0]), bare[: numbers[0].start()].strip()
    if before in _SIGNS:
        kinds.add(_SIGNS[before])
    if units is None or len(kinds) > 1 or (before[-1:] in tuple(_SIGNS) and before not in _SIGNS):
        return Unfit.NO_NUMBER
    return _fit(next(iter(kinds), How.EITHER if units else How.THERE), units)


def is_never(text: str) -> bool:
    """Whether somebody wants no warnings."""
    return plain(text[:_LONGEST]).lower() in _NEVER


def _fit(how: How, units: int) -> Heard | Unfit:
    if units > MOST:
        return Unfit.TOO_MANY
    if units < 1 and how is not How.THERE:
        return Unfit.TOO_FEW
    return Heard(how, units)


def _value(number: re.Match[str]) -> int | None:
    if number["n"]:
        return int(number["n"].replace(",", ""))
    if number["han"]:
        return numerals.chinese(number["han"])
    return numerals.english(number["en"])
