"""A merchant's words as the rules see them: plain digits, lower case, simplified characters, and where each stood."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from opencc import OpenCC

from catalog.captions.counts import MEASURE, NOUN, ODD
from catalog.typed import plain

LONGEST = 4096
"""Characters that are read: no message of a messenger is longer."""

HAN = re.compile(r"[\u3400-\u9fff]")
PARTING = re.compile(r"[;\n|•·!?]|,(?!\d)|(?<!\d),|\.(?=\s|$)|(?<=\s)[-/](?=\s)")
"""Between two clauses. A comma between two digits may belong to a number, and parts nothing."""

_LIST_COMMA = re.compile(rf"(?<=\d),(?!\d{{3}}(?!\d))(?=\d+ ?(?:{MEASURE}|{NOUN}|人))")
"""In "单买12,40瓶" the comma parts two clauses: nobody counts 12.40 bottles."""
_CLAIMED = "\x00"
_BORDER = re.compile(rf"{PARTING.pattern}|{_CLAIMED}+")
_BORDER_HAN = re.compile(rf"{_BORDER.pattern}|(?<!\d) | (?![\u3400-\u9fff])")
"""Chinese needs no comma where it has a space, except between a number and what it counts."""
_MARKS = {"，": ", ", "、": ", ", "。": "; ", "｡": "; ", "—": "-", "―": "-", "〜": "~", "〇": "零"}
"""A Chinese comma is never a decimal comma, so it must not become one."""

_chinese = OpenCC("t2s")


@dataclass(slots=True)
class Writing:
    """A text and its plain form; what a rule has understood is claimed, so that no other rule reads it again."""

    said: str
    text: str = field(init=False)
    _from: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Make every sign plain by itself, so that each can be found again in what was said."""
        signs = [_plain(sign) for sign in self.said[:LONGEST]]
        self.text = _LIST_COMMA.sub(";", "".join(signs))
        self._from = [at for at, sign in enumerate(signs) for _ in sign]

    @property
    def han(self) -> bool:
        """Whether any Chinese stands in it."""
        return HAN.search(self.said) is not None

    def words(self, start: int, end: int) -> str:
        """What was said in that part of the plain text."""
        if start >= end:
            return ""
        return self.said[self._from[start] : self._from[end - 1] + 1].strip(" \t\n,;，；、。")

    def claim(self, start: int, end: int) -> None:
        """Let no other rule read that part."""
        self.text = self.text[:start] + _CLAIMED * (end - start) + self.text[end:]

    def claimed(self, start: int, end: int) -> bool:
        """Whether any of that part was understood."""
        return _CLAIMED in self.text[start:end]

    def first_claim(self) -> int:
        """Where the first part that was understood begins; the end where nothing was."""
        at = self.text.find(_CLAIMED)
        return at if at >= 0 else len(self.text)

    def first_clause(self) -> int:
        """Where the first clause ends: there the goods are named, so loose rules stay out of it."""
        parting = PARTING.search(self.text)
        return min(parting.start() if parting else len(self.text), self.first_claim())

    def clauses(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Every clause in that part of the plain text."""
        at = start
        for parting in PARTING.finditer(self.text, start, end):
            yield at, parting.start()
            at = parting.end()
        yield at, end

    def clause(self, at: int) -> str:
        """The clause around a place in the plain text."""
        edges = [(0, 0), *(parting.span() for parting in PARTING.finditer(self.text))]
        start = max(end for _, end in edges if end <= at)
        return self.text[start : min((s for s, _ in edges[1:] if s >= at), default=len(self.text))]

    def pieces(self, start: int) -> Iterator[tuple[int, int]]:
        """What stands by itself from there on: clauses, and what is left between what was understood."""
        borders = _BORDER_HAN if self.han else _BORDER
        for border in [*borders.finditer(self.text, start), None]:
            end = border.start() if border else len(self.text)
            piece = self.text[start:end]
            if piece.strip():
                left = len(piece) - len(piece.lstrip())
                yield start + left, start + len(piece.rstrip())
            start = border.end() if border else end


@lru_cache(maxsize=8192)
def _plain(sign: str) -> str:
    """One sign made plain; "²" and "½" become no digits that nobody wrote."""
    if sign in _MARKS:
        return _MARKS[sign]
    if sign.isascii():
        return sign.lower() if sign.isprintable() or sign == "\n" else " "
    narrow = unicodedata.normalize("NFKC", sign)
    if narrow != sign and re.search(r"\d", narrow) and unicodedata.decimal(sign, None) is None:
        return ODD
    if narrow.isspace() or not narrow.strip(" "):
        return " "
    return str(_chinese.convert(plain(narrow) or " ")).lower()
