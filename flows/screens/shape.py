"""What keeps a screen within the messenger's limits: short names, trimmed texts, pages, paragraphs."""

import re
from collections.abc import Iterable
from functools import lru_cache

from markupsafe import Markup, escape

TOAST = 200
"""Characters of a toast (Bot API, answerCallbackQuery)."""
LABEL = 40
"""Characters of a label that a phone still shows whole, more or less."""
DESCRIPTION = 360
"""UTF-16 units of a description: with everything around it, a caption stays within 1024."""
NAME = 24
"""UTF-16 units of a person's name in a list of many."""
TITLE = 80
"""UTF-16 units of a title."""

_TAGS = re.compile(r"(</?[a-z][^<>]*>)")


def units(text: str) -> int:
    """The length of a text as messengers count it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


@lru_cache(maxsize=1024)
def shorten(text: str, most: int) -> str:
    """The text on at most `most` UTF-16 units, cut at a space where there is one near, with "…" at the end."""
    text = " ".join(text.split()) if "\n" not in text else text.strip()
    if len(text) * 2 <= most or units(text) <= most:
        return text
    cut = text.encode("utf-16-le")[: (most - 1) * 2].decode("utf-16-le", "ignore")
    space = cut.rfind(" ")
    return (cut[:space] if space > most * 2 // 3 else cut).rstrip() + "…"


def pages(total: int, size: int) -> int:
    """How many pages there are, at least one."""
    return max(1, -(-total // size))


def paragraphs(*parts: Markup | str | None) -> Markup:
    """The parts that there are, with an empty line between them; plain ones are escaped."""
    return _joined("\n\n", parts)


def lines(parts: Iterable[Markup | str | None]) -> Markup:
    """The parts that there are, one a line; plain ones are escaped."""
    return _joined("\n", parts)


def first_line(text: str) -> Markup:
    """The first line of a screen's text, with every tag that is open in it closed in it.

    A name may be of several lines: what a tag holds is one line then, and the cut comes behind it.
    """
    taken, open_ = "", 0
    for part in _TAGS.split(text.strip("\n")):
        if _TAGS.fullmatch(part):
            open_ += -1 if part.startswith("</") else 1
        elif not open_ and "\n" in part:
            return Markup(taken + part.partition("\n")[0])  # noqa: S704  a screen's text is markup
        taken += " ".join(part.split("\n"))
    return Markup(taken)  # noqa: S704  a screen's text is markup


def _joined(between: str, parts: Iterable[Markup | str | None]) -> Markup:
    said = [part if isinstance(part, Markup) else escape(part) for part in parts if part]
    return Markup(between.join(said))  # noqa: S704  every part is markup by now
