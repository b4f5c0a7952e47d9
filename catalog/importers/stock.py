"""Stock numbers: whole, and never below nothing."""

import re
from dataclasses import dataclass

from catalog.typed import Misread, plain

MOST = 10**9

_WHOLE = re.compile(r"\d{1,10}(?:\.0{1,6})?|\d{1,3}(?:,\d{3}){1,3}")
_NEGATIVE = re.compile(r"-\s*\d{1,10}(?:\.0{1,6})?")


@dataclass(frozen=True, slots=True)
class Supply:
    """Units that can be sold; None where nobody counts."""

    units: int | None


def read_stock(text: str) -> int | Misread:
    """Units on hand in digits of any script; a shop that oversold ("-3") has none left: 0."""
    typed = plain(text) if len(text) <= 60 else ""
    if _NEGATIVE.fullmatch(typed):
        return 0
    if _WHOLE.fullmatch(typed):
        count = int(typed.partition(".")[0].replace(",", ""))
        if count <= MOST:
            return count
    return Misread("a whole number of units such as 25")
