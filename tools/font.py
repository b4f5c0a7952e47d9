"""Cuts the letters of pictures out of Noto (Debian: fonts-noto-cjk, fonts-noto-core): python tools/font.py [FOLDER]."""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.pofile import read_po
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "charts" / "fonts"
NOTO = "/usr/share/fonts"
CJK, CORE = "opentype/noto/NotoSansCJK-Regular.ttc", "truetype/noto"
CUTS = {
    "zh_Hans": ("Noto Sans CJK SC", "Kaituan Hans"),
    "zh_Hant": ("Noto Sans CJK TC", "Kaituan Hant"),
}
"""By language: the face in the collection, and what the cut is called (the licence keeps the name "Source" back)."""

OTHERS = {
    "kaituan-more": ("NotoSans-Regular.ttf", ((0x80, 0x250), (0x300, 0x530), (0x1E00, 0x2000))),
    "kaituan-thai": ("NotoSansThai-Regular.ttf", ((0x0E00, 0x0E80),)),
}
"""Letters that Noto Sans CJK has not: Polish, Turkish, Vietnamese, all of Cyrillic; Thai."""

_MONEY = (0x20A0, 0x20C1)
_EVERYWHERE = ((0x20, 0x17F), (0x391, 0x3CA), (0x400, 0x460), (0x2010, 0x2040), (0x20A0, 0x20C0))
_SIGNS = (
    (0x2100, 0x2140),
    (0x2190, 0x21A0),
    (0x2212, 0x2213),
    (0x25A0, 0x25D0),
    (0x3000, 0x3020),
    (0xFF01, 0xFF60),
)
_LEVEL_ONE = {"zh_Hans": ("gb2312", 0xB0A1, 0xD7F9), "zh_Hant": ("big5", 0xA440, 0xC67E)}
"""The 3,755 and 5,401 characters that each national set calls common."""


def common(language: str) -> set[int]:
    """The code points of the national set's first level."""
    codec, first, last = _LEVEL_ONE[language]
    pairs = (number.to_bytes(2, "big") for number in range(first, last + 1))
    return {ord(one) for pair in pairs for one in pair.decode(codec, "ignore") if len(one) == 1}


def said() -> set[int]:
    """Every character of our own texts, in all languages."""
    texts = []
    for file in (ROOT / "flows" / "locale").glob("*/LC_MESSAGES/kaituan.po"):
        with file.open("rb") as lines:
            texts += [str(entry.string) for entry in read_po(lines)]
    return {ord(one) for text in texts for one in text}


def spans(pairs: Iterable[tuple[int, int]]) -> set[int]:
    """The code points of some ranges."""
    return {point for first, end in pairs for point in range(first, end)}


def cut(collection: TTCollection, language: str) -> Path:
    """Write one language's letters down."""
    face, name = CUTS[language]
    font: TTFont = next(one for one in collection.fonts if one["name"].getDebugName(1) == face)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(unicodes=common(language) | said() | spans(_EVERYWHERE) | spans(_SIGNS))
    cutter.subset(font)
    call(font, name)
    font["CFF "].cff.fontNames = [name.replace(" ", "")]
    file = FONTS / f"{name.lower().replace(' ', '-')}.otf"
    font.save(file)
    return file


def cut_other(folder: Path, name: str) -> Path:
    """Write the letters of some other scripts down."""
    source, wanted = OTHERS[name]
    font = TTFont(folder / source)
    options = Options(layout_features=["kern"], hinting=False, name_IDs=["*"], notdef_outline=True)
    cutter = Subsetter(options)
    cutter.populate(unicodes=spans((*wanted, _MONEY)))
    cutter.subset(font)
    call(font, name.replace("-", " ").title())
    file = FONTS / f"{name}.ttf"
    font.save(file)
    return file


def call(font: TTFont, name: str) -> None:
    """Give a cut its own name."""
    for record in list(font["name"].names):
        if record.nameID in {1, 4, 16}:
            font["name"].setName(
                name, record.nameID, record.platformID, record.platEncID, record.langID
            )
        elif record.nameID == 6:
            plain = name.replace(" ", "")
            font["name"].setName(plain, 6, record.platformID, record.platEncID, record.langID)


def main(source: str = NOTO) -> None:
    """Cut all."""
    files = [cut(TTCollection(Path(source) / CJK), language) for language in CUTS]
    files += [cut_other(Path(source) / CORE, name) for name in OTHERS]
    for file in files:
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(*sys.argv[1:2])
