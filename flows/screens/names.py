"""People's names among our words: short, and never turning the words around them."""

import re
import unicodedata
from functools import lru_cache

from flows.screens.shape import NAME, shorten

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that say in which direction what follows is written."""

_FROM, _TO = "\u2068", "\u2069"
"""What stands between them is written in its own direction, and nothing else is."""


@lru_cache(maxsize=1024)
def clean(name: str) -> str:
    """A name for a line of ours, plain; "" where nothing of it can be seen."""
    short = shorten(_TURNS.sub("", name), NAME)
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in short):
        return f"{_FROM}{short}{_TO}"
    return short
