"""One product of a TOML catalogue."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.importers.assembly import distinct, settle
from catalog.importers.fields import ALT, OTHER, PICTURES, TAGS, read_address
from catalog.importers.notes import Notes
from catalog.importers.texts import (
    DESCRIPTION,
    NAME,
    TITLE,
    read_line,
    read_paragraphs,
    shortened,
    slug,
)
from catalog.importers.toml_node import Node, note_strangers, take_text
from catalog.importers.toml_terms import take_terms
from catalog.importers.toml_variants import KEYS as OF_VARIANTS
from catalog.importers.toml_variants import read_variants
from catalog.importers.toml_words import Words, line_of, take_texts
from catalog.importers.values import (
    CategoryDraft,
    Lost,
    PictureDraft,
    ProductDraft,
    TermsDraft,
    Texts,
    VariantDraft,
)
from catalog.money import Money
from catalog.typed import Misread

KEYS = (
    *(
        "handle",
        "title",
        "description",
        "category",
        "vendor",
        "tags",
        "pictures",
        "published",
        "deal",
        "variants",
    ),
    *(key for key in OF_VARIANTS if key != "options"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What the file says above its products."""

    words: Words
    categories: Mapping[str, CategoryDraft]


def read_product(
    handle: str, node: Node, frame: Frame, currency: str, notes: Notes
) -> ProductDraft | None:
    """The product, or None and notes on why nothing of it can be sold."""
    note_strangers(node, KEYS, notes)
    titles = take_texts(node.at("title"), frame.words, line_of(TITLE), notes)
    variants = distinct(
        read_variants(handle, node, frame.words, currency, notes), "sku", "options", notes
    )
    deal = node.get("deal")
    terms = take_terms(deal, currency, Lost.PRODUCT, notes) if deal else None
    if not titles[""]:
        notes.note(node.at("title").cell, "a title for the product", Lost.PRODUCT)
    if not titles[""] or (
        deal and (terms is None or not _is_cheaper(deal, terms, variants, notes))
    ):
        return settle(None, node.cell, notes)
    product = ProductDraft(
        handle=handle,
        titles=titles,
        descriptions=take_description(node.at("description"), frame.words, notes),
        category=_category(node.at("category"), frame, notes),
        vendor=take_texts(node.at("vendor"), frame.words, line_of(TITLE), notes)[""],
        tags=_tags(node.at("tags"), notes),
        pictures=tuple(_pictures(node.at("pictures"), frame.words, notes))[:PICTURES],
        variants=variants,
        published=_is_published(node.get("published"), notes),
        line=node.line,
        terms=terms,
    )
    return settle(product, node.cell, notes)


def _is_cheaper(
    deal: Node, terms: TermsDraft, variants: tuple[VariantDraft, ...], notes: Notes
) -> bool:
    """A group price above the price for one would be a joke on the group."""
    cut = terms.cut
    if not isinstance(cut, Money) or all(cut.minor <= variant.price.minor for variant in variants):
        return True
    notes.note(
        deal.at("price").cell, "a group price of at most the price of each variant", Lost.PRODUCT
    )
    return False


def take_description(node: Node, words: Words, notes: Notes) -> Texts:
    """Plain text in each language; one that is too long is cut, and the fault says so."""
    texts = take_texts(node, words, lambda cell: read_paragraphs(cell.value), notes)
    for language, text in texts.items():
        if language and len(text) > DESCRIPTION:
            notes.note(
                node.at(language).cell,
                f"at most {DESCRIPTION} characters; the end was cut off",
                Lost.VALUE,
            )
    return {language: shortened(text, DESCRIPTION) for language, text in texts.items()}


def _category(node: Node, frame: Frame, notes: Notes) -> CategoryDraft:
    text = take_text(node, notes, Lost.VALUE)
    name = notes.take(node.cell, read_line(text or "", NAME), Lost.VALUE) or ""
    if name in frame.categories:
        return frame.categories[name]
    return CategoryDraft(slug(name), frame.words.of(name)) if slug(name) else OTHER


def _tags(node: Node, notes: Notes) -> tuple[str, ...]:
    found = []
    for item in node.items():
        text = take_text(item, notes, Lost.VALUE)
        found.append(notes.take(item.cell, read_line(text or "", NAME), Lost.VALUE))
    return tuple(dict.fromkeys(tag for tag in found if tag))[:TAGS]


def _pictures(node: Node, words: Words, notes: Notes) -> Iterator[PictureDraft]:
    """Each a source, or a table of `source` and `alt`."""
    for item in node.items():
        source = take_source(item.get("source") or item, notes)
        alt = take_texts(item.at("alt"), words, line_of(ALT), notes)
        if source:
            yield PictureDraft(source, alt)


def take_source(node: Node, notes: Notes) -> str | None:
    """A web address, or a path below the folder of the file."""
    text = take_text(node, notes, Lost.VALUE)
    return None if text is None else notes.take(node.cell, _source(text.strip()), Lost.VALUE)


def _source(text: str) -> str | Misread:
    if "://" in text or text.startswith("//"):
        return read_address(text)
    steps = text.split("/")
    is_below = (
        bool(text) and not {"", ".", ".."} & set(steps) and "\\" not in text and ":" not in text
    )
    if is_below and read_line(text, NAME) == text:
        return text
    return Misread("the address of a picture on the web, or a path below the folder of this file")


def _is_published(node: Node | None, notes: Notes) -> bool:
    if node is None or isinstance(node.value, bool):
        return node is None or node.value is True
    notes.note(node.cell, "true or false, without quotation marks", Lost.VALUE)
    return False
