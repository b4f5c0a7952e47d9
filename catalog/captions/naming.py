"""What the goods are called in a caption, and what else is said of them."""

import re
from collections.abc import Iterator

from catalog.captions.writing import Writing

LONGEST_TITLE = 200
_EDGES = " \t\r,;:.，；：。、-–—|/~·•*([{（【"

_PRICE_LEFT = re.compile(r"[,;，；]\s*[\W\d]*$")
"""A last clause without any word is no part of a name."""


def title_of(writing: Writing) -> str:
    """The first line, or its first words where what was understood stands in it; "" where nothing is left."""
    line_end = writing.text.find("\n", _lead(writing.text))
    end = len(writing.text) if line_end < 0 else line_end
    named = writing.words(0, min(end, writing.first_claim())).strip(_EDGES + "\n")
    return _PRICE_LEFT.sub("", named)


def description_of(writing: Writing) -> str:
    """Every further line of which nothing was understood, and of the others the clauses of which nothing was."""
    after_title = min(_end_of_line(writing), writing.first_claim())
    lines: list[str] = []
    start = after_title
    while start < len(writing.text):
        end = writing.text.find("\n", start)
        end = len(writing.text) if end < 0 else end
        lines.append(_rest(writing, start, end))
        start = end + 1
    return "\n".join(line for line in lines if line)


def _end_of_line(writing: Writing) -> int:
    end = writing.text.find("\n", _lead(writing.text))
    return len(writing.text) if end < 0 else end


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())


def _rest(writing: Writing, start: int, end: int) -> str:
    if not writing.claimed(start, end):
        return writing.words(start, end).strip()
    kept = [writing.words(*span).strip(_EDGES) for span in _clauses(writing, start, end)]
    between = "，" if writing.han else ", "
    return between.join(words for words in kept if any(map(str.isalnum, words)))


def _clauses(writing: Writing, start: int, end: int) -> Iterator[tuple[int, int]]:
    for begin, stop in writing.clauses(start, end):
        if not writing.claimed(begin, stop):
            yield begin, stop
