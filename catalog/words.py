"""The words that a text is found by: in any script, whatever its case, accents, width or kind of Chinese."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from opencc import OpenCC
from snowballstemmer.english_stemmer import EnglishStemmer

LONGEST = 64
"""Characters of a word that count; the rest of a longer one is ignored."""

# Scripts that are written without spaces between words, and Hangul, whose words carry their grammar.
_RUNNING = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f"
)
# Vowel signs of Indic and Arabic scripts belong to the word, although they are no letters.
_SIGNS = "\u064b-\u065f\u0670\u0900-\u0dff"
_PIECE = re.compile(rf"(?P<run>[{_RUNNING}]+)|(?P<word>(?:(?![{_RUNNING}])(?:[^\W_]|[{_SIGNS}]))+)")
# Halves of characters cannot be written down, and where a zero is a text in C ends.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_HYPHENATED = re.compile(r"(?<![\w-])[a-z0-9]+(?:-[a-z0-9]+)+(?![\w-])")
_NUMBER_AND_UNIT = re.compile(r"(\d+)([a-z]+)|([a-z]+)(\d+)")

_chinese = OpenCC("t2s")
_stemmer = EnglishStemmer()


def fold(text: str) -> str:
    """The text without the differences that a searcher does not care about."""
    folded = unicodedata.normalize("NFKC", _NO_TEXT.sub(" ", text)).casefold()
    if folded.isascii():
        return folded
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", folded))
    return str(_chinese.convert(unicodedata.normalize("NFC", bare)))


def indexed(text: str) -> set[str]:
    """Every word under which this text is to be found."""
    folded = _POSSESSIVE.sub("", fold(text))
    found = {word.replace("-", "")[:LONGEST] for word in _HYPHENATED.findall(folded)}
    for kind, piece in _pieces(folded):
        if kind == "run":
            found.update(piece, _pairs(piece))
        else:
            found.update(forms(piece))
            found.update(part for part in _parts(piece) if part)
    return found


def asked(text: str) -> list[tuple[str, ...]]:
    """What must be found for this text, in order: for each word the forms of which any will do."""
    folded = _POSSESSIVE.sub("", fold(text))
    wishes: dict[tuple[str, ...], None] = {}
    for kind, piece in _pieces(folded):
        if kind == "word":
            wishes[forms(piece)] = None
        else:
            wishes.update(dict.fromkeys((pair,) for pair in _pairs(piece) or [piece]))
    return list(wishes)


def forms(word: str) -> tuple[str, ...]:
    """A word as it is written and, if that is another one, its English stem."""
    cut = word[:LONGEST]
    stem = _stem(cut) if cut.isascii() else cut
    return (cut,) if stem == cut else (cut, stem)


def _pieces(folded: str) -> Iterator[tuple[str, str]]:
    for match in _PIECE.finditer(folded):
        yield match.lastgroup or "", match[0]


def _pairs(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(len(run) - 1)]


def _parts(word: str) -> tuple[str | None, ...]:
    """So that "500ml" is also found by "500" and "ml"."""
    match = _NUMBER_AND_UNIT.fullmatch(word[:LONGEST])
    return match.groups() if match else ()


@lru_cache(maxsize=65_536)
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))
