"""What both libraries share of downloads: a bound on what is taken, and what a file server's refusals mean."""

from io import BytesIO
from typing import Any

from bot.answers import Failed, Refused


class TooLarge(Exception):
    """The file has more bytes than are taken."""

    answer = Refused(413, "file is too big")


class Sink(BytesIO):
    """Takes at most `most` bytes, whatever was said of the file before. Raises TooLarge."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._left = most

    def expect(self, size: int | None) -> None:
        """So many bytes are to come, where that is known."""
        if size is not None and size > self._left:
            raise TooLarge

    def write(self, data: Any, /) -> int:
        """Take some of it."""
        taken = super().write(data)
        self._left -= taken
        if self._left < 0:
            raise TooLarge
        return taken


def unavailable(status: int) -> Refused | Failed:
    """An answer of the file server other than the file: gone for good, or worth another try."""
    if status in (429, 500, 502, 503, 504):
        return Failed(f"the file server said {status}", maybe_done=False)
    return Refused(status, "the file is not there any more")
