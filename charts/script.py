"""Words on pictures that are painted, in the same letters as on charts."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Literal, TypeAlias
from unicodedata import normalize

from fontTools.ttLib import TTFont
from PIL import ImageDraw, ImageFont

_FOLDER = Path(__file__).parent / "fonts"
_HANS, _HANT = "kaituan-hans.otf", "kaituan-hant.otf"
_OTHERS = ("kaituan-more.ttf", "kaituan-thai.ttf")
_SMALLEST = 20
_ELLIPSIS = "…"
_MOSTLY = 4
"""Of so many letters one may be unknown."""

Colour: TypeAlias = int | str
Side: TypeAlias = Literal["left", "center"]


@dataclass(frozen=True, slots=True)
class Letters:
    """How something is written: `size` in pixels, `weight` the pixels that each line of a letter is thicker."""

    size: int
    language: str = "en"
    colour: Colour = 0
    weight: float = 0


@lru_cache(maxsize=4)
def _drawable(name: str) -> frozenset[int]:
    with TTFont(_FOLDER / name, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    file = str(_FOLDER / name)
    return ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)


def _faces(language: str) -> tuple[str, ...]:
    chinese = (_HANT, _HANS) if language == "zh_Hant" else (_HANS, _HANT)
    return (*chinese, *_OTHERS)


@lru_cache(maxsize=1)
def _all_drawable() -> frozenset[int]:
    return frozenset().union(*map(_drawable, _faces("")))


def known(text: str) -> str:
    """The text without what no font of ours can draw (emoji, rare scripts); "" where nothing is left of it."""
    plain = " ".join(normalize("NFC", text).split())
    kept = "".join(one for one in plain if ord(one) in _all_drawable() and one.isprintable())
    return " ".join(kept.split())


def legible(text: str) -> str:
    """What is `known` of a text, or "" where so many letters are not that the rest would say something else."""
    letters = [one for one in normalize("NFC", text) if one.isalnum()]
    lost = sum(ord(one) not in _all_drawable() for one in letters)
    return "" if lost * _MOSTLY > len(letters) else known(text)


def write(
    canvas: ImageDraw.ImageDraw,
    text: str,
    at: tuple[float, float],
    letters: Letters,
    *,
    room: float,
    side: Side = "left",
) -> float:
    """Write on one line whose foot is at `at` (its "left" end or its "center"), and give its width in pixels.

    What is wider than `room` is made smaller, and cut where that is not enough.
    """
    text, letters = _fitting(known(text), letters, room)
    width = width_of(text, letters)
    x, y = at[0] - (width / 2 if side == "center" else 0), at[1]
    colour, weight = letters.colour, letters.weight
    for face, run in _runs(text, letters.language):
        font = _font(face, letters.size)
        canvas.text((x, y), run, colour, font, anchor="ls", stroke_width=weight, stroke_fill=colour)
        x += font.getlength(run)
    return width


def _fitting(text: str, letters: Letters, room: float) -> tuple[str, Letters]:
    width = width_of(text, letters)
    if width > room:
        letters = replace(letters, size=max(_SMALLEST, int(letters.size * room / width)))
    while letters.size > _SMALLEST and width_of(text, letters) > room:
        letters = replace(letters, size=letters.size - 1)
    if width_of(text, letters) <= room:
        return text, letters
    while text and width_of(text + _ELLIPSIS, letters) > room:
        text = text[:-1].rstrip()
    return text + _ELLIPSIS, letters


def width_of(text: str, letters: Letters) -> float:
    """How many pixels wide a text is on one line."""
    runs = _runs(text, letters.language)
    return sum(_font(face, letters.size).getlength(run) for face, run in runs)


def _runs(text: str, language: str) -> list[tuple[str, str]]:
    """The text in pieces that one font can draw, each with its font."""
    faces = _faces(language)
    found: list[tuple[str, str]] = []
    for one in text:
        face = next((face for face in faces if ord(one) in _drawable(face)), faces[0])
        if found and found[-1][0] == face:
            found[-1] = (face, found[-1][1] + one)
        else:
            found.append((face, one))
    return found
