"""Amounts of money in a caption: which of its numbers may be one, and what it comes to in the shop's currency."""

import re
from functools import lru_cache

from catalog import numerals
from catalog.captions.counts import GOODS_UNIT, LENGTH_UNIT, MEASURE, NOUN, ODD
from catalog.captions.currencies import mark_pattern, marks
from catalog.editing.drafting import Why
from catalog.importers.prices import read_price
from catalog.money import Money

_COUNTED = rf" ?(?:折|[个位]?人|{MEASURE}|{GOODS_UNIT}|{LENGTH_UNIT})"
_AFTER_CHANGE = rf"(?:(?<!\d\d)[毛角])?(?:$|\W|[拼每起]|单[买购独人价]|原价|团[购价]|包邮|{numerals.CHINESE}[个位]?人)"
_NUMBER = (
    rf"(?:\d+ ?[元块圆]\d{{1,2}}(?![\d.,]*\d)(?!{_COUNTED})(?={_AFTER_CHANGE})"
    r"|\d+(?:[.,']\d+)*(?: \d{3}(?:[.,]\d+)?(?!\d))*"
    rf"|{numerals.CHINESE}(?=\s?[元块圆]))"
)
_CHANGE = re.compile(r"(\d+) ?[元块圆](\d{1,2})")
"""9块9 is 9.90; 39元 5人团 and 39元5人团 are not, and 39元2选1 is none either."""
_LOOKALIKE = re.compile(r"\d{1,3}[.,]\d{3}")
_COMMA = re.compile(r"\d+,\d{1,2}")
_CENTS = re.compile(r"\d+,\d\d")
"""In Chinese a comma may part "单买12,40瓶" as well: only two digits and a mark of money make it a decimal one."""


@lru_cache(maxsize=1)
def amount_pattern() -> str:
    """A pattern for a number that may be money: groups `before`, `number` and `after`; no goods are counted by it."""
    mark = mark_pattern()
    return (
        rf"(?:(?P<before>{mark}) ?)?(?<![\d.,{ODD}])(?<![\d\s(]-)(?<!^-)(?P<number>{_NUMBER})(?![.,]?[\d{ODD}])"
        rf"(?: ?(?P<after>{mark}))?(?! ?(?:{NOUN}|(?!块){MEASURE}|{GOODS_UNIT}|{LENGTH_UNIT}))"
    )


@lru_cache(maxsize=1)
def _amount() -> re.Pattern[str]:
    return re.compile(amount_pattern())


def find_amount(text: str) -> re.Match[str] | None:
    """The match of a plain text that is an amount and nothing else."""
    return _amount().fullmatch(text.strip())


def read_amount(match: re.Match[str], currency: str, *, han: bool, kind: str = "") -> Money | Why:
    """What a match of `amount_pattern` comes to, or why it is not sure.

    `han`: Chinese stands in the text. `kind` is what its groups are called after.
    """
    signs = [match[side + kind] for side in ("before", "after") if match[side + kind]]
    if any(currency not in marks()[sign] for sign in signs):
        return Why.CURRENCY
    number = match["number" + kind]
    change = _CHANGE.fullmatch(number)
    if change:
        return (
            _read(f"{change[1]}.{change[2]}", currency)
            if currency in marks()["元"]
            else Why.CURRENCY
        )
    if not number[0].isdigit():
        return _read(str(numerals.chinese(number) or ""), currency)
    if not signs and " " in number:
        return Why.TWO
    if han and _COMMA.fullmatch(number) and not (signs and _CENTS.fullmatch(number)):
        return Why.TWO
    return _read(number, currency)


def _read(number: str, currency: str) -> Money | Why:
    price = read_price(number, currency)
    if isinstance(price, Money):
        return price
    return Why.TWO if _LOOKALIKE.fullmatch(number) else Why.UNREADABLE
