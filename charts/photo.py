"""A photo as it stands on a picture: upright, filling its room, without what it shows beyond."""

from io import BytesIO

from PIL import Image, ImageOps

_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST = 50_000_000
"""Pixels: larger ones take seconds and hundreds of megabytes."""


def opened(data: bytes, size: tuple[int, int]) -> Image.Image | None:
    """The photo cut to that size, or None for what is no photo that can be shown."""
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > _MOST:
                return None
            image.draft("RGB", (max(size), max(size)))
            upright = ImageOps.exif_transpose(image)
            return ImageOps.fit(_on_white(upright), size, Image.Resampling.BICUBIC)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    solid = image.convert("RGBA")
    ground = Image.new("RGBA", solid.size, "#ffffff")
    return Image.alpha_composite(ground, solid).convert("RGB")
