"""What a person typed, made plain: digits of any script become ASCII, and nonsense learns what would be right."""

import unicodedata
from dataclasses import dataclass

# NFKC leaves these as they are, although people mean the ASCII sign.
_SIGNS = {"\u2212": "-", "\u2013": "-", "\u066b": ".", "\u066c": ",", "\u2019": "'", "\u066a": "%"}


@dataclass(frozen=True, slots=True)
class Misread:
    """A text that could not be understood; `expected` is an English noun phrase: what would be right."""

    expected: str


def plain(text: str) -> str:
    """The text trimmed, full-width forms narrowed, and every decimal digit as 0-9 ("２", "٢" -> "2")."""
    folded = unicodedata.normalize("NFKC", text).strip()
    return folded if folded.isascii() else "".join(map(_ascii, folded))


def _ascii(sign: str) -> str:
    digit = unicodedata.decimal(sign, None)
    return str(digit) if digit is not None else _SIGNS.get(sign, sign)
