"""Words of a product within their limits: titles, names, labels, descriptions, and the keys made from them."""

import re
import unicodedata
from hashlib import sha256

from catalog.typed import Misread

TITLE = 200
DESCRIPTION = 2_000
NAME = 100
SKU = 120
HANDLE = 200

# Control characters, which databases refuse, and marks that turn the direction of whatever follows.
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def read_line(text: str, most: int) -> str | Misread:
    """One line of at most `most` characters; "" stays ""."""
    line = " ".join(_UNWANTED.sub(" ", text).split())
    if "\ufffd" in line:
        return Misread("letters in UTF-8; some of these are broken")
    return (
        line if len(line) <= most else Misread(f"at most {most} characters; this has {len(line)}")
    )


def read_paragraphs(text: str) -> str:
    """A text of several lines, without what no reader should see."""
    return (
        _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
        .replace("\ufffd", "")
        .strip()
    )


def shortened(text: str, most: int) -> str:
    """The text cut at a word so that it has at most `most` characters with its ellipsis."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    word = cut.rsplit(maxsplit=1)[0]
    return (word if len(word) > most // 2 else cut).rstrip() + "…"


def slug(text: str) -> str:
    """A key made of the letters and digits of a name: "Home & Living" -> "home-living"."""
    letters = re.sub(r"[\W_]+", "-", unicodedata.normalize("NFKC", text).casefold()).strip("-")
    return _at_most(letters, NAME)


def handle_of(text: str) -> str:
    """The stable key of a product as files spell it, without the differences that do not matter."""
    return _at_most(re.sub(r"\s+", "-", text.casefold()), HANDLE)


def made_sku(handle: str, choices: tuple[str, ...]) -> str:
    """A stock number for a variant that has none: the same handle and choices always give the same."""
    return _at_most("/".join(re.sub(r"\s+", "-", part) for part in (handle, *choices)), SKU)


def _at_most(key: str, most: int) -> str:
    if len(key) <= most:
        return key
    return f"{key[: most - 9]}-{sha256(key.encode()).hexdigest()[:8]}"
