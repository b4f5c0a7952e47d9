"""The process that draws: a picture's source on each line of its input, the picture of each on its output.

An answer is four bytes that say how long the PNG is, and the PNG; no bytes of it where there is nothing to draw. The
end of the input is the end of the process, so that it never outlives whoever started it.
"""

import struct
import sys
from typing import BinaryIO

from charts.codes import Code
from charts.sources import Drawing, drawing_of

HEAD = struct.Struct(">I")


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw until nothing more is asked."""
    for line in asked:
        answer = _drawn(line.decode().rstrip("\n"))
        answers.write(HEAD.pack(len(answer)) + answer)
        answers.flush()


def _drawn(source: str) -> bytes:
    drawing = drawing_of(source)
    return b"" if drawing is None else _draw(drawing)


def _draw(drawing: Drawing) -> bytes:
    """Each loads what it needs when it is first asked for: a code need not wait a second for what draws charts."""
    if isinstance(drawing, Code):
        from charts import ticket  # noqa: PLC0415 - as above

        return ticket.draw(drawing)
    from charts.drawing import draw  # noqa: PLC0415 - as above

    return draw(drawing)


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
