"""A link as a QR code: whole pixels for each square, and the quiet zone that scanners need (ISO/IEC 18004)."""

import segno
from PIL import Image

QUIET = 4
"""Squares of white around a code."""


def squares(link: str, most: int) -> Image.Image:
    """The link as black squares on white with its quiet zone, at most so many pixels wide.

    A quarter of it may be dirty or covered (level Q). Raises segno.DataOverflowError beyond 1,663 bytes.
    """
    code = segno.make(link, error="q", micro=False)
    matrix = tuple(code.matrix_iter(scale=1, border=QUIET))
    side = len(matrix)
    small = Image.new("L", (side, side))
    small.putdata([0 if dark else 255 for row in matrix for dark in row])
    each = max(1, most // side)
    return small.resize((side * each, side * each), Image.Resampling.NEAREST)
