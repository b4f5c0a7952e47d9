"""A poster as a picture: a photo or a field of colour, what is offered, somebody's own words, and the code to scan.

Heights are added up from the foot, so that what is not said leaves its room to the photo.
"""

from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageDraw

from charts import photo
from charts.backdrop import backdrop, card, circle
from charts.colours import ACCENTS, mixed
from charts.paragraph import Block, block
from charts.posters import Fact, Poster
from charts.script import Letters, legible, write
from charts.squares import squares

WIDTH, HEIGHT = 1080, 1440
_MARGIN = 64
_ROOM = WIDTH - 2 * _MARGIN
_CODE = 432
_CARD = (_CODE, _CODE + 60)
_FOOT = _CARD[1] + _MARGIN
"""The height of what stands at the foot: the code, and price and facts beside it."""
_COLUMN = _ROOM - _CODE - 40
_GAP = 40
_BADGE = 170
_INK, _FAINT = "#1d2322", "#5a615f"
_QUALITY, _LESS = 88, 76
_LARGEST = 300_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class _Middle:
    """The lines between the photo and the foot: the shop and the title where there is a photo, and the words."""

    shop: str
    title: Block
    words: Block
    by: str

    @property
    def height(self) -> int:
        """Pixels, with the space above and below them."""
        shop = _SHOP if self.shop else 0
        title = self.title.height + 12 if self.title.lines else 0
        words = self.words_height + 28 if self.words.lines else 0
        return _GAP + shop + title + words + (_GAP if title or words else 60)

    @property
    def words_height(self) -> int:
        """Pixels of the words and the name below them."""
        return self.words.height + (48 if self.by else 0)


_SHOP = 56


def draw(poster: Poster, picture: bytes = b"") -> bytes:
    """The poster as a JPEG of 1080 by 1440 pixels, with that photo (b"" for none) of what is sold.

    Raises segno.DataOverflowError for a link beyond 1,663 bytes.
    """
    poster = _legible(poster)
    accent = ACCENTS.get(poster.accent, ACCENTS["ember"])[0]
    sheet = Image.new("RGB", (WIDTH, HEIGHT), mixed(accent, "#ffffff", 0.05))
    canvas = ImageDraw.Draw(sheet)
    lines = _middle(poster, pictured=True)
    shown = photo.opened(picture, (WIDTH, _above(lines))) if picture else None
    if shown is not None:
        sheet.paste(shown, (0, 0))
        _badge(sheet, poster, _above(lines), (accent, "#ffffff"))
    else:
        lines = _middle(poster, pictured=False)
        sheet.paste(backdrop(accent, _above(lines)), (0, 0))
        _head(canvas, poster, _above(lines))
        _badge(sheet, poster, _above(lines), ("#ffffff", accent))
    _say(canvas, poster, lines, accent)
    _foot(sheet, canvas, poster, accent)
    return _pressed(sheet)


def _pressed(sheet: Image.Image) -> bytes:
    """The picture in few bytes: a photo with very much on it is pressed harder."""
    out = BytesIO()
    sheet.save(out, "JPEG", quality=_QUALITY, subsampling=0)
    if out.tell() > _LARGEST:
        out = BytesIO()
        sheet.save(out, "JPEG", quality=_LESS, subsampling=2)
    return out.getvalue()


def _legible(poster: Poster) -> Poster:
    """The poster without words that our letters cannot say."""
    words = legible(poster.words)
    return replace(
        poster,
        title=legible(poster.title),
        shop=legible(poster.shop),
        words=words,
        by=legible(poster.by) if words else "",
    )


def _middle(poster: Poster, *, pictured: bool) -> _Middle:
    """Without a photo, the title and the shop stand in the field of colour instead."""
    title = Letters(60, poster.language, _INK, weight=1.4)
    words = Letters(44, poster.language, _INK)
    room = _ROOM - 36 - (0 if pictured else _BADGE + 20)
    return _Middle(
        shop=poster.shop if pictured else "",
        title=block(poster.title if pictured else "", (62, 54, 48), title, _ROOM, 2),
        words=block(poster.words, (46, 40, 36), words, room, 3),
        by=poster.by,
    )


def _above(lines: _Middle) -> int:
    """The height of the photo."""
    return HEIGHT - _FOOT - lines.height


def _head(canvas: ImageDraw.ImageDraw, poster: Poster, height: int) -> None:
    """The shop and the title, on a field of colour of that height."""
    white = Letters(40, poster.language, "#ffffff", weight=0.5)
    write(canvas, poster.shop, (_MARGIN, 108), white, room=_ROOM)
    bold, high = replace(white, weight=2.2), height - _BADGE // 2 - 20
    title = block(poster.title, (128, 112, 96, 84, 72, 62, 54), bold, _ROOM, 4, high - 130)
    title.draw(canvas, _MARGIN, high - title.height, _ROOM)


def _badge(sheet: Image.Image, poster: Poster, middle: int, colours: tuple[str, str]) -> None:
    """What is saved, in a circle on the edge of the photo."""
    if not poster.less:
        return
    ground, ink = colours
    left, top = WIDTH - _MARGIN - _BADGE, middle - _BADGE // 2
    disc, shape = circle(_BADGE, ground, ink)
    sheet.paste(disc, (left, top), shape)
    letters = Letters(50, poster.language, ink, weight=1.4)
    at = (left + _BADGE / 2, middle + 18)
    write(ImageDraw.Draw(sheet), poster.less, at, letters, room=_BADGE - 36, side="center")


def _say(canvas: ImageDraw.ImageDraw, poster: Poster, lines: _Middle, accent: str) -> None:
    top = _above(lines) + _GAP
    if lines.shop:
        small = Letters(36, poster.language, accent, weight=0.7)
        write(canvas, lines.shop, (_MARGIN, top + 34), small, room=_ROOM - _BADGE - 40)
        top += _SHOP
    if lines.title.lines:
        lines.title.draw(canvas, _MARGIN, top, _ROOM)
        top += lines.title.height + 12
    if lines.words.lines:
        top += 14
        tall = lines.words_height
        canvas.rounded_rectangle((_MARGIN, top, _MARGIN + 7, top + tall), 3, accent)
        room = _ROOM - 36
        lines.words.draw(canvas, _MARGIN + 36, top, room)
        by = Letters(34, poster.language, _FAINT)
        write(canvas, lines.by, (_MARGIN + 36, top + tall - 8), by, room=room)


def _foot(sheet: Image.Image, canvas: ImageDraw.ImageDraw, poster: Poster, accent: str) -> None:
    """The code at the right on a card of its own, price and facts at its left."""
    code = squares(poster.link, _CODE)
    left, top = WIDTH - _MARGIN - _CARD[0], HEIGHT - _FOOT
    white, shape = card(_CARD, mixed(accent, "#ffffff", 0.25))
    sheet.paste(white, (left, top), shape)
    sheet.paste(code, (left + (_CODE - code.width) // 2, top + (_CODE - code.height) // 2))
    scan = Letters(36, poster.language, _INK, weight=0.9)
    at = (left + _CARD[0] / 2, top + _CODE + 26)
    write(canvas, poster.scan, at, scan, room=_CODE - 60, side="center")
    _beside(canvas, poster, top, accent)


def _beside(canvas: ImageDraw.ImageDraw, poster: Poster, top: float, accent: str) -> None:
    """The price and the facts, in the middle of the code's height; many of them begin a little above it."""
    high = 128 + 48 * len(poster.beside) + sum(map(_height, poster.facts))
    top += max(-_GAP, (_CARD[1] - high) / 2)
    large = Letters(120, poster.language, accent, weight=2.4)
    write(canvas, poster.price, (_MARGIN, top + 104), large, room=_COLUMN)
    top += 128
    small = Letters(36, poster.language, _FAINT)
    for line in poster.beside:
        write(canvas, line, (_MARGIN, top + 36), small, room=_COLUMN)
        top += 48
    for fact in poster.facts:
        _fact(canvas, fact, poster.language, top + _GAP)
        top += _height(fact)


def _height(fact: Fact) -> int:
    return _GAP + 44 * bool(fact.label) + 64 * bool(fact.value) + 44 * bool(fact.note)


def _fact(canvas: ImageDraw.ImageDraw, fact: Fact, language: str, top: float) -> None:
    """A label, large what it says, and small a note."""
    small = Letters(34, language, _FAINT)
    large = Letters(54, language, _INK, weight=1.2)
    for said, letters, step in ((fact.label, small, 44), (fact.value, large, 64)):
        if said:
            top += step
            write(canvas, said, (_MARGIN, top - 10), letters, room=_COLUMN)
    write(canvas, fact.note, (_MARGIN, top + 34), small, room=_COLUMN)
