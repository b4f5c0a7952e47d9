"""From bytes to text: whatever spreadsheets write, and a kind word for what is no text at all."""

import codecs

from charset_normalizer import CharsetMatch, from_bytes

from catalog.typed import Misread

LARGEST = 64 * 1024 * 1024
"""Bytes: some 200,000 products; the whole file is held in memory."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the first half of this one
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_LEGACY = ["gb18030", "big5", "cp1252"]
_KINDLY = "a catalogue as text (CSV in UTF-8, or TOML)"
_NO_TEXT = f"{_KINDLY}; this file is not text"


def decode(data: bytes) -> str | Misread:
    """The text of a file in UTF-8, UTF-16, UTF-32, GB18030, Big5 and other charsets of spreadsheets."""
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf\xff\xfe"):
        return Misread("a header line and at least one product; this file is empty")
    if len(data) > LARGEST:
        return Misread(f"a file of at most {LARGEST // 1024**2} MB; please split it")
    if data.startswith(_WORKBOOKS):
        return Misread(f"{_KINDLY}; this is a workbook, please save it as CSV UTF-8")
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return _strictly(data, charset)
    if b"\0" in data:
        return _unmarked(data)
    return _undeclared(data)


def _unmarked(data: bytes) -> str | Misread:
    """UTF-16 without its mark, if it is that: most files with zeros in them are no text of any kind."""
    charset = _halves(data)
    text = None if charset is None else _strictly(data, charset)
    return text if isinstance(text, str) else Misread(_NO_TEXT)


def _halves(data: bytes) -> str | None:
    """Where a third of the bytes is zero: on which side of each pair."""
    sample = data[:400]
    if sample.count(b"\0") * 3 < len(sample):
        return None
    return "utf-16-be" if sample[::2].count(b"\0") > sample[1::2].count(b"\0") else "utf-16-le"


def _strictly(data: bytes, charset: str) -> str | Misread:
    try:
        text = data.decode(charset)
    except UnicodeDecodeError:
        return Misread(f"{_KINDLY}; this file breaks the rules of {charset.upper()}, its own mark")
    return Misread(_NO_TEXT) if "\0" in text else text


def _undeclared(data: bytes) -> str | Misread:
    try:
        return data.decode()
    except UnicodeDecodeError:
        repaired = data.decode(errors="replace")
    broken = repaired.count("\ufffd")
    if broken * 10 < sum(not sign.isascii() for sign in repaired):
        return repaired  # UTF-8 with a few broken places: their rows are refused, the rest is good
    return _guessed(data)


def _guessed(data: bytes) -> str | Misread:
    """By statistics over the lines that are not ASCII; a line end is never half of a character here."""
    telling = b"\n".join(line for line in data.split(b"\n") if not line.isascii())[:65536]
    guesses = from_bytes(telling, cp_isolation=_LEGACY)
    for guess in sorted(guesses, key=_rank):
        text = _strictly(data, guess.encoding)
        if isinstance(text, str):
            return text
    return Misread(f"{_KINDLY}; the letters of this file cannot be read, please save it as UTF-8")


def _rank(guess: CharsetMatch) -> tuple[float, int]:
    """Best first; between equals, GB18030 before Big5."""
    return -_everyday(str(guess)), _LEGACY.index(guess.encoding)


def _everyday(text: str) -> float:
    """The share of letters that people use every day: few words are too little for other statistics."""
    foreign = [sign for sign in text if not sign.isascii()]
    return sum(map(_common, foreign)) / max(1, len(foreign))


def _common(sign: str) -> bool:
    simplified, traditional = (sign.encode(charset, "ignore") for charset in ("gb2312", "big5"))
    return (
        b"\xb0" <= simplified[:1] <= b"\xd7"  # level 1 of GB 2312, by its first byte
        or b"\xa4" <= traditional[:1] <= b"\xc6"  # level 1 of Big5
        or (sign <= "\xff" and sign.isalpha())
    )
