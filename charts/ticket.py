"""A code to be scanned as a picture: the squares, and under them its words."""

from io import BytesIO

from PIL import Image, ImageDraw

from charts.codes import Code
from charts.script import Letters, known, write
from charts.squares import squares

WIDTH = 1080
_MARGIN = 56
_SQUARES = WIDTH - 2 * _MARGIN
_TOP = 24
_LARGE, _SMALL = 148, 40
"""Pixels: on a phone's screen of 360 points, a third of these."""
_INK, _FAINT, _GROUND = 0, 96, 255


def draw(code: Code) -> bytes:
    """The code as a PNG in greys, 1080 pixels wide. Raises segno.DataOverflowError for a link beyond 1,663 bytes."""
    scanned = squares(code.link, _SQUARES)
    notes = [note for note in code.notes if known(note)]
    foot = _TOP + scanned.height
    height = foot + (170 if code.large else 0) + 58 * len(notes) + _MARGIN
    sheet = Image.new("L", (WIDTH, height), _GROUND)
    sheet.paste(scanned, ((WIDTH - scanned.width) // 2, _TOP))
    _words(ImageDraw.Draw(sheet), code, notes, foot)
    out = BytesIO()
    sheet.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _words(canvas: ImageDraw.ImageDraw, code: Code, notes: list[str], foot: int) -> None:
    line, middle = foot, WIDTH / 2
    if code.large:
        line += 130
        large = Letters(_LARGE, code.language, _INK, weight=2)
        write(canvas, code.large, (middle, line), large, room=_SQUARES, side="center")
        line += 40
    small = Letters(_SMALL, code.language, _FAINT)
    for note in notes:
        write(canvas, note, (middle, line + 46), small, room=_SQUARES, side="center")
        line += 58
