"""The letters on charts: Latin, Greek, Cyrillic and the common Chinese characters, in the shapes of the language."""

from functools import lru_cache
from pathlib import Path

from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.ft2font import FT2Font

_FOLDER = Path(__file__).parent / "fonts"
_HANS, _HANT = "Kaituan Hans", "Kaituan Hant"
_LAST = "DejaVu Sans"
"""matplotlib's own, for signs that the others have not."""


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    for file in sorted(_FOLDER.glob("*.otf")):
        fontManager.addfont(file)
    return (_HANS, _HANT, _LAST)


@lru_cache(maxsize=64)
def letters(language: str, size: float) -> FontProperties:
    """Letters of that size in pixels; what one font has not comes from the next."""
    first, second, last = _families()
    if language == "zh_Hant":
        first, second = second, first
    return FontProperties(family=[first, second, last], size=size)


@lru_cache(maxsize=1)
def _drawable() -> frozenset[int]:
    files = [findfont(FontProperties(family=[name])) for name in _families()]
    return frozenset(code for file in files for code in FT2Font(file).get_charmap())


@lru_cache(maxsize=512)
def known(text: str) -> str:
    """The text without what no font of ours can draw (emoji, rare scripts); "?" where nothing is left of it."""
    plain = " ".join(text.split())
    kept = "".join(one for one in plain if ord(one) in _drawable() and one.isprintable())
    return " ".join(kept.split()) or ("?" if text.strip() else "")
