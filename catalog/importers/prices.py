"""Prices as people and programs write them, read without a float and without a guess."""

import re
from functools import lru_cache

from babel.numbers import get_currency_precision, get_currency_symbol

from catalog.money import Money
from catalog.typed import Misread, plain

HIGHEST = 10**12
"""Minor units: far above any price, far below what a 64-bit integer holds."""

_SHAPE = re.compile(
    r"(?P<before>[^\d.,+-]*)(?P<sign>[+-]?)\s*(?P<number>\.?\d[\d.,' _]*?)\s*(?P<after>[^\d.,' _]*)"
)
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<mark>[.,' _])\d{3}(?P<more>(?:(?P=mark)\d{3})*))(?:(?!(?P=mark))[.,](?P<part>\d+))?"
)
_INDIAN = re.compile(r"(?P<whole>\d{1,2}(?:,\d{2})+,\d{3})(?:\.(?P<part>\d+))?")
_DECIMAL = re.compile(r"(?P<whole>\d*)(?:[.,](?P<part>\d+))?")
_HOMES = ("en_US", "zh_Hans_CN", "zh_Hant_TW", "de_DE")


@lru_cache(maxsize=4096)
def read_price(text: str, currency: str) -> Money | Misread:
    """A price above zero in an ISO 4217 currency: "39.90", "1.299,00", "$5", "٣٩"; refused if it reads two ways."""
    digits = get_currency_precision(currency)
    wanted = Misread(f"a price in {currency} above zero, such as {_example(digits)}")
    match = _SHAPE.fullmatch(plain(text)) if len(text) <= 60 else None
    if not match or match["sign"] == "-" or not _marks(match) <= _own_marks(currency):
        return wanted
    parts = _parts(match["number"], digits)
    if isinstance(parts, Misread):
        return parts
    whole, fraction = parts
    if len(fraction) > digits:
        most = f"with at most {digits} decimals" if digits else "without decimals"
        return Misread(f"a price in {currency} {most}, such as {_example(digits)}")
    minor = int(whole + fraction.ljust(digits, "0"))
    return Money(minor, currency) if 0 < minor <= HIGHEST else wanted


def _example(digits: int) -> str:
    return {0: "3990", 3: "39.900"}.get(digits, "39.90")


def _marks(match: re.Match[str]) -> set[str]:
    return {match[side].strip().casefold() for side in ("before", "after")}


@lru_cache
def _own_marks(currency: str) -> frozenset[str]:
    symbols = {plain(get_currency_symbol(currency, home)) for home in _HOMES}
    yuan = {"元"} if currency in {"CNY", "TWD", "HKD"} else set()
    return frozenset(mark.casefold() for mark in symbols | yuan | {currency, ""})


def _parts(number: str, digits: int) -> tuple[str, str] | Misread:
    """The digits before and after the decimal mark, without the zeros at the end."""
    grouped = _GROUPED.fullmatch(number)
    if grouped and grouped["mark"] in ".," and not grouped["more"] and not grouped["part"]:
        return _lookalike(number, grouped["mark"], digits)
    match = grouped or _INDIAN.fullmatch(number) or _DECIMAL.fullmatch(number)
    if not match:
        return Misread(f"a price with one decimal mark, such as {_example(digits)}")
    return re.sub(r"\D", "", match["whole"]), (match["part"] or "").rstrip("0")


def _lookalike(number: str, mark: str, digits: int) -> tuple[str, str] | Misread:
    """One mark before exactly three digits: "1,299" is 1299 to one reader and 1.299 to another."""
    whole, part = number.split(mark)
    if whole.strip("0") == "" or (mark == "." and digits == 3):
        return whole, part.rstrip("0")
    if mark == "," and digits == 0:
        return whole + part, ""
    most, ending = (
        (f"with at most {digits} decimals", f".{'0' * digits}")
        if digits
        else ("without decimals", "")
    )
    return Misread(f"a price {most}; if the mark parts thousands, write {whole}{part}{ending}")
