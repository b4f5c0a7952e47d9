"""The process that draws: a picture's source on each line of its input, the picture of each on its output.

A photo that goes onto it follows behind a tab, in base64. An answer is four bytes that say how long the picture is, and
the picture; no bytes of it where there is nothing to draw. The
end of the input is the end of the process, so that it never outlives whoever started it.
"""

import struct
import sys
from base64 import b64decode
from typing import BinaryIO

from charts.codes import Code
from charts.posters import Poster
from charts.sources import Drawing, drawing_of

HEAD = struct.Struct(">I")


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw until nothing more is asked."""
    for line in asked:
        source, _, photo = line.rstrip(b"\n").partition(b"\t")
        answer = _drawn(source.decode(), b64decode(photo))
        answers.write(HEAD.pack(len(answer)) + answer)
        answers.flush()


def _drawn(source: str, photo: bytes = b"") -> bytes:
    drawing = drawing_of(source)
    return b"" if drawing is None else _draw(drawing, photo)


def _draw(drawing: Drawing, photo: bytes) -> bytes:
    """Each loads what it needs when it is first asked for: a code need not wait a second for what draws charts."""
    if isinstance(drawing, Code):
        from charts import ticket  # noqa: PLC0415 - loaded when first asked for

        return ticket.draw(drawing)
    if isinstance(drawing, Poster):
        from charts import placard  # noqa: PLC0415 - loaded when first asked for

        return placard.draw(drawing, photo)
    from charts.drawing import draw  # noqa: PLC0415 - matplotlib: only when first asked for

    return draw(drawing)


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
