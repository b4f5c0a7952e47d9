"""The fields that every kind of catalogue file has, read from their cells."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from catalog.importers.html_text import read_html
from catalog.importers.notes import Cell, Notes
from catalog.importers.texts import (
    DESCRIPTION,
    NAME,
    TITLE,
    read_line,
    read_paragraphs,
    shortened,
    slug,
)
from catalog.importers.values import CategoryDraft, Lost, PictureDraft
from catalog.typed import Misread

PICTURES = 10
"""As many as an album of the messenger holds; further ones are left out."""
TAGS = 50
ADDRESS = 1_000
ALT = 400
OTHER = CategoryDraft("other", {"": "Other", "zh_Hans": "其他", "zh_Hant": "其他"})
"""Where a product goes whose file names no category."""


def take_title(cell: Cell, notes: Notes) -> str | None:
    """The title; without one the product is lost."""
    title = notes.take(cell, read_line(cell.value, TITLE), Lost.PRODUCT)
    if title == "":
        notes.note(cell, "a title for the product", Lost.PRODUCT)
    return title or None


def take_description(cell: Cell, notes: Notes, *, keep_lines: bool = False) -> str:
    """Plain text; one that is too long is cut, and the fault says so."""
    text = notes.take(cell, read_html(cell.value, keep_lines=keep_lines), Lost.VALUE) or ""
    return take_paragraphs(Cell(cell.line, cell.column, text), notes)


def take_paragraphs(cell: Cell, notes: Notes) -> str:
    """A text that is plain already, cut if it is too long."""
    text = read_paragraphs(cell.value)
    if len(text) > DESCRIPTION:
        notes.note(cell, f"at most {DESCRIPTION} characters; the end was cut off", Lost.VALUE)
    return shortened(text, DESCRIPTION)


def take_name(cell: Cell, notes: Notes) -> str:
    """A vendor, an alternative text or the like, which the product can do without."""
    return notes.take(cell, read_line(cell.value, TITLE), Lost.VALUE) or ""


def take_tags(cell: Cell, notes: Notes) -> tuple[str, ...]:
    """Words between commas, each once."""
    words = (word for word in re.split("[,，、]", cell.value) if word.strip())
    read = (
        notes.take(Cell(cell.line, cell.column, word), read_line(word, NAME), Lost.VALUE)
        for word in words
    )
    return tuple(dict.fromkeys(word for word in read if word))[:TAGS]


def take_category(cell: Cell, notes: Notes) -> CategoryDraft | None:
    """The last step of a path such as "Clothing > Shirts"; None if the cell is empty."""
    steps = [step for step in cell.value.split(">") if step.strip()]
    name = notes.take(cell, read_line(steps[-1], NAME), Lost.VALUE) if steps else None
    return CategoryDraft(slug(name), {"": name}) if name and slug(name) else None


def take_pictures(cells: Iterable[tuple[Cell, str]], notes: Notes) -> tuple[PictureDraft, ...]:
    """Addresses with their alternative texts, each address once."""
    found: dict[str, PictureDraft] = {}
    for cell, words in cells:
        address = notes.take(cell, read_address(cell.value), Lost.VALUE)
        if address and address not in found:
            alt = read_line(words[:ALT], ALT)
            found[address] = PictureDraft(address, {"": "" if isinstance(alt, Misread) else alt})
    return tuple(found.values())[:PICTURES]


def read_address(text: str) -> str | Misread:
    """An address on the web that can be passed on as it is."""
    address = f"https:{text}" if text.startswith("//") else text
    try:
        parts = urlsplit(address)
        sound = (
            parts.scheme in {"http", "https"}
            and bool(parts.hostname)
            and not re.search(r"\s", address)
        )
    except ValueError:
        sound = False
    if sound and len(address) <= ADDRESS and read_line(address, ADDRESS) == address:
        return address
    return Misread(
        f"the address of a picture on the web (https://...) of at most {ADDRESS} characters"
    )
