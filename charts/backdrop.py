"""The shapes behind the words of a poster, drawn at twice their size so that their edges are smooth."""

from functools import lru_cache

from PIL import Image, ImageDraw

from charts.colours import mixed

_WIDTH = 1080
_TWICE = 2
_ROUND = 28
_CIRCLES = ((960, 60, 330), (1010, 40, 180), (700, -60, 150))
"""Where they are, and how wide from the middle, in pixels: people who come together."""


@lru_cache(maxsize=16)
def backdrop(accent: str, height: int) -> Image.Image:
    """A field of the colour, with lighter circles that overlap in its corner. Not to be painted on."""
    field = Image.new("RGB", (_WIDTH * _TWICE, height * _TWICE), accent)
    canvas = ImageDraw.Draw(field)
    for at, (x, y, far) in enumerate(_CIRCLES):
        shade = mixed("#ffffff", accent, 0.08 + 0.05 * at)
        box = tuple(_TWICE * edge for edge in (x - far, y - far, x + far, y + far))
        canvas.ellipse(box, shade)
    return field.resize((_WIDTH, height), Image.Resampling.BOX)


@lru_cache(maxsize=8)
def card(size: tuple[int, int], line: str) -> tuple[Image.Image, Image.Image]:
    """A white card with round corners and a thin line around it, and the mask of its shape."""
    wide, tall = (_TWICE * edge for edge in size)
    corner = (0, 0, wide - 1, tall - 1)
    white = Image.new("RGB", (wide, tall), "#ffffff")
    around = ImageDraw.Draw(white)
    around.rounded_rectangle(corner, _ROUND * _TWICE, "#ffffff", line, 2 * _TWICE)
    shape = Image.new("L", (wide, tall), 0)
    ImageDraw.Draw(shape).rounded_rectangle(corner, _ROUND * _TWICE, 255)
    small = Image.Resampling.BOX
    return white.resize(size, small), shape.resize(size, small)


@lru_cache(maxsize=16)
def circle(wide: int, ground: str, line: str) -> tuple[Image.Image, Image.Image]:
    """A disc with a ring of the other colour around it, and the mask of its shape."""
    box = (0, 0, wide * _TWICE - 1, wide * _TWICE - 1)
    disc = Image.new("RGB", (wide * _TWICE, wide * _TWICE), line)
    ImageDraw.Draw(disc).ellipse(box, ground, line, 5 * _TWICE)
    shape = Image.new("L", disc.size, 0)
    ImageDraw.Draw(shape).ellipse(box, 255)
    small = Image.Resampling.BOX
    return disc.resize((wide, wide), small), shape.resize((wide, wide), small)
