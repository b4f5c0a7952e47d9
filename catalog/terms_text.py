"""Lengths of time and percentages as people type them: 90s, 30m, 24h, 7d, 20%."""

import re
from datetime import timedelta
from decimal import Decimal

from catalog.typed import Misread, plain

LONGEST = timedelta(days=365)

_DURATION = re.compile(r"(?:\d{1,8}\s*[smhd]\s*)+")
_STEP = re.compile(r"(\d{1,8})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*%?")


def read_duration(text: str) -> timedelta | Misread:
    """A positive length of time of at most a year: "90s", "30m", "24h", "7d" or several in a row ("1d 12h")."""
    typed = plain(text).lower() if len(text) <= 40 else ""
    if not _DURATION.fullmatch(typed):
        return Misread("a length of time such as 90s, 30m, 24h or 7d")
    steps = (timedelta(**{_UNITS[unit]: int(count)}) for count, unit in _STEP.findall(typed))
    length = sum(steps, timedelta())
    if timedelta() < length <= LONGEST:
        return length
    return Misread("a length of time above zero and of at most 365d")


def read_percent(text: str) -> Decimal | Misread:
    """A share above 0 and below 100, as a number of percent: "20%" -> 20, "12.5" -> 12.5."""
    match = _PERCENT.fullmatch(plain(text) if len(text) <= 40 else "")
    share = Decimal(match[1].replace(",", ".")) if match else Decimal(0)
    return share or Misread("a percentage above 0 and below 100, such as 20%")
