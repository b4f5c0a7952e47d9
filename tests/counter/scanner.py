"""A scanner for stories: what a camera reads off a picture of ours."""

from io import BytesIO

import zxingcpp
from PIL import Image


def opened(picture: bytes) -> Image.Image:
    """The picture, in greys."""
    return Image.open(BytesIO(picture)).convert("L")


def scanned(picture: Image.Image) -> str:
    """The link in the one code on it; "" where nothing can be read."""
    found = zxingcpp.read_barcodes(picture)
    assert len(found) <= 1
    return found[0].text if found else ""
