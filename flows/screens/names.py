"""People's names among our words: short, saying who speaks for a guest, and never turning the words around them."""

import re
import unicodedata
from functools import lru_cache

from flows.screens.shape import NAME, shorten, units

_TURNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Signs that say in which direction what follows is written."""

_FROM, _TO = "\u2068", "\u2069"
"""What stands between them is written in its own direction, and nothing else is."""


_HOST = 12
"""UTF-16 units that a host's name has at least, behind their guest's."""


@lru_cache(maxsize=1024)
def short(name: str) -> str:
    """A person's name in at most NAME units; of a guest's the host is not lost: "Olivia Ha… (Omar Farouk)"."""
    whole = " ".join(name.split())
    guest, there_is, rest = whole.partition(" (")
    if units(whole) <= NAME or not there_is or not rest.endswith(")"):
        return shorten(name, NAME)
    room = NAME - units(" ()")
    host = shorten(rest[:-1], max(_HOST, room - units(guest)))
    return f"{shorten(guest, room - units(host))} ({host})"


@lru_cache(maxsize=1024)
def clean(name: str) -> str:
    """A name for a line of ours, plain; "" where nothing of it can be seen."""
    short_ = short(_TURNS.sub("", name))
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in short_):
        return f"{_FROM}{short_}{_TO}"
    return short_
