"""The marks of money as merchants write them: signs, codes and names, and the currencies each may mean."""

import re
from functools import lru_cache

from babel.numbers import get_currency_name, get_currency_symbol, list_currencies

from catalog.captions.writing import Writing

_HOMES = ("en", "zh_Hans_CN", "zh_Hant_TW")
_COUNTED = (
    *("USD", "EUR", "CNY", "TWD", "HKD", "SGD", "MYR", "JPY", "KRW", "THB", "VND", "IDR", "PHP"),
    *("INR", "AED", "TRY", "RUB", "UAH", "KZT", "UZS", "GBP", "CHF", "PLN", "CZK", "SEK", "NOK"),
    *("DKK", "BRL", "MXN", "AUD", "CAD", "NZD"),
)
"""Those whose names are known; of any other currency only its code is."""

_DOLLARS = frozenset({"USD", "TWD", "HKD", "SGD", "AUD", "CAD", "NZD"})
_ROUND = _DOLLARS | {"CNY"}
_EVERYDAY = {
    "$": _DOLLARS | {"MXN"},
    "¥": frozenset({"CNY", "JPY"}),
    **dict.fromkeys(("dollar", "dollars", "bucks"), _DOLLARS),
    **dict.fromkeys(("元", "圆", "块", "块钱"), _ROUND),
    **dict.fromkeys(("rmb", "yuan"), frozenset({"CNY"})),
    **dict.fromkeys(("nt$", "ntd", "nt", "台币"), frozenset({"TWD"})),
    **dict.fromkeys(("hk$", "港币", "港元"), frozenset({"HKD"})),
    **dict.fromkeys(("us$", "美金", "美元"), frozenset({"USD"})),
    **dict.fromkeys(("日元", "日圆", "円", "yen"), frozenset({"JPY"})),
    **dict.fromkeys(("euro", "euros", "欧"), frozenset({"EUR"})),
    **dict.fromkeys(("s$", "新币"), frozenset({"SGD"})),
    **dict.fromkeys(("rm", "令吉"), frozenset({"MYR"})),
    "₽": frozenset({"RUB"}),
    "£": frozenset({"GBP"}),
    "a$": frozenset({"AUD"}),
    "baht": frozenset({"THB"}),
    "฿": frozenset({"THB"}),
}
_WORDS_TOO = frozenset(
    (
        *("all", "bad", "ban", "bam", "bob", "cop", "cup", "gel", "lak", "mad", "mop", "pen"),
        *("ron", "sit", "sur", "top", "try"),
    )
)
"""Codes that are English words as well, and no sign of money in a sentence."""


@lru_cache(maxsize=1)
def marks() -> dict[str, frozenset[str]]:
    """Every mark in its plain form, with the ISO 4217 codes that it may stand for."""
    found = {code.lower(): frozenset({code}) for code in list_currencies()}
    for code in _COUNTED:
        for home in _HOMES:
            for mark in (get_currency_symbol(code, home), *_names(code, home)):
                plain = Writing(mark).text
                found[plain] = found.get(plain, frozenset()) | {code}
    usual = {mark: codes for mark, codes in found.items() if mark not in _WORDS_TOO}
    return usual | _EVERYDAY


@lru_cache(maxsize=1)
def mark_pattern() -> str:
    """A pattern for any mark, the longest first; one of letters is a word of its own."""
    ordered = sorted(marks(), key=len, reverse=True)
    latin = [re.escape(mark) for mark in ordered if mark[-1:].isascii() and mark[-1:].isalpha()]
    others = [re.escape(mark) for mark in ordered if re.escape(mark) not in latin]
    return rf"(?:(?<![a-z])(?:{'|'.join(latin)})(?![a-z])|(?:{'|'.join(others)}))"


def _names(code: str, home: str) -> tuple[str, ...]:
    return get_currency_name(code, locale=home), get_currency_name(code, 2, home)
