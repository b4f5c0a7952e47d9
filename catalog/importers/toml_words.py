"""Texts of a TOML catalogue in several languages, and its glossary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from babel import Locale, UnknownLocaleError

from catalog.importers.notes import Cell, Notes
from catalog.importers.texts import NAME, read_line
from catalog.importers.toml_node import Node, take_text
from catalog.importers.values import Lost, Texts
from catalog.typed import Misread

LONGEST_TAG = 12
"""Characters of a language tag: "sr_Cyrl_RS" and the like."""

Reader = Callable[[Cell], str | Misread]


@dataclass(frozen=True, slots=True)
class Words:
    """The file's own language, and what its short words are called in others."""

    language: str
    glossary: Mapping[str, Texts]

    def of(self, word: str) -> Texts:
        """A word of the file's own language with its translations."""
        return {"": word, **self.glossary.get(word, {})}


def read_words(root: Node, notes: Notes) -> Words:
    """The keys `language` and `words` at the top of a file."""
    own = root.get("language")
    tag = take_language(own, notes) if own else "en"
    glossary = {
        word: _translations(node, line_of(NAME), notes) for word, node in root.at("words").pairs()
    }
    return Words(tag or "en", glossary)


def line_of(most: int) -> Reader:
    """A reader for texts of one line."""
    return lambda cell: read_line(cell.value, most)


def take_texts(node: Node, words: Words, read: Reader, notes: Notes) -> Texts:
    """A text, or a table of texts by language; "" is always there, and empty if nothing could be read."""
    if not isinstance(node.value, dict):
        text = _translation(node, read, notes) if node.value != "" else ""
        return words.of(text) if text else {"": ""}
    found = _translations(node, read, notes)
    own = found.get(words.language) or next(iter(found.values()), "")
    return {"": own, **found}


def _translations(node: Node, read: Reader, notes: Notes) -> dict[str, str]:
    found = {}
    for key, inner in node.pairs():
        tag = take_language(Node(key, inner.path, inner.lines), notes)
        text = _translation(inner, read, notes)
        if tag and text:
            found[tag] = text
    return found


def _translation(node: Node, read: Reader, notes: Notes) -> str | None:
    if take_text(node, notes, Lost.VALUE) is None:
        return None
    return notes.take(
        node.cell, read(Cell(node.line, node.cell.column, str(node.value))), Lost.VALUE
    )


def take_language(node: Node, notes: Notes) -> str | None:
    """A language tag as the shop writes it: "zh-hans" is zh_Hans."""
    try:
        tag = str(Locale.parse(str(node.value).replace("-", "_")))
    except (ValueError, UnknownLocaleError):
        tag = ""
    if 0 < len(tag) <= LONGEST_TAG:
        return tag
    notes.note(node.cell, "a language such as en, zh_Hans or zh_Hant", Lost.VALUE)
    return None
