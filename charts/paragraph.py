"""Words on several lines of a painted picture: broken where their language may break, as large as their room allows."""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from PIL import ImageDraw

from charts.script import Letters, Side, width_of, write

_WIDE = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")
_NEVER_FIRST = frozenset("，。、！？：；）」』》〉】…,.!?:;)]}%”’")
_NEVER_LAST = frozenset("（「『《〈【([{“‘")
_LEADING = 1.32
"""From the foot of a line to the next, in sizes."""
_ELLIPSIS = "…"
_SHORT = 0.4
"""Of its room: a last line that is shorter takes words from those above it."""
_STEPS = 6
"""Of halving the room in which lines are as long as each other: to a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that are ready to be written, all in the same letters."""

    lines: tuple[str, ...]
    letters: Letters

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the foot of the last, with what hangs below it."""
        return round(len(self.lines) * self.letters.size * _LEADING)

    def draw(
        self, canvas: ImageDraw.ImageDraw, x: float, top: float, room: float, side: Side = "left"
    ) -> None:
        """Write them from `top` down."""
        step = self.letters.size * _LEADING
        for at, line in enumerate(self.lines):
            foot = top + at * step + self.letters.size * 1.03
            write(canvas, line, (x, foot), self.letters, room=room, side=side)


def block(
    text: str,
    sizes: Iterable[int],
    letters: Letters,
    room: float,
    most: int,
    tallest: float = math.inf,
) -> Block:
    """The text in the largest of these sizes in which `most` lines hold it; in the last one it is cut.

    Where they are more than `tallest` pixels high, too, a smaller size is sought.
    """
    pieces = _pieces(text)
    found = Block((), letters)
    lines: list[str] = []
    for size in sizes:
        as_ = replace(letters, size=size)
        wide = [width_of(piece, as_) for piece in pieces]
        lines = _broken(pieces, wide, as_, room)
        found = Block(tuple(lines[:most]), as_)
        if len(lines) <= most and found.height <= tallest:
            return replace(found, lines=_balanced(pieces, wide, as_, room, len(lines)))
    if len(lines) <= most:
        return found
    return replace(found, lines=(*found.lines[:-1], _cut(found.lines[-1], found.letters, room)))


def _balanced(
    pieces: list[str], wide: list[float], letters: Letters, room: float, number: int
) -> tuple[str, ...]:
    """The lines in as little room as still makes no more of them, where the last would be a word or two."""
    narrow, enough = room / 2, room
    last = width_of(_broken(pieces, wide, letters, room)[-1], letters) if number > 1 else room
    for _ in range(_STEPS if last < room * _SHORT else 0):
        middle = (narrow + enough) / 2
        fits = max(wide) <= middle and len(_broken(pieces, wide, letters, middle)) <= number
        narrow, enough = (narrow, middle) if fits else (middle, enough)
    return tuple(_broken(pieces, wide, letters, enough))


def _broken(pieces: list[str], wide: list[float], letters: Letters, room: float) -> list[str]:
    """The pieces in lines of at most `room` pixels; a word that is wider is broken where it must."""
    lines: list[str] = []
    line, taken = "", 0.0
    for piece, width in zip(pieces, wide, strict=True):
        if taken + width <= room:
            line, taken = line + piece, taken + width
            continue
        if line.strip():
            lines.append(line.strip())
        line, taken = piece.lstrip(), width
        if width > room:
            *full, line = _chopped(line, letters, room)
            lines += full
            taken = width_of(line, letters)
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """What is never broken: a word with the space before it, or a Chinese character with its punctuation."""
    found: list[str] = []
    for one in text:
        if found and not _breaks(found[-1], one):
            found[-1] += one
        else:
            found.append(one)
    return found


def _breaks(before: str, one: str) -> bool:
    """Whether a line may end between this piece and the next character."""
    last = before[-1]
    if one in _NEVER_FIRST or last in _NEVER_LAST or last.isspace():
        return False
    return one.isspace() or bool(_WIDE.match(one)) or bool(_WIDE.match(last))


def _chopped(word: str, letters: Letters, room: float) -> list[str]:
    """A word in parts that each fit."""
    parts = [""]
    for one in word:
        if parts[-1] and width_of(parts[-1] + one, letters) > room:
            parts.append("")
        parts[-1] += one
    return parts


def _cut(line: str, letters: Letters, room: float) -> str:
    while line and width_of(line + _ELLIPSIS, letters) > room:
        line = line[:-1].rstrip()
    return line + _ELLIPSIS
