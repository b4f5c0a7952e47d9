"""The process that draws: a chart's source on each line of its input, a picture for each on its output.

An answer is four bytes that say how long the PNG is, and the PNG; no bytes of it where that is no chart. The end of the
input is the end of the process, so that it never outlives whoever started it.
"""

import struct
import sys
from typing import BinaryIO

from charts.drawing import draw
from charts.values import chart_of

HEAD = struct.Struct(">I")


def work(asked: BinaryIO, answers: BinaryIO) -> None:
    """Draw until nothing more is asked."""
    for line in asked:
        answer = _drawn(line.decode().rstrip("\n"))
        answers.write(HEAD.pack(len(answer)) + answer)
        answers.flush()


def _drawn(source: str) -> bytes:
    chart = chart_of(source)
    return b"" if chart is None else draw(chart)


if __name__ == "__main__":
    work(sys.stdin.buffer, sys.stdout.buffer)
