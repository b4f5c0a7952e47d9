"""Lengths of time and percentages as people type them: 90s, 30m, 24h, 7d, 20%."""

import re
from datetime import timedelta
from decimal import Decimal

from catalog.deal_rules import LONGEST, SHORTEST
from catalog.typed import Misread, plain

_DURATION = re.compile(r"(?:\d{1,8}\s*[smhd]\s*)+")
_STEP = re.compile(r"(\d{1,8})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_PERCENT = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*%?")


def read_duration(text: str) -> timedelta | Misread:
    """How long a group may stay open: "90s", "30m", "24h", "7d" or several in a row ("1d 12h")."""
    typed = plain(text).lower() if len(text) <= 40 else ""
    if not _DURATION.fullmatch(typed):
        return Misread("a length of time such as 90s, 30m, 24h or 7d")
    steps = (timedelta(**{_UNITS[unit]: int(count)}) for count, unit in _STEP.findall(typed))
    length = sum(steps, timedelta())
    if SHORTEST <= length <= LONGEST:
        return length
    return Misread("a length of time of at least 10s and at most 365d, such as 24h")


def read_percent(text: str) -> Decimal | Misread:
    """A share above 0 and below 100, as a number of percent: "20%" -> 20, "12.5" -> 12.5."""
    match = _PERCENT.fullmatch(plain(text) if len(text) <= 40 else "")
    share = Decimal(match[1].replace(",", ".")) if match else Decimal(0)
    return share or Misread("a percentage above 0 and below 100, such as 20%")
