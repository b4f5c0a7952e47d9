"""What a packer types about a parcel and what a buyer reads out at the counter, understood."""

import re
import unicodedata

_APART = re.compile(r"[,;:，、；：\n]")
_HAS_DIGIT = re.compile(r"\d")


def read_parcel(text: str) -> tuple[str, str]:
    """A carrier and a tracking number out of one line: what a comma parts, else the words before the first digit."""
    carrier, *rest = _APART.split(text.strip(), maxsplit=1)
    if rest:
        return " ".join(carrier.split()), " ".join(rest[0].split())
    words = carrier.split()
    at = next((at for at, word in enumerate(words) if _HAS_DIGIT.search(word)), len(words))
    return " ".join(words[:at]), " ".join(words[at:])


def read_number(text: str) -> str:
    """An order's number as we write it, however it was typed: small, spaced, with a sign, in wide letters."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if letter.isalnum())
