"""How long a group stays open, found in a caption."""

import re
from collections.abc import Iterator

from catalog.captions.counts import LENGTH, LENGTH_UNIT, read_length
from catalog.captions.findings import Finding, any_of, number_in, search, search_pieces
from catalog.captions.writing import Writing
from catalog.editing.drafting import Field, Why

_N = f"(?P<n>{LENGTH})"
_OPEN = any_of(
    [
        rf"(?<![a-z])(?:groups? )?(?:(?:stays?|is|are|remains?) )?open (?:for )?{_N}",
        rf"(?<![a-z])groups? (?:lasts?|runs?)(?: for)? {_N}",
        rf"(?<![a-z])window(?: of| is)?[ :]*{_N}",
        rf"{_N} (?:to (?:fill|join|complete)|window|per group)(?![a-z])",
        rf"{_N}(?:之?内)?(?:可?成团|拼成|拼团|拼单|凑[齐满]|满员)",
        rf"(?:成团|拼团|开团|团购)(?:时间|时限|期限|有效期?|限时)?[为是]?[ :]*{_N}",
    ]
)
_ALONE = any_of([_N])
_BROKEN = re.compile(rf"\d+[.,]\d+ ?{LENGTH_UNIT}")
_OR_NOT = any_of(
    [rf"(?:for|within|in) {_N}(?: only)?", rf"(?:限时|有效期?)?[ :]*{_N}(?:之?内)?(?:有效)?"]
)


def find_window(writing: Writing) -> Iterator[Finding]:
    """A length of time that a word gives to groups."""
    for match in search(writing, _OPEN):
        length = read_length(number_in(match))
        yield Finding(
            Field.WINDOW, Why.UNREADABLE if length is None else length, writing.words(*match.span())
        )


def find_bare_window(writing: Writing, start: int) -> Iterator[Finding]:
    """A length of time that stands by itself ("24h"); "within 2 days" may be about groups or not."""
    for match in search_pieces(writing, _ALONE, start):
        length = read_length(number_in(match))
        yield Finding(
            Field.WINDOW, Why.UNREADABLE if length is None else length, writing.words(*match.span())
        )
    for match in search_pieces(writing, _BROKEN, start):
        yield Finding(Field.WINDOW, Why.UNREADABLE, writing.words(*match.span()))
    for match in search_pieces(writing, _OR_NOT, start):
        yield Finding(Field.WINDOW, Why.TWO, writing.words(*match.span()))
